// Package replydb keeps threads and letters (package feedback/reply) in the
// database.
//
// Adding to a thread writes its row first, which locks it: letters are numbered
// without a gap and none takes another's number.
package replydb
