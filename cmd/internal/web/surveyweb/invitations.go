package surveyweb

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

type invitationsPage struct {
	page.Frame
	Form       form.Form
	Survey     survey.Survey
	Live       survey.Version
	Wave       int
	Waves      []int
	Region     string // the list is narrowed to
	Search     string
	Rows       []invitationRow
	Found      int // invitations that fit; the list may show fewer
	Regions    []turnoutRow
	Total      turnoutRow
	Facets     audience.Facets
	Segments   []audience.Segment
	Identified bool
}

type invitationRow struct {
	survey.Invitation
	Link     survey.LinkState
	Answered bool // known, and shown, only where the survey is identified
}

// turnoutRow is how many of the invited have answered.
type turnoutRow struct {
	Region   string
	Invited  int
	Answered Count
	Hidden   bool // no more invited than the smallest group
}

// Share is the answered part; of rounded counts it is a lower bound.
func (r turnoutRow) Share() float64 {
	if r.Invited == 0 {
		return 0
	}
	return float64(r.Answered.N) / float64(r.Invited)
}

var invitationsTemplate = page.Define[invitationsPage]("survey/invitations", "survey/parts")

// invitations lists who was invited in a wave and how many have answered; who
// has answered stands there only where the survey is identified.
func (h *Handlers) invitations(c echo.Context) error {
	return h.showInvitations(c, http.StatusOK, form.With("who", "new"))
}

func (h *Handlers) showInvitations(c echo.Context, status int, f form.Form) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	sv, live, err := h.invitable(c)
	if err != nil {
		return err
	}
	p := invitationsPage{Form: f, Survey: sv, Live: live, Wave: waveOf(c, sv), Identified: live.Mode == survey.Identified}
	p.Frame = page.New(c, "survey.invitations", "survey.invitations_lead")
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys").Under(p.In(sv.Title), "/app/surveys/"+sv.Slug)
	p.Failed = len(f.Fields) > 0
	for w := sv.Wave; w >= 1; w-- {
		p.Waves = append(p.Waves, w)
	}
	if p.Segments, err = h.Roster.Segments(ctx, v); err != nil {
		return err
	}
	if p.Facets, err = h.Roster.Facets(ctx, v); err != nil {
		return err
	}
	list, answered, err := h.invited(c, sv, p.Wave)
	if err != nil {
		return err
	}
	p.Region, p.Search = c.QueryParam("in"), strings.TrimSpace(c.QueryParam("q"))
	for _, l := range list {
		if !p.fits(l.Invitation) {
			continue
		}
		if p.Found++; p.Found <= maxRows {
			p.Rows = append(p.Rows, invitationRow{Invitation: l.Invitation, Link: l.Link, Answered: p.Identified && answered[l.Invitation.ID]})
		}
	}
	p.Regions, p.Total = turnout(list, answered, live)
	return invitationsTemplate.Render(c, status, p)
}

// maxRows bounds the list: who looks for one dealer narrows it.
const maxRows = 200

// fits tells whether the list shows the invitation.
func (p invitationsPage) fits(i survey.Invitation) bool {
	search := strings.ToLower(p.Search)
	return (p.Region == "" || p.Region == i.Region) &&
		(strings.Contains(strings.ToLower(i.DealerName), search) || strings.Contains(strings.ToLower(string(i.DealerCode)), search))
}

// invitable gives the survey and its live version; a draft has no invitations.
func (h *Handlers) invitable(c echo.Context) (survey.Survey, survey.Version, error) {
	ctx := c.Request().Context()
	sv, err := h.Surveys.Show(ctx, page.Viewer(c), c.Param("slug"))
	if err != nil {
		return sv, survey.Version{}, err
	}
	if sv.Current == 0 {
		return sv, survey.Version{}, fault.Conflict("survey.not_published", nil)
	}
	e, err := h.Surveys.PublishedVersion(ctx, sv.ID, sv.Current)
	if err != nil {
		return sv, survey.Version{}, err
	}
	return sv, e.Version, nil
}

// invited lists the invitations of a wave and which of them were answered.
func (h *Handlers) invited(c echo.Context, sv survey.Survey, wave int) ([]survey.Listed, map[survey.InvitationID]bool, error) {
	ctx, v := c.Request().Context(), page.Viewer(c)
	list, err := h.Surveys.Invitations(ctx, v, survey.InvitationQuery{SurveyID: sv.ID, Wave: wave})
	if err != nil {
		return nil, nil, err
	}
	answered, err := h.Turnout.Answered(ctx, v, sv.ID, wave)
	if err != nil {
		return nil, nil, fmt.Errorf("read participation: %w", err)
	}
	return list, answered, nil
}

// waveOf is the wave asked for, else the survey's own.
func waveOf(c echo.Context, sv survey.Survey) int {
	if n, err := strconv.Atoi(c.QueryParam("wave")); err == nil && n >= 1 && n <= sv.Wave {
		return n
	}
	return sv.Wave
}

// turnout counts by region and altogether, as a viewer may know it.
func turnout(list []survey.Listed, answered map[survey.InvitationID]bool, v survey.Version) ([]turnoutRow, turnoutRow) {
	type tally struct{ invited, answered int }
	by := map[string]tally{}
	all := tally{}
	for _, l := range list {
		t := by[l.Invitation.Region]
		t.invited, all.invited = t.invited+1, all.invited+1
		if answered[l.Invitation.ID] {
			t.answered, all.answered = t.answered+1, all.answered+1
		}
		by[l.Invitation.Region] = t
	}
	row := func(region string, t tally) turnoutRow {
		r := turnoutRow{Region: region, Invited: t.invited, Answered: countOf(t.answered, v.Mode, v.MinCell)}
		if r.Answered.Exact {
			return r
		}
		// "at least ten" of ten invited names everybody: then one step less is said
		if r.Answered.N >= t.invited && r.Answered.N > 0 {
			r.Answered.N -= r.Answered.Step
		}
		if r.Hidden = t.invited <= r.Answered.Step; r.Hidden {
			r.Answered.N = 0
		}
		return r
	}
	var rows []turnoutRow
	for region, t := range maps.All(by) {
		rows = append(rows, row(region, t))
	}
	slices.SortFunc(rows, func(a, b turnoutRow) int { return cmp.Compare(a.Region, b.Region) })
	return rows, row("", all)
}
