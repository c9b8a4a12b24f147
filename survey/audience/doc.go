// Package audience is who can be asked: the roster of dealers, with the day from
// which and to which each entry holds.
//
// It is not for accounts of staff and not for respondents of public surveys,
// who are nobody's entry.
//
// Decisions:
//   - The roster is effective-dated: an entry holds from ValidFrom until the day
//     before ValidTo. A change ends the entry and begins another; what held last
//     quarter can still be read.
//   - Days are text as in 2026-11-23 (survey/calendar): a day in the
//     installation's time zone is no instant, and text sorts alike everywhere.
//   - Lists are cut to the viewer's scope in the query; a dealer outside it is
//     not found.
//   - Import is all or nothing. It looks first (Plan) and writes only a plan
//     without errors.
package audience
