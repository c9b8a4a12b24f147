// Package audit keeps the trail of who decided or looked at what: one line a
// change, written in the transaction of the change (survey/port.Trail). Lines
// are only ever added; the database refuses updates and deletes.
package audit
