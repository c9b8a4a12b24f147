package analysisweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/guess"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

type guessPage struct {
	Sheet
	Views  []View
	Report guess.Report
	Form   form.Form
	Open   form.Form // of the one who opens a round
	Rows   []GuessRow
	Part   string // the part of the market the viewer's guesses are about
	Right  int    // how many guesses lay within the interval
	Mine   int    // how many there are
	Help   []string
	Export Export
}

// GuessRow is one factor, to be guessed or compared.
type GuessRow struct {
	guess.Line
	Typed, Scale string
	Wrong        string
	Own, Mean    string
	RealView     CellView
	Said         string
	Off          bool
}

var guessTemplate = page.Define[guessPage]("report/guess", "report/parts")

// guess shows what to guess, or guesses beside what dealers said.
func (h *Handlers) guess(c echo.Context) error {
	return h.showGuess(c, http.StatusOK, form.Empty(), form.Empty())
}

func (h *Handlers) showGuess(c echo.Context, status int, typed, opened form.Form) error {
	slug := c.Param("slug")
	r, err := h.Guess.Report(c.Request().Context(), page.Viewer(c), slug)
	if err != nil {
		return err
	}
	s := h.sheet(c, page.New(c, "guess.title", "").Heading)
	s.Frame = s.Under(r.Title, surveyPath(slug, "report"))
	s.Lead = s.T("guess.lead")
	s.Failed = len(typed.Fields)+len(opened.Fields) > 0
	p := guessPage{Sheet: s, Views: s.views(slug, "guess", analysis.Filter{}), Report: r, Form: typed, Open: opened, Part: page.Viewer(c).Scope.Value}
	p.Export = s.files(surveyPath(slug, "export/guess"), analysis.Filter{})
	for _, line := range r.Lines {
		p.Rows = append(p.Rows, s.guessRow(line, typed))
		if line.Verdict != "" {
			p.Mine++
		}
		if line.Verdict == guess.Within {
			p.Right++
		}
	}
	p.Help = []string{s.T("guess.help.why"), s.T("guess.help.once"), s.T("guess.help.within")}
	if r.Late > 0 {
		p.Help = append(p.Help, s.T("guess.help.late", "N", s.Num(r.Late)))
	}
	return guessTemplate.Render(c, status, p)
}

func (s Sheet) guessRow(line guess.Line, typed form.Form) GuessRow {
	row := GuessRow{Line: line, Typed: typed.Get("g." + line.Name), Scale: s.T("guess.scale", "Low", s.trimmed(line.Low, 1), "High", s.trimmed(line.High, 1))}
	if f := typed.At(line.Name); f.Key != "" {
		row.Wrong = s.Say(f)
	}
	if line.Guess != nil {
		row.Own = s.trimmed(*line.Guess, 1)
	}
	if line.Mean != nil {
		row.Mean = s.T("guess.mean", "Mean", s.Dec(*line.Mean, 1), "N", line.N)
	}
	if line.Real != nil {
		row.RealView = s.Cell(*line.Real)
	}
	if line.Verdict != "" {
		by := *line.Guess - line.Real.Value
		row.Off = line.Verdict != guess.Within
		row.Said = s.T("guess.verdict."+string(line.Verdict), "By", s.trimmed(max(by, -by), 1))
	}
	return row
}

// enterGuess takes a manager's guesses.
func (h *Handlers) enterGuess(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	slug, typed := c.Param("slug"), map[string]string{}
	for name := range f.Values {
		if len(name) > 2 && name[:2] == "g." {
			typed[name[2:]] = f.Text(name)
		}
	}
	err = h.Guess.Enter(c.Request().Context(), page.Viewer(c), slug, typed)
	if err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.showGuess(c, status, wrong, form.Empty()) })
	}
	return page.Done(c, surveyPath(slug, "guess"), "guess.entered")
}

// openGuess asks the managers to guess.
func (h *Handlers) openGuess(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	slug := c.Param("slug")
	err = h.Guess.Open(c.Request().Context(), page.Viewer(c), slug, calendar.Day(f.Text("closes")))
	if err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.showGuess(c, status, form.Empty(), wrong) })
	}
	return page.Done(c, surveyPath(slug, "guess"), "guess.opened")
}

// guessFirst sends whoever must guess before seeing figures to where that is
// done.
func guessFirst(do echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		err := do(c)
		if f := fault.From(err); f != nil && f.Key == analysis.GuessFirst && c.Param("slug") != "" && c.Param("file") == "" {
			return c.Redirect(http.StatusSeeOther, surveyPath(c.Param("slug"), "guess"))
		}
		return err
	}
}
