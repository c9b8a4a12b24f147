// Package processdb keeps the versions of the sales process (package
// feedback/process) in the database.
//
// A version is one row with its body as JSON: it is written once, read whole and
// compared in memory; nothing queries inside it. The database itself refuses to
// change or remove a version, and to make two from one proposal.
package processdb
