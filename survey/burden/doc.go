// Package burden bounds how much one dealer is asked in a quarter, all surveys
// together: so many surveys, so many minutes.
//
// What it is not: it sends nothing and plans nothing. Whoever is about to ask
// dealers (package survey, survey/invitation) has it weigh them first.
//
// # Decisions
//
//   - A survey costs a dealer what it promises (dv.minutes), else what it likely
//     takes, once in each wave; a reminder and a new link cost nothing.
//   - Quarters are those of the calendar, in the installation's zone: people who
//     plan surveys know when one ends. So the next free day is the first of the
//     next quarter, unless the survey alone is beyond the budget.
//   - What counts is who was invited, whether he answered or not: being asked is
//     the burden.
//   - While dealers are being invited the budget's row is locked: two surveys that
//     ask the same dealer at the same time do not both find room.
package burden
