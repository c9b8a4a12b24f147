package codebookweb

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/coding"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

type versionPage struct {
	analysisweb.Sheet
	Version coding.Version
	Against int
	Diff    []DiffView
	First   bool
	Newest  bool
}

var versionTemplate = page.Define[versionPage]("codebook/version", "codebook/parts")

// version shows what a version changed, against the one before or another.
func (h *Handlers) version(c echo.Context) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	number, err := strconv.Atoi(c.Param("number"))
	if err != nil {
		return fault.NotFound("codebook.not_found")
	}
	next, err := h.Coding.At(ctx, v, number)
	if err != nil {
		return err
	}
	newest, err := h.Coding.Latest(ctx, v)
	if err != nil {
		return err
	}
	p := versionPage{Sheet: sheet(c, "codebook.version_title", "codebook.version_lead"), Version: next, First: number == 1, Newest: newest.Number == number}
	p.Frame = p.Titled(p.T("codebook.version", "Version", number))
	p.Against = number - 1
	if typed, err := strconv.Atoi(c.QueryParam("against")); err == nil && typed > 0 {
		p.Against = typed
	}
	if p.Against > 0 {
		old, err := h.Coding.At(ctx, v, p.Against)
		if err != nil {
			return err
		}
		p.Diff = diffView(p.Frame, old.Book, next.Book)
	}
	return versionTemplate.Render(c, http.StatusOK, p)
}

// export sends a version as a file: codebook-3.json or codebook-3.csv.
func (h *Handlers) export(c echo.Context) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	var number int
	var ending string
	file := c.Param("file")
	for _, e := range []string{".json", ".csv"} {
		if n, ok := numbered(file, e); ok {
			number, ending = n, e
		}
	}
	if ending == "" {
		return fault.NotFound("codebook.not_found")
	}
	ver, err := h.Coding.At(ctx, v, number)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	kind := "application/json; charset=utf-8"
	if ending == ".csv" {
		kind = "text/csv; charset=utf-8"
		err = ver.Book.WriteCSV(&out)
	} else {
		err = ver.Book.Write(&out)
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+file+`"`)
	return c.Blob(http.StatusOK, kind, out.Bytes())
}

// numbered reads the number of "codebook-3.json".
func numbered(file, ending string) (int, bool) {
	const head = "codebook-"
	if len(file) <= len(head)+len(ending) || file[:len(head)] != head || file[len(file)-len(ending):] != ending {
		return 0, false
	}
	n, err := strconv.Atoi(file[len(head) : len(file)-len(ending)])
	return n, err == nil
}

type importPage struct {
	analysisweb.Sheet
	Form form.Form
}

var importTemplate = page.Define[importPage]("codebook/import")

// importForm asks for a file.
func (h *Handlers) importForm(c echo.Context) error {
	return h.renderImport(c, http.StatusOK, form.With("op", "import"))
}

func (h *Handlers) renderImport(c echo.Context, status int, f form.Form) error {
	p := importPage{Sheet: sheet(c, "codebook.import", "codebook.import_lead"), Form: f}
	p.Failed = len(f.Fields) > 0
	return importTemplate.Render(c, status, p)
}
