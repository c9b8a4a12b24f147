// Package route declares the routes of a feature with the permission that each
// needs, so that one table tells who may call what and one test tries every
// route with every role.
package route
