// Package usagedb keeps who read the report of a closed survey, and counts for
// package usage what other rooms store. It implements usage.Store; it reads their
// tables and writes only its own.
package usagedb
