// Package uploaddb keeps uploaded files in the database: upload.Store. A file
// lies beside the answers, so that a backup holds both and one transaction
// writes both.
//
// What it is not: it reads nothing of what it keeps, which is sealed.
package uploaddb
