package surveyweb

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

type linksPage struct {
	page.Frame
	Survey survey.Survey
	Links  []linkRow
	Text   string // the list to copy: code, name, link, with tabs
}

// linkRow is a personal link, known only now.
type linkRow struct {
	Code audience.Code
	Name string
	URL  string
}

var linksTemplate = page.Define[linksPage]("survey/links")

// invite makes personal links for the dealers chosen and shows them, once: as a
// page, or as a CSV file.
func (h *Handlers) invite(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	sv, live, err := h.invitable(c)
	if err != nil {
		return err
	}
	dealers, err := h.chosen(c, f, sv, live)
	if err != nil {
		return err
	}
	if len(dealers) == 0 {
		f.Fields = []fault.Field{{Path: "who", Key: "survey.invite_nobody"}}
		return h.showInvitations(c, http.StatusUnprocessableEntity, f)
	}
	over, err := h.Surveys.Overdrawn(c.Request().Context(), page.Viewer(c), sv, dealers)
	if err != nil {
		return err
	}
	if len(over) > 0 {
		if f.Get("over") != "leave" || len(over) == len(dealers) {
			return showOverdrawn(c, f, sv, dealers, over)
		}
		dealers = without(dealers, over)
	}
	issued, err := h.Surveys.Invite(c.Request().Context(), page.Viewer(c), sv.Slug, dealers)
	if err != nil {
		return f.Again(err, func(status int, f form.Form) error { return h.showInvitations(c, status, f) })
	}
	rows := make([]linkRow, len(issued))
	for i, is := range issued {
		rows[i] = linkRow{Code: is.Invitation.DealerCode, Name: is.Invitation.DealerName, URL: h.BaseURL + "/i/" + is.Token.Reveal()}
	}
	if f.Get("as") == "csv" {
		return sendLinks(c, sv, rows)
	}
	return h.showLinks(c, sv, rows)
}

// chosen gives the dealers the form asks for: one by code, or those of a
// segment, region and tier who are new to the wave, have not answered, or all.
func (h *Handlers) chosen(c echo.Context, f form.Form, sv survey.Survey, live survey.Version) ([]audience.Dealer, error) {
	ctx, v := c.Request().Context(), page.Viewer(c)
	if code := f.Text("dealer"); code != "" {
		d, err := h.Roster.Find(ctx, v, audience.Code(code))
		return []audience.Dealer{d}, err
	}
	segment, err := h.Roster.Segment(ctx, v, f.Get("segment"))
	if err != nil {
		return nil, err
	}
	q := segment.Filter.Query()
	q.Region, q.Tier = cmp.Or(f.Text("region"), q.Region), cmp.Or(f.Text("tier"), q.Tier)
	list, err := h.Roster.All(ctx, v, q)
	if err != nil || f.Get("who") == "all" {
		return list, err
	}
	invited, answered, err := h.invited(c, sv, sv.Wave)
	if err != nil {
		return nil, err
	}
	skip := map[audience.Code]bool{}
	for _, l := range invited {
		unanswered := f.Get("who") == "unanswered" && live.Mode == survey.Identified && !answered[l.Invitation.ID]
		skip[l.Invitation.DealerCode] = !unanswered
	}
	var out []audience.Dealer
	for _, d := range list {
		if !skip[d.Code] {
			out = append(out, d)
		}
	}
	return out, nil
}

// showLinks shows the links in the answer to the post: they are nowhere else.
func (h *Handlers) showLinks(c echo.Context, sv survey.Survey, rows []linkRow) error {
	p := linksPage{Frame: page.New(c, "survey.links", "survey.links_lead"), Survey: sv, Links: rows}
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys").Under(p.In(sv.Title), "/app/surveys/"+sv.Slug).
		Under(p.T("survey.invitations"), "/app/surveys/"+sv.Slug+"/invitations")
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", r.Code, r.Name, r.URL)
	}
	p.Text = b.String()
	return linksTemplate.Render(c, http.StatusOK, p)
}

// sendLinks sends the links as a file that spreadsheets read as it is.
func sendLinks(c echo.Context, sv survey.Survey, rows []linkRow) error {
	say := page.New(c, "survey.links", "")
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	lines := [][]string{{say.T("dealer.column.code"), say.T("dealer.column.name"), say.T("survey.link")}}
	for _, r := range rows {
		lines = append(lines, []string{harmless(string(r.Code)), harmless(r.Name), r.URL})
	}
	if err := w.WriteAll(lines); err != nil {
		return fmt.Errorf("write links: %w", err)
	}
	name := fmt.Sprintf("%s-wave%d-links.csv", sv.Slug, sv.Wave)
	c.Response().Header().Set(echo.HeaderContentDisposition, fmt.Sprintf("attachment; filename=%q", name))
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", b.Bytes())
}

// harmless keeps a spreadsheet from reading a text as a formula.
func harmless(s string) string {
	if strings.ContainsAny(s[:min(1, len(s))], "=+-@\t\r") || strings.HasPrefix(s, "＝") {
		return "'" + s
	}
	return s
}

// withdraw ends one open link.
func (h *Handlers) withdraw(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	slug := c.Param("slug")
	id := survey.InvitationID(f.Get("invitation"))
	if err := h.Surveys.Withdraw(c.Request().Context(), page.Viewer(c), slug, []survey.InvitationID{id}); err != nil {
		return err
	}
	return page.Done(c, "/app/surveys/"+slug+"/invitations", "survey.withdrawn")
}
