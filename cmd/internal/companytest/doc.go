// Package companytest is a small company for tests of pages about answers: one
// survey, "dealers", with answers of known figures, on the real program (apptest)
// and both databases. It is not the demo company, which is large and drawn at random.
package companytest
