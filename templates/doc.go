// Package templates holds the product's face: HTML by feature, static files and
// message catalogues, embedded. No logic, and it imports nothing of ours.
//
//   - layout/: the frames around pages and the partials every page may use
//   - FEATURE/ACTION.html: one page, bound to one Go struct (cmd/internal/web/page)
//   - static/: stylesheets and the little JavaScript there is
//   - messages/LANGUAGE/AREA.json: every sentence a person reads, flat keys
package templates
