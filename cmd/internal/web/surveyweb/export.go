package surveyweb

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// export sends the draft, or with ?version=N a published version, as a file.
func (h *Handlers) export(c echo.Context) error {
	slug, n := c.Param("slug"), 0
	if v := c.QueryParam("version"); v != "" {
		parsed, err := strconv.Atoi(v)
		if err != nil || parsed < 1 {
			return fault.NotFound("survey.version_not_found")
		}
		n = parsed
	}
	raw, err := h.Surveys.Export(c.Request().Context(), page.Viewer(c), slug, survey.Number(n))
	if err != nil {
		return err
	}
	name := slug
	if n > 0 {
		name += "-v" + strconv.Itoa(n)
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, fmt.Sprintf("attachment; filename=%q", name+".json"))
	return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, raw)
}
