// Package consentdb keeps what respondents read. It is the Store of package
// survey/consent and decides nothing itself. A statement that is there stays as
// it is.
package consentdb
