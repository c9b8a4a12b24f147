package surveyweb

// Nobody writes a definition on an empty page: a new survey begins with a short
// example or with what another survey asks.

import (
	_ "embed"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

// example is a whole survey of three questions in both languages.
//
//go:embed begin.json
var example string

// exampleName is what the address calls it; no survey has such a slug.
const exampleName = "_example"

// Begin is a definition that a new one may begin with.
type Begin struct{ Title, From string }

// beginnings lists what a new survey may begin with.
func (h *Handlers) beginnings(c echo.Context, f page.Frame) ([]Begin, error) {
	out := []Begin{{Title: f.T("survey.example"), From: exampleName}}
	list, err := h.Surveys.List(c.Request().Context(), page.Viewer(c))
	for _, sv := range list {
		out = append(out, Begin{Title: f.In(sv.Title), From: sv.Slug})
	}
	return out, err
}

// begun is the form with the definition that was asked for, or an empty one.
func (h *Handlers) begun(c echo.Context) (form.Form, error) {
	switch from := c.QueryParam("from"); from {
	case "":
		return form.Empty(), nil
	case exampleName:
		return form.With("source", example), nil
	default:
		raw, err := h.Surveys.Export(c.Request().Context(), page.Viewer(c), from, 0)
		return form.With("source", string(raw)), err
	}
}
