// Command dealervoice is the whole product in one binary: one file per
// subcommand, nothing but reading arguments and printing here.
//
// spf13/cobra reads commands and flags (flags may stand before or after
// operands). Data goes to standard output, messages to standard error; exit
// codes are 0 done, 1 the input is at fault, 2 wrong usage, 3 the system failed.
package main
