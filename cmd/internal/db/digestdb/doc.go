// Package digestdb keeps how often people want a digest and what became of each. It
// is the Store of package analysis/digest on SQLite and PostgreSQL, and decides
// nothing itself.
package digestdb
