package uploadweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback"
	"dealervoice/survey"
)

type indexPage struct {
	page.Frame
	Survey survey.Survey
	Rows   []fileRow
	Next   feedback.ID // where the list goes on; "" at its end
}

// fileRow is a file beside the answer it came with.
type fileRow struct {
	feedback.Filed
	Response feedback.ID
	Region   string
}

var indexTemplate = page.Define[indexPage]("upload/index")

// index lists the files of a page of answers.
func (h *Handlers) index(c echo.Context) error {
	s, mode, err := h.survey(c)
	if err != nil {
		return err
	}
	ctx, viewer := c.Request().Context(), page.Viewer(c)
	p := indexPage{Frame: page.New(c, "upload.title", "upload.lead"), Survey: s}
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys").Under(p.In(s.Title), "/app/surveys/"+s.Slug)
	rows, err := h.Feedback.Rows(ctx, viewer, feedback.RowQuery{Survey: s.Head, Mode: mode, After: feedback.ID(c.QueryParam("after")), Limit: feedback.MaxRows})
	if err != nil {
		return err
	}
	p.Next = rows.Next
	for _, r := range rows.Records {
		for _, f := range feedback.Files(r.Data) {
			p.Rows = append(p.Rows, fileRow{Filed: f, Response: r.ID, Region: r.Attributes["region"]})
		}
	}
	return indexTemplate.Render(c, http.StatusOK, p)
}
