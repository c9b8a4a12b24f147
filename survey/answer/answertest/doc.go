// Package answertest compares decisions with those of survey-core: what a vector
// holds, and in what a decision differs from it.
//
// It is used by the tests of package answer, on vectors that survey-core made
// once, and by package oracle, on those that it makes while the tests run. It
// reads no files and starts nothing.
package answertest
