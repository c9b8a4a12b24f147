package codebookweb

// Deciding on words that may become cues.

import (
	"github.com/labstack/echo/v4"

	"dealervoice/analysis/coding"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

// findCandidates has words looked for in the background.
func (h *Handlers) findCandidates(c echo.Context) error {
	if _, err := form.Read(c); err != nil {
		return err
	}
	if err := h.Coding.FindCandidates(c.Request().Context(), page.Viewer(c)); err != nil {
		return err
	}
	return page.Done(c, "/app/codebook#candidates", "codebook.searching")
}

// acceptCandidate makes a word a cue.
func (h *Handlers) acceptCandidate(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	choice := choiceOf(f)
	if _, err := h.Coding.Accept(c.Request().Context(), page.Viewer(c), choice); err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.renderIndex(c, status, wrong) })
	}
	return page.Done(c, "/app/codebook#candidates", "codebook.accepted")
}

// dismissCandidate puts a word aside.
func (h *Handlers) dismissCandidate(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	if err := h.Coding.Dismiss(c.Request().Context(), page.Viewer(c), choiceOf(f)); err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.renderIndex(c, status, wrong) })
	}
	return page.Done(c, "/app/codebook#candidates", "codebook.dismissed")
}

func choiceOf(f form.Form) coding.Choice {
	return coding.Choice{Language: f.Text("language"), Cue: f.Text("cue"), Theme: f.Text("theme"), Polarity: f.Text("polarity")}
}
