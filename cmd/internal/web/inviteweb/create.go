package inviteweb

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/calendar"
	"dealervoice/survey/invitation"
)

// create first shows what a mailing would do, and with do=send schedules it.
func (h *Handlers) create(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	ctx, v := c.Request().Context(), page.Viewer(c)
	r, err := h.request(c, f)
	if err != nil {
		return err
	}
	if f.Get("do") == "send" || r.Kind == invitation.Reminder {
		m, err := h.Mailings.Schedule(ctx, v, r)
		if err != nil {
			return h.again(c, f, err)
		}
		return page.Done(c, home(r.Slug)+"/"+string(m.ID), "invite.scheduled")
	}
	plan, err := h.Mailings.Plan(ctx, v, r)
	if err != nil {
		return h.again(c, f, err)
	}
	return h.list(c, http.StatusOK, indexPage{Form: f, Plan: &plan})
}

// again shows the form with what is wrong.
func (h *Handlers) again(c echo.Context, f form.Form, err error) error {
	return f.Again(err, func(status int, wrong form.Form) error { return h.list(c, status, indexPage{Form: wrong}) })
}

// request reads what somebody wants to send.
func (h *Handlers) request(c echo.Context, f form.Form) (invitation.Request, error) {
	r := invitation.Request{
		Slug: c.Param("slug"), Kind: invitation.Kind(f.Get("kind")), Channel: invitation.Channel(f.Get("channel")),
		Who: invitation.Who(f.Get("who")), Day: calendar.Day(f.Text("day")), Beyond: invitation.Beyond(f.Get("beyond")),
	}
	if r.Kind == invitation.Reminder {
		r.Who = invitation.Unsettled
	}
	segment, err := h.Roster.Segment(c.Request().Context(), page.Viewer(c), f.Get("segment"))
	if err != nil {
		return r, err
	}
	r.Filter = segment.Filter
	r.Filter.Region = cmp.Or(f.Text("region"), r.Filter.Region)
	r.Filter.Tier = cmp.Or(f.Text("tier"), r.Filter.Tier)
	return r, nil
}

// rule changes how often the survey reminds.
func (h *Handlers) rule(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	slug := c.Param("slug")
	days, bad := strconv.Atoi(f.Text("days"))
	most, worse := strconv.Atoi(f.Text("most"))
	if bad != nil {
		days = -1
	}
	if worse != nil {
		most = -1
	}
	if err := h.Mailings.SaveRule(c.Request().Context(), page.Viewer(c), slug, invitation.Rule{Days: days, Most: most}); err != nil {
		return h.again(c, f, err)
	}
	return page.Done(c, home(slug), "invite.rule_saved")
}
