// Package usageweb is the page about what the system itself achieves (package
// usage): reports read, answers read for themes, proposals decided.
package usageweb
