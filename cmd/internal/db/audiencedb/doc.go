// Package audiencedb keeps the roster of dealers (survey/audience) in the
// database.
//
// Every list is cut to the viewer's scope in its query. Lists of values
// (channels, brands) are JSON text on both databases: they are matched as a
// quoted piece of that text, which needs no operator that only one database has.
package audiencedb
