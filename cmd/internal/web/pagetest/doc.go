// Package pagetest type-checks pages in tests: every field and method that a
// template uses must exist on the struct its page is bound to.
//
// jba/templatecheck does what html/template only finds when it runs: it is a
// test-only dependency.
package pagetest
