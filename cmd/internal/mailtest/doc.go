// Package mailtest is a real mail server for tests: SMTP on a TCP socket of this
// machine, which keeps what it takes and answers as the test says.
//
// It is no stand-in for the code under test: that speaks SMTP to it as to any
// other server. emersion/go-smtp is the server's side of the protocol, with TLS,
// STARTTLS and authentication; the product itself imports neither.
package mailtest
