package analysisweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

type reactionsPage struct {
	Sheet
	Report analysis.ReactionReport
	Filter FilterView
	Rows   []ReactionRow
	Asked  Chart
	Said   Chart
}

// ReactionRow is a policy, or one of its versions, in the matrix.
type ReactionRow struct {
	analysis.PolicyReaction
	Anchor  string
	Href    string
	Propose string
	Indent  bool // a version under its policy
	Chosen  bool
}

var reactionsTemplate = page.Define[reactionsPage]("reaction/index", "report/parts")

// reactions shows how dealers took each policy.
func (h *Handlers) reactions(c echo.Context) error {
	f, err := filterOf(c, "version")
	if err != nil {
		return err
	}
	r, err := h.Analysis.Reactions(c.Request().Context(), page.Viewer(c), f)
	if err != nil {
		return err
	}
	s := Sheet{page.New(c, "reaction.index", "reaction.index_lead")}
	p := reactionsPage{Sheet: s, Report: r, Filter: s.filterView("/app/policies/reactions", f, r.Segments)}
	chosen := [2]string{c.QueryParam("policy"), c.QueryParam("version")}
	for _, policy := range r.Policies {
		p.Rows = append(p.Rows, s.reactionRow(policy.PolicyReaction, f, chosen))
		if len(policy.Versions) < 2 {
			continue
		}
		for _, v := range policy.Versions {
			row := s.reactionRow(v, f, chosen)
			row.Indent = true
			p.Rows = append(p.Rows, row)
		}
	}
	at := func(name string) Chart {
		path := "/app/policies/reactions/" + name
		return Chart{
			Wide: filtered(path+".svg", f), Narrow: filtered(path+".svg", f, Kept{"w", "360"}), PNG: filtered(path+".png", f),
			Alt: s.T("reaction." + name),
		}
	}
	p.Asked, p.Said = at("asked"), at("said")
	return reactionsTemplate.Render(c, http.StatusOK, p)
}

func (s Sheet) reactionRow(r analysis.PolicyReaction, f analysis.Filter, chosen [2]string) ReactionRow {
	version := ""
	if r.Version > 0 {
		version = strconv.Itoa(r.Version)
	}
	row := ReactionRow{
		PolicyReaction: r, Anchor: "p-" + string(r.Policy) + "-" + version, Href: "/app/policies/" + string(r.Policy),
		Chosen: chosen == [2]string{string(r.Policy), version},
	}
	if s.May("proposal.write") && (r.Asked.Shown() || r.Said.Shown()) {
		row.Propose = proposing(analysis.ReactionRef(r.Policy, r.Version, f))
	}
	return row
}

// reactionChart draws the matrix by what was asked or what was said.
func (h *Handlers) reactionChart(c echo.Context) error {
	f, err := filterOf(c, "version")
	if err != nil {
		return err
	}
	name, ending, err := fileOf(c)
	if err != nil {
		return err
	}
	from := analysis.Source(name)
	if from != analysis.Asked && from != analysis.Said {
		return fault.NotFound("report.figure.not_found")
	}
	r, err := h.Analysis.Reactions(c.Request().Context(), page.Viewer(c), f)
	if err != nil {
		return err
	}
	s := Sheet{page.New(c, "reaction.index", "")}
	return s.send(c, picture{s.drawReactions(r, from), s.shareWords(reactionCells(r, from))}, ending)
}

// reactionCells are the cells that the chart of a source is drawn from.
func reactionCells(r analysis.ReactionReport, from analysis.Source) []analysis.Cell {
	var out []analysis.Cell
	for _, p := range r.Policies {
		if from == analysis.Said {
			out = append(out, p.Said.Negative)
		} else {
			out = append(out, p.Asked.Negative)
		}
	}
	return out
}
