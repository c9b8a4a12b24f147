// Package fault classifies the failures a person may be told about.
//
// A fault carries a Kind (what sort of failure), a message key (which sentence
// of the catalogues tells it) and, where form fields are at fault, one Field
// for each. The language is chosen at the edge, so no sentence stands here. One
// file of the web layer maps kinds to status codes; the command line maps them
// to exit codes.
//
// It is not for programming errors: those are plain wrapped errors and end as
// a 500 with an id in the log.
package fault
