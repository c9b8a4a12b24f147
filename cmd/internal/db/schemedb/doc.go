// Package schemedb keeps weightings that have a name. It is the Store of package
// analysis/scheme on SQLite and PostgreSQL, and decides nothing itself.
package schemedb
