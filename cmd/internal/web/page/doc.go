// Package page renders staff pages: a template bound to one Go type, inside one
// frame.
//
// A page is declared beside its handler:
//
//	type showPage struct {
//		page.Frame
//		Process process.Version
//	}
//	var showTemplate = page.Define[showPage]("process/show")
//
//	return showTemplate.Render(c, http.StatusOK, showPage{Frame: page.New(c, "process.title"), …})
//
// templates/process/show.html defines "content"; the frame (head, doors,
// breadcrumbs, title) comes from templates/layout. Templates are parsed when
// the program starts, executed into a buffer (half a page is never sent) and
// type-checked against their struct in each package's pages_test.go
// (cmd/internal/web/pagetest).
//
// Language, viewer, time zone and form token come from the request through
// With, which one middleware calls; no handler passes them along.
package page
