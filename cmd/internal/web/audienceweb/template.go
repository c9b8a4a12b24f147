package audienceweb

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// template sends an empty file to fill: the header, in the names the reader's
// language has for the columns.
func (h *Handlers) template(c echo.Context) error {
	names := audience.Columns()
	if page.Language(c) == language.Chinese {
		names = audience.ColumnsInChinese()
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="dealers.csv"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", []byte("\uFEFF"+strings.Join(names, ",")+"\r\n"))
}
