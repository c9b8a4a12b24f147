// Package text turns an open answer into themes with polarity, each with the
// words that caused it.
//
// A Tagger is made from one codebook (and, once there is one, a trained model)
// and is safe for concurrent use; web, import, API and command line all tag
// through it. It is not a store, not a job and not a statistic: it knows one
// answer at a time.
package text
