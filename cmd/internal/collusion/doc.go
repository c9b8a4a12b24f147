// Package collusion has no code: its test attacks the product as colluding viewers
// would.
//
// Random populations of dealers answer a confidential survey, some in two waves.
// Viewers with different scopes open random pages, charts and addresses of the
// interface, files (CSV and workbook) of reports, drivers, needs and quarters, and the
// digest, and the satisfaction chain beside a survey of consumers, with random filters, splits, tables and weights, and pool whatever
// they are shown. Between two looks further answers come in and further dealers are invited. One attacker, who knows the segments of every dealer and who
// answered what kind of question, writes each shown figure as an equation over
// single answers and solves the whole system exactly. They must not learn the
// answers of any one dealer, nor that somebody of the roster did not answer.
//
// The suite runs some hundred sequences; `make collusion` the full ten thousand.
// Two guards that are broken on purpose show that the attacker would notice.
package collusion
