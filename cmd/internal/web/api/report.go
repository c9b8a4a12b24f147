package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

// report counts everything a survey asked, split by a dimension if one is named.
func (h *Handlers) report(c echo.Context) error {
	q, err := parameters(c, "filter", "by", "weight", "trim")
	if err != nil {
		return err
	}
	f, err := q.filter()
	if err != nil {
		return err
	}
	ctx, viewer, slug := c.Request().Context(), page.Viewer(c), c.Param("slug")
	if by := q.get("by"); by != "" {
		r, err := h.Analysis.ReportBy(ctx, viewer, slug, analysis.ReportQuery{By: by, Filter: f})
		if err != nil {
			return err
		}
		r.Report = wholeReport(r.Report)
		for i := range r.Splits {
			r.Splits[i].Splits = list(r.Splits[i].Splits)
			for j, s := range r.Splits[i].Splits {
				r.Splits[i].Splits[j].Cells = list(s.Cells)
			}
		}
		return reply(c, http.StatusOK, r)
	}
	r, err := h.Analysis.Report(ctx, viewer, slug, f)
	if err != nil {
		return err
	}
	return reply(c, http.StatusOK, wholeReport(r))
}

// wholeReport has lists where there is nothing to list.
func wholeReport(r analysis.Report) analysis.Report {
	r.Figures, r.Segments, r.Themes = list(r.Figures), wholeSegments(r.Segments), wholeThemes(r.Themes)
	return r
}

func wholeSegments(segments []analysis.Segment) []analysis.Segment {
	for i := range segments {
		segments[i].Values = list(segments[i].Values)
	}
	return list(segments)
}

func wholeThemes(t analysis.Themes) analysis.Themes {
	t.Groups, t.Themes = list(t.Groups), list(t.Themes)
	return t
}
