package analysisweb

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/figurefile"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

// export hands out the figures of a page under the address that the page has:
// export/figures.csv, export/drivers.xlsx, export/kano.json.
func (h *Handlers) export(c echo.Context) error {
	name, ending, ok := strings.Cut(c.Param("file"), ".")
	format, known := figurefile.FormatOf(ending)
	if !ok || !known {
		return fault.NotFound("report.figure.not_found")
	}
	address, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil { // half a filter would show more than was asked for
		return fault.New(fault.KindBadRequest, "fault.bad_request", nil).Because(err)
	}
	slug := c.Param("slug")
	from := figurefile.Source{Analysis: h.Analysis, Guess: h.Guess}
	figures, err := from.Read(c.Request().Context(), page.Viewer(c), figurefile.Page{Name: name, Survey: slug, Address: address})
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := format.Write(&buf, figures); err != nil {
		return err
	}
	file := strings.TrimPrefix(slug+"-"+c.Param("file"), "-")
	c.Response().Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", file))
	c.Response().Header().Set("Cache-Control", "private, no-cache")
	return c.Blob(http.StatusOK, format.Type, buf.Bytes())
}

// Export is the links to a page's files.
type Export struct {
	Sheet
	Files []ExportFile
}

// ExportFile is one of them.
type ExportFile struct{ Title, Href string }

// files links the files of a page, under its own address.
func (s Sheet) files(path string, f analysis.Filter, keep ...Kept) Export {
	out := Export{Sheet: s}
	for _, format := range figurefile.Formats() {
		out.Files = append(out.Files, ExportFile{Title: strings.ToUpper(format.Name), Href: filtered(path+"."+format.Name, f, keep...)})
	}
	return out
}
