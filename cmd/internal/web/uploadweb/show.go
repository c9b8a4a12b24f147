package uploadweb

import (
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback"
	"dealervoice/feedback/upload"
)

// show hands a file out as a download.
func (h *Handlers) show(c echo.Context) error {
	s, mode, err := h.survey(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	f, err := h.Feedback.FileOf(ctx, page.Viewer(c), feedback.FileQuery{
		Survey: s.Head, Mode: mode, Response: feedback.ID(c.Param("response")), Ref: c.Param("ref"),
	})
	if err != nil {
		return err
	}
	kind, body, err := h.Uploads.Open(ctx, s.ID, upload.Ref(f.Ref))
	if err != nil {
		return err
	}
	head := c.Response().Header()
	head.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	head.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	return c.Blob(http.StatusOK, kind, body)
}
