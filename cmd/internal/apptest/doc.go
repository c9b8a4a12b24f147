// Package apptest runs the real program for tests: the composition root on a
// fresh database, served over HTTP on loopback, and a client that behaves as a
// browser does without JavaScript.
//
//	apptest.Each(t, func(t *testing.T, a *apptest.App) {
//		staff := a.LogIn(t, access.Analyst)
//		p := staff.Get("/app/surveys/new")
//		p = p.Form("form.card").Set("title", "季度调研").Submit()
//		p.Expect(apptest.Status(200), apptest.Says("h1", "季度调研"), apptest.None(".error-summary"))
//	})
//
// A form can only be filled with what the page offers: an unknown field, an
// option that is not there, a disabled control fail the test, as they would
// stop a person. What a browser would send is sent, in the order of the page.
//
// What it is not: no browser (browsertest), nothing of the product imports it,
// and it replaces no part of the program by a stand-in.
//
// Third-party: goquery, to find elements by CSS selectors as the stylesheet
// does, so that no test looks for substrings of HTML.
package apptest
