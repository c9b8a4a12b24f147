// Package burdendb keeps the burden budget and reads who was invited when. It is
// the Store of package survey/burden and decides nothing itself.
//
// What a dealer was asked is read from the invitations, through an index on
// dealer and time: there is no second account that could differ.
package burdendb
