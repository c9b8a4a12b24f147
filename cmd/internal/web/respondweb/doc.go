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
//   - Rows and panels are added and taken away by buttons (_more, _less with the
//     spot of the question: its number, inside a panel the panel's place and its
//     own index behind it). How many were shown travels along (_count), so that an
//     empty one stays where it was; what is judged and stored are the filled ones.
//   - What a definition sets on a change (triggers) needs what was there before:
//     where anything reacts, the form carries the answers it showed (_was). A post
//     without it came all at once and is complete as it is.
//   - What is to be thought over (soft validators) is said once (_noted); pressing
//     the button again goes on.
//   - How many screens there are is said as a range while answers to come decide.
//   - Files are taken in when they arrive, in front of any judging; from then on
//     the form carries their references. Only forms that ask for files are
//     multipart, and only their posts may be large.
//   - Sliders of up to eleven points are boxes to press, others a number to type
//     with a handle where scripts run: a handle alone would answer for somebody who
//     never touched it. Colours are typed for the same reason.
//   - Controls that are off send nothing, so hidden fields keep what they show.
//   - No maxlength attributes: browsers cut pasted text silently, and an answer
//     cut is an answer lost. The limit stands beside the field, the gate keeps it.
//   - No required or pattern attributes: the browser's bubbles are in its own
//     language and block Back; errors come from one place.
//   - A form goes on without a connection by its kit (kit.go): all screens without
//     their conditions, conditions and simple rules as data. The script shows and
//     asks by it; the server judges what comes of it as any post, and what it
//     refuses comes back to the respondent. Nothing of this is in the first load:
//     it is fetched once the form was touched, or after eight seconds.
//   - What was dealt to a respondent and pages in an order of the respondent's own
//     go along with the form in hand; further forms by the same public link then need
//     a connection. Lists go along up to 3,000 lines. Rows and panels (about each chosen
//     option, counted by a formula, added by a button, also inside of panels) are drawn by a
//     pattern; counts that only the server evaluates (by dates, by other lists) stay with it,
//     and say so.
//   - Photos wait with the rest of the answer, up to what one post may bring.
//   - A field with a mask is a text field with an example: the server reads what was
//     meant, or says what is wrong. Nothing is changed under anybody's fingers.
//   - On a device an unfinished form stays seven days, one that waits to be sent or
//     was refused sixty, a kit fourteen; all go with "delete what is kept here".
//     Of an unlinkable survey nothing stays.
//   - What is typed behind a personal link is saved into its draft (autosave.go). The
//     form keeps its older _rev: the draft being newer then changes nothing but
//     what another device wrote.
//   - A retry is told by what the form itself carried: its draft, which may have
//     completed it, is gone with the first sending. So before a submit is refused
//     or asked for more, the first one is looked for.
//   - Whoever had a form open when its survey ended may send it for a while
//     (survey.Grace); nobody gets a new one.
//   - The receipt of an unlinkable survey goes sealed in the address of its page
//     and is shown there for a quarter of an hour: proxies keep addresses. By the
//     code, which is typed and posted, one's own answer is looked at, corrected
//     and erased (own.go).
//   - Staff try a draft out (Preview) through the same visit, which then keeps and
//     stores nothing; it is the only page here behind the log-in.
package respondweb
