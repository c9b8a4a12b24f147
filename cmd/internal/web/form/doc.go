// Package form reads the posts of staff forms and shows them again with what
// was typed and what is wrong.
//
// Only the body counts, never the query; only urlencoded and multipart bodies
// are read, within limits; an error of the parser is an error, not an empty
// form (Echo's FormValue hides it). Survey forms have a reader of their own in
// respondweb, since they promise more.
package form
