// Package answer decides about answers: what a respondent with these answers
// sees, must answer, has answered wrongly, and what will be stored.
//
// Two layers, used alike by form, API and import. Gate refuses what the
// definition cannot produce (unknown option, out of scale, a ranking with
// ties); Decide then decides as survey-core 3.x does. Run is both in order.
//
// It stores nothing and speaks no language: errors carry message keys
// "answer.<code>" and arguments.
//
// Decisions:
//   - Values of hidden questions still count in conditions while the form is
//     open; they are removed once at completion, without evaluating the
//     conditions again.
//   - Anything random (order of options, rows, pages) is a pure function of
//     seed and unit, so that it can be recomputed from an export.
package answer
