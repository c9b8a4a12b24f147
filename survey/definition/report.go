package definition

// Report is what Check found.
type Report struct {
	Elements int       `json:"elements"`
	Mapped   int       `json:"mapped"`
	Errors   []Finding `json:"errors"`
	Warnings []Finding `json:"warnings"`
}

// Finding is one fault or doubt. Path is a JSON path such as
// "pages[0].elements[2].visibleIf"; Code is stable, Message is English.
type Finding struct {
	Path    string `json:"path"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// OK tells whether the definition can run.
func (r Report) OK() bool { return len(r.Errors) == 0 }
