// Package surveydb keeps surveys, their versions and the invitations to them
// (package survey) in the database.
//
// Reads that a respondent waits for are single statements: Head by the slug's
// unique index, Open by the code's unique index and the link's primary key.
// Versions are written once; the database itself refuses to change or remove
// one.
package surveydb
