// Package invitationdb keeps mailings, their messages, stopped addresses and the
// texts of mails (package survey/invitation) in the database.
//
// A message is changed by single statements that name the state and the attempt
// they find, so that of two who want it one gets it, on either database, without
// a lock that outlives the statement.
package invitationdb
