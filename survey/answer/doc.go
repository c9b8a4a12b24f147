// Package answer decides about answers: what a respondent with these answers
// sees, must answer, has answered wrongly, and what will be stored.
//
// Two layers, used alike by form, API and import. Gate refuses what the
// definition cannot produce (unknown option, out of scale, a ranking with
// ties); Decide then decides as survey-core 3.x does. Run is both in order.
//
// It stores nothing and speaks no language: errors carry message keys
// "answer.…" and arguments.
//
// Decisions:
//   - Values of hidden questions still count in conditions while the form is
//     open; they are removed once at completion, without evaluating the
//     conditions again.
//   - What the gate refuses at a hidden question is dropped without a word:
//     nobody can be asked to repair what they do not see.
//   - A form is a run of rounds: all conditions, then again while answers
//     change under them, ten times at most. Cost is linear in the definition
//     and the answers per round; one round is the rule.
//   - Rows of a matrix, dynamic panels and multiple texts are frames of their
//     own, with the same code at every depth.
//   - Anything random (order of options, rows, questions) is a pure function
//     of seed and unit, so that it can be recomputed from an export (Order).
//   - What a mask asks for is read by the gate (package mask): masks shape what is
//     stored, and there is no script to shape it while it is typed.
//   - Texts are cleaned in one way for every entrance: LF line ends, no control
//     characters, U+FFFD for what is not UTF-8, lengths counted in UTF-16 units
//     as pages count them. Nothing is trimmed or normalised beyond that, but a
//     text with nothing to see in it is no answer.
//   - golang.org/x/text/collate sorts choices the author wants in order, which
//     for Chinese no comparison of bytes does.
package answer
