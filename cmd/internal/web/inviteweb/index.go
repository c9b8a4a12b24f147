package inviteweb

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/invitation"
)

type indexPage struct {
	page.Frame
	Form     form.Form
	Survey   survey.Survey
	Live     survey.Version
	List     []invitation.Listed
	Rule     invitation.Rule
	Facets   audience.Facets
	Segments []audience.Segment
	Today    calendar.Day
	Mail     bool // is set up
	Plan     *invitation.Plan
	Later    []Free // when those are free whom the budget refuses for now
	Hidden   int    // dealers the budget refuses that are not listed
}

var indexTemplate = page.Define[indexPage]("invite/index", "invite/parts")

// index lists the mailings and offers a new one.
func (h *Handlers) index(c echo.Context) error {
	return h.list(c, http.StatusOK, indexPage{Form: form.With("kind", "invite", "channel", "mail", "who", "new")})
}

// Free is how many dealers are free again from a day on.
type Free struct {
	Day   calendar.Day
	Count int
}

// free counts by day those who could be queued.
func free(p invitation.Plan) (out []Free) {
	for _, r := range p.Later() {
		i := slices.IndexFunc(out, func(f Free) bool { return f.Day == r.Free })
		if i < 0 {
			i, out = len(out), append(out, Free{Day: r.Free})
		}
		out[i].Count++
	}
	slices.SortFunc(out, func(a, b Free) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// maxRefused bounds the list of dealers that the budget refuses.
const maxRefused = 50

func (h *Handlers) list(c echo.Context, status int, p indexPage) (err error) {
	ctx, v := c.Request().Context(), page.Viewer(c)
	if p.Survey, p.Live, err = h.published(c); err != nil {
		return err
	}
	p.Frame = under(c, p.Survey, "invite.title", "invite.lead")
	p.Failed = len(p.Form.Fields) > 0
	p.Today, p.Mail = h.Roster.Today(), h.Mailings.Can(invitation.Mail)
	if p.List, err = h.Mailings.Mailings(ctx, v, p.Survey.Slug); p.Live.Number == 0 {
		p.List, err = nil, nil
	}
	if err != nil {
		return err
	}
	if p.Rule, err = h.Mailings.Rule(ctx, v, p.Survey.Slug); err != nil {
		return err
	}
	if p.Segments, err = h.Roster.Segments(ctx, v); err != nil {
		return err
	}
	if p.Facets, err = h.Roster.Facets(ctx, v); err != nil {
		return err
	}
	if p.Plan != nil {
		p.Later = free(*p.Plan)
		if n := len(p.Plan.Refused); n > maxRefused {
			p.Plan.Refused, p.Hidden = p.Plan.Refused[:maxRefused], n-maxRefused
		}
	}
	return indexTemplate.Render(c, status, p)
}
