// Package statcmd is the command `dealervoice stats`: every statistical method of the product
// on a plain CSV file, so that anybody can hold a figure of a report against another program.
//
//	dealervoice stats welch --y reaction --group arm answers.csv --json
//
// What it is not: no statistics are worked out here (package analysis/stats) and no file
// format is known here (package analysis/frame); this package names methods, reads flags,
// picks the complete rows and prints.
//
// Decisions
//   - One table (registry.go) names all methods with flags and conventions; --list, --help
//     and the tests read the same table.
//   - Every result is a list of rows: keys (a group, an item, a coefficient) and figures. The
//     JSON has the same names as the text. A figure that is not finite is never printed.
//   - A method that refuses one group of --by (n = 1, all equal) says so in that row and goes
//     on with the others; if nothing is left, the command fails with the reason.
//   - Rows with a gap in a column that a method uses are left out and counted.
//
// Third party: github.com/spf13/cobra and pflag, as in all commands.
package statcmd
