package surveyweb

import (
	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/definition"
)

// Finding is what the linter says, as a reader sees it.
type Finding struct {
	Line     int
	Path     string
	Sentence string // what is wrong, in the reader's language
	Detail   string // what exactly, as the linter has it
}

// findings puts the linter's list into the reader's words.
func findings(c echo.Context, source string, list []definition.Finding) []Finding {
	if len(list) == 0 {
		return nil
	}
	at := lines(source)
	speaker := page.Of(c).Speaker
	out := make([]Finding, len(list))
	for i, f := range list {
		out[i] = Finding{Line: lineOf(at, f.Path), Path: f.Path, Detail: f.Message}
		if key := "survey.code." + f.Code; speaker != nil && speaker.Knows(key) {
			out[i].Sentence = speaker.T(key)
		}
	}
	return out
}
