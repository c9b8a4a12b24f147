package reviewweb

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/review"
	"dealervoice/analysis/text"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

// judge stores what somebody says of an answer and goes on to the next.
func (h *Handlers) judge(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	ctx, v, d := c.Request().Context(), page.Viewer(c), decision(c, f)
	if f.Get("go") == "skip" {
		if err := h.Review.Skip(ctx, v, review.Query{Survey: d.Survey, Handle: d.Handle}); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, at(d.Survey, ""))
	}
	if _, err := h.Review.Judge(ctx, v, d); err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.renderDesk(c, status, wrong) })
	}
	if f.Get("back") == "rounds" {
		return c.Redirect(http.StatusSeeOther, at(d.Survey, "rounds"))
	}
	return c.Redirect(http.StatusSeeOther, at(d.Survey, ""))
}

// decision reads what was said: a field "t.THEME" for each theme.
func decision(c echo.Context, f form.Form) review.Decision {
	d := review.Decision{Survey: c.Param("slug"), Handle: review.Handle(f.Text("answer"))}
	if f.Get("go") == "none" {
		return d
	}
	for name := range f.Values {
		id, ok := strings.CutPrefix(name, "t.")
		state := f.Get(name)
		if !ok || state == "" {
			continue
		}
		n, err := strconv.ParseInt(state, 10, 8)
		if err != nil {
			n = 99 // refused as no polarity
		}
		d.Themes = append(d.Themes, review.Label{Theme: id, Polarity: text.Polarity(n)})
	}
	return d
}
