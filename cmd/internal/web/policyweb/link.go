package policyweb

import (
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/policy"
)

// A target stands in one select: "q|survey|question|row" or "t|theme". None of
// the names may hold a bar.

func targetValue(t policy.Target) string {
	if t.IsTheme() {
		return "t|" + t.Theme
	}
	return strings.Join([]string{"q", t.Survey, t.Question, t.Row}, "|")
}

func targetOf(value string) policy.Target {
	parts := strings.Split(value, "|")
	switch {
	case len(parts) == 2 && parts[0] == "t":
		return policy.Target{Theme: parts[1]}
	case len(parts) == 4 && parts[0] == "q":
		return policy.Target{Survey: parts[1], Question: parts[2], Row: parts[3]}
	}
	return policy.Target{}
}

// link ties the policy to the question or theme chosen. What is wrong is told on
// the policy's page.
func (h *Handlers) link(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	p, err := h.load(c)
	if err != nil {
		return err
	}
	l := policy.Link{Target: targetOf(f.Text("target"))}
	version, clause, _ := strings.Cut(f.Text("part"), "|")
	l.Version, _ = strconv.Atoi(version) // not a number: the policy as a whole
	l.Clause = policy.ClauseID(clause)
	if err := h.Policies.Link(c.Request().Context(), page.Viewer(c), p.ID, l); err != nil {
		return f.Again(err, func(status int, f form.Form) error { return h.render(c, status, p, f) })
	}
	return done(c, p.ID, "policy.linked")
}

// unlink takes a link away.
func (h *Handlers) unlink(c echo.Context) error {
	if _, err := form.Read(c); err != nil {
		return err
	}
	id := policy.ID(c.Param("policy"))
	if err := h.Policies.Unlink(c.Request().Context(), page.Viewer(c), id, c.Param("link")); err != nil {
		return err
	}
	return done(c, id, "policy.unlinked")
}
