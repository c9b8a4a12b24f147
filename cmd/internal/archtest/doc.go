// Package archtest keeps the shape of the house true by reading its source with
// go/parser: the direction of imports, which package owns which library, what
// must not stand in any file, and that catalogues and templates fit together.
//
// It holds tests only; when one fails, move the code, not the rule.
package archtest
