// Package accountweb is the pages about the people who work with the product:
// log in and out, the start page, language and password, accounts, the audit
// trail, background work, and the page that shows every component.
package accountweb
