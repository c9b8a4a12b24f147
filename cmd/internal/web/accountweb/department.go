package accountweb

// Departments by their names: the process names its roles, and these belong to
// departments.

import (
	"context"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Processes knows the process of the house. *process.Service is one.
type Processes interface {
	Latest(ctx context.Context, v access.Viewer) (process.Version, error)
}

// departments names departments on a page.
type departments struct {
	Known []string // ids, as the process names them; none before there is one
	of    process.Process
	words page.Words
}

// Department is the name of a department, its id where nobody has named it.
func (d departments) Department(id string) string { return d.words.In(d.of.Department(id)) }

// departments reads the names. Before there is a process there are none.
func (h *Handlers) departments(c echo.Context) (departments, error) {
	out := departments{words: page.New(c, "account.department", "").Words}
	v, err := h.Processes.Latest(c.Request().Context(), page.Viewer(c))
	if fault.KindOf(err) == fault.KindNotFound {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.of = v.Process
	for _, r := range v.Process.Roles {
		if r.Kind == process.KindSupport && !slices.Contains(out.Known, r.Department) {
			out.Known = append(out.Known, r.Department)
		}
	}
	return out, nil
}
