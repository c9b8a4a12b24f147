// Package workbenchdb keeps what a search for the unknown found in a survey, on
// SQLite and PostgreSQL: the newest search, as JSON, since it is read whole and
// never searched. It is the Store of package workbench.
package workbenchdb
