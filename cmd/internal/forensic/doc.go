// Package forensic attacks the promise of unlinkable surveys: it is handed all
// that a running installation leaves behind and tries to tell whose an answer
// is. It is used by its own tests alone; the product never runs it.
//
// What it is not: no proof. It tries what is known; a new way to link answers is
// a new method here. It does not attack who looks at the server's memory while
// an answer comes in: the running server sees link and answer at once, which is
// the trust that remains (see README).
//
// # What the attacker is given
//
// The database at the end and two backups, with xmin and ctid or rowid; every
// change of every row with its transaction and time, which is more than the
// write-ahead log tells (history.go); the bytes of SQLite's files; the log of the
// server; the log of a proxy in front, with the tokens of links and times; the
// mails, so that it knows whose each link is and when each dealer sent; metrics,
// exports and the pages of staff. Not the key folder: with it, before the survey
// has ended, every answer can be linked, and the test shows that too.
//
// # What counts as guessing
//
// Answers of one batch and wave with the same attributes stand in a group of at
// least k. Whoever knows exactly which dealers went into the batch is right once
// a group on average; hits are nearly Poisson with that mean. The test allows
// what such a guesser exceeds once in a million times. The same attacker links
// nine answers in ten and more where surveys keep a participation, times, or
// only the order of insertion in the log; by where rows lie alone (PostgreSQL fills
// gaps) two in three.
//
// Letters about answers (feedback/reply) come in batches too. The proxy sees that
// somebody writes, not by which link; who also knows from elsewhere who wrote when
// guesses within the batch alone, which may be small: that is not attacked here.
//
// # The catalogue of leaks
//
//	L1  token or contact beside the answer   ballots hold a keyed tag, responses nothing   names and hashes
//	L2  times in two tables                  no time is stored (feedback/submit.go blur)    order: time …
//	L3  sequential ids                       ids are hashes of keyed units                  order: …
//	L4  physical order                       mixed in by shuffled batches (feedback/mix.go) order: place in …
//	L5  the same xmin                        one transaction a batch; no invitation written same transaction
//	L6  write-ahead log                      what came is sealed and padded until mixed     batches, lengths, order: log …
//	L7  backups and exports compared         a pool of k stays; batches of k                backups compared, exports compared
//	L8  log of GET /i/… beside POST          the server logs route patterns (web.logLine)   pages of the server log
//	L9  logs of proxies                      given to the attacker; receipts in addresses are sealed (feedback/notice.go)
//	L10 address, browser, language           not stored; language goes where it is rare     stamped attributes
//	L11 sessions                             forms have no cookie                           names and hashes
//	L12 drafts                               keyed by the ballot, sealed, padded, a day     names and hashes, lengths
//	L13 idempotency                          the tag is it: keyed, without time             what the secrets give
//	L14 jobs                                 one job a batch, by survey, names no answer    leavesNothing, order: log of …
//	L15 audit                                nothing is written when somebody answers       pages of the server log, order: …
//	L16 referrers                            Referrer-Policy no-referrer (web.headers)      leavesNothing: every page that the proxy saw
//	L17 live lists and counters              counts move by batches (survey pages, analysis) batches
//	L18 reminders                            go to everybody (survey/invitation gather)     names and hashes
//	L19 stamped segments                     attributes give way to groups of k; forms know none (feedback.KnownOf) stamped attributes
//	L20 files and their names                not asked for (survey.unsigned)                refusesFiles: publishing; leavesNothing: no upload
//	L21 times of typing                      not measured                                   order: …
//	L22 mail tracking                        one link in each mail, no picture (mail.Writer)  TestInvitationsGoOutOnceInTheDealersLanguage, K10
//	L23 logs of the database                 parameters are not logged (db.gormConfig)      pages of the server log
//	L24 dumps, pprof                         no such address; nothing of a form is logged   leavesNothing: the addresses, marks in log and metrics
package forensic
