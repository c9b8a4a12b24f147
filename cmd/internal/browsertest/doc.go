// Package browsertest drives a real Chromium for tests of what only a browser
// can show: that a page fits a phone, that nothing is refused by the content
// security policy, that a form can be filled by thumb, with JavaScript and
// without.
//
//	b := browsertest.Start(t)
//	p := b.Open(browsertest.Phone, app.URL+"/s/dealer-quarterly")
//	p.Click("label[for=d1-a]")
//	p.Go("button[value=next]") // a click that leads to another page
//	p.Look("page-2")           // no overflow, targets large enough, no errors
//
// Each test has a browser with a fresh profile; each page a context of its own,
// so no cookies are shared unless asked for (Beside). When SCREENSHOTS names a
// folder, Look and Screenshot keep pictures there.
//
// It needs Debian's package chromium-headless-shell, which `make test` installs, or
// chromium; without either a test fails, saying so, and is never skipped. With
// DEALERVOICE_TEST_BROWSER=chromium the same tests run in the browser with windows,
// which takes more than twice as long. What it is not: no test of what apptest can
// show without a browser, which costs a hundredth.
//
// axe.go asks axe-core (Deque Systems, MPL 2.0, embedded unchanged with its licence
// beside it) what a page breaks of WCAG 2.2 A and AA; keyboard.go presses keys.
//
// Third-party: chromedp speaks Chromium's own protocol, with no server between.
package browsertest
