// Package i18n speaks the reader's language from the message catalogues under
// templates/messages.
//
// nicksnyder/go-i18n is used for what is easy to get wrong: plural rules and
// placeholders; it is imported here only. Catalogues are flat JSON, one file an
// area and language; a key missing in one language is an error of the test, not
// a surprise on a page.
package i18n
