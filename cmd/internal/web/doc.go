// Package web is the HTTP server: Echo, the middleware around every route, and
// the one place where an error becomes a page.
//
// Order of the middleware, outermost first: recover, security headers, log
// line, compression; for staff paths (/app, /login, /logout) then the session,
// the viewer, the form token, and at each route its permission. Survey forms
// are outside of that: no session, no cookie, nothing stored by a GET.
//
// A feature whose callers are programs guards itself (route.Guarded): no
// session, no cookie, no form token. Below /api an error is answered as
// application/problem+json, by whatever it was raised.
//
// Against forged requests stand two independent things: Go's
// http.CrossOriginProtection (Sec-Fetch-Site, Origin) and a token bound to the
// session in every staff form.
//
// The log line of a request names the route's pattern, status and time, never
// an address, a token or an answer.
package web
