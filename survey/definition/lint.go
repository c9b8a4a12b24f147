// Doubts about a definition that can run.

package definition

// lint lists what is doubtful with a loaded definition.
func lint(d *Definition) []Finding { return nil }
