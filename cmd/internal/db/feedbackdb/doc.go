// Package feedbackdb keeps responses, participations and drafts on SQLite and
// PostgreSQL. It is the Store of package feedback and decides nothing itself.
//
// Decisions:
//   - An answer, its participation, the end of its draft and its tagging job are
//     one transaction; whether the response is new is told by its primary key
//     alone (ON CONFLICT DO NOTHING), never by looking first.
//   - A ballot of an unlinkable survey is one statement (two on SQLite) and stands
//     in a table of its own until it is mixed in; nothing there tells who it is of.
//   - Scope is part of every query that reads responses.
//   - A page of responses is read by key, never by offset, and a stream is pages:
//     no statement outlives the database's limit.
package feedbackdb
