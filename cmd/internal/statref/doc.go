// Command statref holds `dealervoice stats` against figures worked out by other programs.
//
//	go run ./cmd/internal/statref -data DIR             table: agree, differ, not available by set
//	go run ./cmd/internal/statref -data DIR -set 04     the figures of one set that do not agree
//	go run ./cmd/internal/statref -data DIR -set 04 -print   lines "id,value" for all its figures
//
// DIR holds one folder for each set with its CSV files and an expected.csv of columns id, value
// and tol_abs. The folder of a set is found by the number its name begins with. The files are
// not part of the repository: their licences differ.
//
// What it is not: no figure is worked out here. Each plan (plans/NN.plan) says which command
// of the product gives which figure:
//
//	> welch --y len --group supp --first OJ toothgrowth.csv
//	welch.t = t
//	welch.share = 100 * share [group=OJ]
//	mean.{item} = mean
//
// A line "< 5,41 5,36" after a command that reads "-" gives rows of a small public table that the
// set's folder does not hold. A line after a command names an id, a figure of the command's JSON, optionally a factor and
// the row by its keys. {item} stands for that key of each row; {item|slug} writes it small with
// underscores, {item|letters} with underscores for all but letters, {item|after} from behind "=".
package main
