package analysisweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

type relationsPage struct {
	Sheet
	Relations analysis.Relations
	Report    promised
	Filter    FilterView
	By        []By
	Views     []View
}

// promised is what the template of promises reads.
type promised struct{ Limits analysis.Limits }

var relationsTemplate = page.Define[relationsPage]("report/relations", "report/parts")

// relations shows how themes stand to segments, policies, each other and the score.
func (h *Handlers) relations(c echo.Context) error {
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	slug := c.Param("slug")
	r, err := h.Analysis.Relations(c.Request().Context(), page.Viewer(c), slug, analysis.RelationsQuery{By: c.QueryParam("by"), Filter: f})
	if err != nil {
		return err
	}
	s := h.sheet(c, page.New(c, "relation.title", "").Heading)
	s.Frame = s.Under(r.Title, filtered(surveyPath(slug, "report"), f)).Under(s.T("report.themes"), filtered(surveyPath(slug, "themes"), f))
	s.Lead = s.T("relation.lead")
	p := relationsPage{Sheet: s, Relations: r, Report: promised{r.Limits}, Views: s.views(slug, "themes", f)}
	at := surveyPath(slug, "relations")
	p.Filter = p.filterView(at, f, r.Segments, Kept{"by", c.QueryParam("by")})
	for _, seg := range r.Segments {
		p.By = append(p.By, By{Title: seg.Title, Chosen: seg.Dim == r.By, Href: filtered(at, f, Kept{"by", seg.Dim})})
	}
	return relationsTemplate.Render(c, http.StatusOK, p)
}
