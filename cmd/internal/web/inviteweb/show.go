package inviteweb

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/invitation"
)

type showPage struct {
	page.Frame
	Survey  survey.Survey
	Mailing invitation.Listed
	States  []stateRow
	State   string // the list is narrowed to
	Search  string
	People  []invitation.Person
	Found   int
	Calls   []invitation.Delivery
	Waits   []invitation.Wait // dealers whom it will ask when their budget has room
}

// stateRow is how many messages are in a state.
type stateRow struct {
	State invitation.MessageState
	N     int
}

// Again tells whether something could be sent once more by hand.
func (p showPage) Again() bool {
	t := p.Mailing.Tally
	return p.Mailing.State != invitation.Stopped && p.Mailing.Step == 0 && t[invitation.Uncertain]+t[invitation.Failed]+t[invitation.Returned] > 0
}

var showTemplate = page.Define[showPage]("invite/show", "invite/parts")

// maxPeople bounds the list: who looks for one dealer narrows it.
const maxPeople = 200

// show tells how far a mailing is and what became of each message, as far as
// that may be known.
func (h *Handlers) show(c echo.Context) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	sv, _, err := h.published(c)
	if err != nil {
		return err
	}
	p := showPage{Survey: sv, State: c.QueryParam("state"), Search: strings.TrimSpace(c.QueryParam("q"))}
	if p.Mailing, err = h.Mailings.Mailing(ctx, v, invitation.Job{Survey: sv.Slug, Mailing: invitation.ID(c.Param("id"))}); err != nil {
		return err
	}
	p.Frame = under(c, sv, "invite.kind."+string(p.Mailing.Kind), "")
	p.Frame = p.Under(p.T("invite.title"), home(sv.Slug))
	states := invitation.States()
	for _, s := range states {
		if n := p.Mailing.Tally[s]; n > 0 {
			p.States = append(p.States, stateRow{s, n})
		}
	}
	if !slices.Contains(states, invitation.MessageState(p.State)) {
		p.State = ""
	}
	q := invitation.Query{State: invitation.MessageState(p.State), Search: p.Search, Limit: maxPeople}
	if p.People, p.Found, err = h.Mailings.People(ctx, v, p.Mailing, q); err != nil {
		return err
	}
	if p.Calls, err = h.Mailings.Deliveries(ctx, v, p.Mailing); err != nil {
		return err
	}
	if p.Mailing.Source != "" {
		if p.Waits, err = h.Mailings.Waits(ctx, v, p.Mailing.Mailing); err != nil {
			return err
		}
	}
	if st := p.Mailing.State; st == invitation.Gathering || st == invitation.Sending {
		c.Response().Header().Set("Refresh", "3")
	}
	return showTemplate.Render(c, http.StatusOK, p)
}

// update stops a mailing, resumes it, sends again, or frees an address.
func (h *Handlers) update(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	ctx, v := c.Request().Context(), page.Viewer(c)
	job := invitation.Job{Survey: c.Param("slug"), Mailing: invitation.ID(c.Param("id"))}
	switch act := f.Get("act"); act {
	case "replay":
		err = h.Mailings.Replay(ctx, v, job, f.Get("tag"))
	case "unqueue":
		err = h.Mailings.Unqueue(ctx, v, job, audience.Code(f.Get("dealer")))
	case "free":
		err = h.Mailings.Free(ctx, v, job.Survey, f.Get("address"))
	default:
		err = h.Mailings.Do(ctx, v, invitation.Act(act), job)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, home(job.Survey)+"/"+string(job.Mailing))
}
