// Package policydb keeps the register of policies (package survey/policy) in the
// database.
//
// A policy is read whole: there are dozens, and every page that shows one shows
// its versions. All reads their parts in one query a table, whatever their
// number. Versions and clauses are written once; the database itself refuses to
// change or remove one. Rows have types of their own, since a policy is spread
// over four tables.
package policydb
