package analysisweb

// Weights: choosing them in the form over the figures, and what came of them.

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

// WeightForm is the part of the form that chooses weights.
type WeightForm struct {
	Sheet
	Margins []analysis.Value
	Trims   []analysis.Value
	Schemes []analysis.Value // saved weightings
	Chosen  string           // the chosen margins in words, or the name
}

// trims are the limits that are offered.
var trims = []string{"", "2", "3", "5"}

// weighable adds the choice of weights: by what the roster knows and the answers
// are told apart by.
func (v FilterView) weighable(f analysis.Filter, segments []analysis.Segment) FilterView {
	form := WeightForm{Sheet: v.Sheet}
	var names []string
	for _, seg := range segments {
		if !slices.Contains(analysis.Margins(), seg.Dim) || len(seg.Values) < 2 {
			continue
		}
		m := analysis.Value{Value: seg.Dim, Label: seg.Title, Chosen: slices.Contains(f.Weight.By, seg.Dim)}
		if m.Chosen {
			names = append(names, m.Label)
		}
		form.Margins = append(form.Margins, m)
	}
	if len(form.Margins) == 0 && !f.Weight.On() {
		return v
	}
	form.Trims = v.trimChoices(v.trimmed(f.Weight.Trim, 1))
	form.Chosen = strings.Join(names, "、")
	if f.Weight.Scheme != "" {
		form.Chosen = f.Weight.Scheme
	}
	v.Weights = &form
	if f.Weight.On() {
		v.Clear = with(v.Action, v.Keep...)
	}
	return v
}

// offerSchemes adds the saved weightings to the form.
func (h *Handlers) offerSchemes(c echo.Context, v FilterView, f analysis.Filter) error {
	if v.Weights == nil {
		return nil
	}
	list, err := h.Schemes.List(c.Request().Context(), page.Viewer(c))
	for _, one := range list {
		v.Weights.Schemes = append(v.Weights.Schemes, analysis.Value{Value: one.Name, Label: one.Name, Chosen: one.Name == f.Weight.Scheme})
	}
	return err
}

// WeightView is the account of the weights that figures stand under.
type WeightView struct {
	Sheet
	By    string
	Name  string // of a saved weighting
	Waves []WeightWave
}

// WeightWave is how one wave was weighted.
type WeightWave struct {
	analysis.WeightWave
	Title  string
	Facts  []string
	Missed string // which margin is not met; "" if all are
	Tables []Table
	Joined bool // some groups were taken together
}

// weightView writes the account; nil where nothing is weighted.
func (s Sheet) weightView(r *analysis.WeightReport) *WeightView {
	if r == nil {
		return nil
	}
	out := &WeightView{Sheet: s, By: strings.Join(r.Titles, "、"), Name: r.Scheme}
	for _, w := range r.Waves {
		v := WeightWave{WeightWave: w, Facts: s.weightFacts(w)}
		if w.Wave != "" {
			v.Title = s.T("report.wave", "Wave", w.Wave)
		}
		if !w.Void && !w.Converged {
			v.Missed = s.T("report.weight_missed", "Where", w.Where, "By", s.Pct(w.Worst, int(w.Effective)))
		}
		for _, m := range w.Margins {
			v.Tables = append(v.Tables, s.marginTable(m))
			v.Joined = v.Joined || slices.ContainsFunc(m.Groups, analysis.WeightGroup.Together)
		}
		out.Waves = append(out.Waves, v)
	}
	return out
}

func (s Sheet) weightFacts(w analysis.WeightWave) []string {
	out := []string{s.T("report.weight_roster", "Day", w.Day, "N", s.Num(w.Dealers))}
	if w.Void {
		return append(out, s.T("report.weight_void"))
	}
	if w.Converged {
		out = append(out, s.T("report.weight_met"))
	}
	out = append(out, s.T("report.weight_effect", "Worth", s.Dec(w.Effective, 0), "Effect", s.Dec(w.Effect, 2)))
	if w.Largest > 0 {
		out = append(out, s.T("report.weight_range", "Low", s.Dec(w.Smallest, 2), "High", s.Dec(w.Largest, 2)))
	}
	if w.Trimmed {
		out = append(out, s.T("report.weight_trimmed"))
	}
	if w.Unplaced > 0 {
		out = append(out, s.T("report.weight_unplaced", "N", s.Num(w.Unplaced)))
	}
	return out
}

// marginTable puts the roster beside the answers.
func (s Sheet) marginTable(m analysis.WeightMargin) Table {
	t := Table{Sheet: s, Head: []string{m.Title, s.T("report.in_roster"), s.T("report.in_answers")}}
	for _, g := range m.Groups {
		answers := s.Bare(g.Answers)
		if g.Part != nil {
			answers = CellView{Text: s.Pct(*g.Part, 50), Of: s.Num(g.Answers.N)}
		}
		t.Rows = append(t.Rows, Row{Label: g.Label, Cells: []CellView{{Text: s.Pct(g.Share, 50), Of: s.Num(g.Dealers)}, answers}})
	}
	return t
}
