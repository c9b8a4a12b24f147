// Package respondweb is the survey form as a respondent meets it: GET and POST
// of /s/{slug} and /i/{token}, and the receipt. It works without JavaScript and
// without cookies.
//
// The way of a post: body.go reads the bytes (only the body, only two content
// types, within limits, cut off or garbled is an error), decode.go turns fields
// into answers with the help of the version's Plan, flow.go decides which
// screen comes next, feedback.Service stores. What a handler shows is a View,
// built from the definition, the engine's decision and the fields as typed.
//
// What it is not: it decides nothing about answers, and it is no staff page (no
// session, no frame, a stylesheet of its own).
//
// Decisions:
//   - State is the fields themselves: answers of other screens travel as hidden
//     fields, as typed. A server draft joins them once a page was sent; where
//     another device wrote since (_rev is older), the draft's answers of other
//     screens win, otherwise the form's do.
//   - A screen that was sent is answered with the next one (200), not with a
//     redirect: an address would have to carry the state or its key, and
//     addresses end up in histories and logs.
//   - Without JavaScript a question may appear because of an answer on the same
//     screen. Then Next shows the screen again with it (_seen tells which were
//     shown), once, and says so; it is no error.
//   - The first screen of a version is the same for everybody but for a few
//     places, so it is rendered and compressed once (package press).
//   - No maxlength attributes: browsers cut pasted text silently, and an answer
//     cut is an answer lost. The limit stands beside the field, the gate keeps it.
//   - No required or pattern attributes: the browser's bubbles are in its own
//     language and block Back; errors come from one place.
package respondweb
