// Package batch serves callers that come at the same time by one piece of work:
// many rows by one commit, many questions by one read.
//
// Nobody waits for company: a caller who finds a lane free begins at once, alone.
// Whoever comes while work is under way in all lanes waits for one to end, and is
// then served together with all others who came meanwhile. So a single caller
// loses nothing, and under load the cost of a commit or a read is shared. With more
// than one lane, a crowd is at work while another waits for its disk.
//
// What was asked for before the work began is seen by it: a read that serves a
// caller always begins after that caller came.
//
// There is no goroutine and nothing to stop: one of those who wait does the work.
package batch
