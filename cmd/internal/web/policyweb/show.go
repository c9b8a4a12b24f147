package policyweb

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

// showPage is one policy.
type showPage struct {
	page.Frame
	Form      form.Form
	Policy    policy.Policy
	Versions  []VersionView // the newest first
	Links     []LinkView
	Reactions []ReactionView
	Target    form.Input
	Part      form.Input
	MayEdit   bool
}

// VersionView is a version with what it changed.
type VersionView struct {
	Number    int
	From, To  calendar.Day
	Reach     policy.Reach
	When      string // "now", "later", "past"
	Summary   string
	Note      string
	Clauses   []ClauseView
	Dropped   []string // clauses that the version before had
	CreatedBy string
	CreatedAt time.Time
}

// ClauseView is a clause, marked where it is new or reworded.
type ClauseView struct {
	ID      policy.ClauseID
	Text    string
	Fresh   bool
	Was     string // the wording before, where it differs
	Changed bool
}

// LinkView is a link in words.
type LinkView struct {
	ID    string
	What  string
	Where string // survey, or the codebook
	Part  string // the version or clause it is about
}

// ReactionView is how dealers took a policy or a version.
type ReactionView struct {
	Version                     int
	N                           int
	Negative, Neutral, Positive ShareView
	Withheld                    string
	Ref                         string
}

// ShareView is a share with its interval, and where it lies on a bar of a
// thousand.
type ShareView struct {
	Share, Interval string
	From, Width     int
}

var showTemplate = page.Define[showPage]("policy/show", "policy/parts")

func (h *Handlers) show(c echo.Context) error {
	p, err := h.load(c)
	if err != nil {
		return err
	}
	return h.render(c, http.StatusOK, p, form.Empty())
}

// render builds the page; f is a link form that came back.
func (h *Handlers) render(c echo.Context, status int, p policy.Policy, f form.Form) error {
	fr := page.New(c, "policy.title", "")
	d := showPage{Frame: fr.Titled(fr.In(p.Title)).Under(fr.T("policy.title"), "/app/policies"), Form: f, Policy: p}
	d.MayEdit, d.Failed = d.Viewer.May(access.PolicyEdit), len(f.Fields) > 0
	today := h.Policies.Days.Today()
	for i, v := range slices.Backward(p.Versions) {
		var before *policy.Version
		if i > 0 {
			before = &p.Versions[i-1]
		}
		d.Versions = append(d.Versions, versionView(d.Frame, v, before, when(p, v, today)))
	}
	ctx := c.Request().Context()
	if len(p.Links) > 0 {
		reactions, err := h.Reactions.ByVersion(ctx, d.Viewer, p.ID)
		if err != nil {
			return fmt.Errorf("read reactions to %s: %w", p.ID, err)
		}
		for _, r := range reactions {
			d.Reactions = append(d.Reactions, *reactionView(d.Frame, r))
		}
	}
	if err := h.links(ctx, &d); err != nil {
		return err
	}
	return showTemplate.Render(c, status, d)
}

// when tells whether anybody lives under the version today.
func when(p policy.Policy, v policy.Version, today calendar.Day) string {
	switch {
	case v.From > today:
		return "later"
	case slices.ContainsFunc(p.Standing(today), func(s policy.Version) bool { return s.Number == v.Number }):
		return "now"
	}
	return "past"
}

func versionView(f page.Frame, v policy.Version, before *policy.Version, when string) VersionView {
	out := VersionView{Number: v.Number, From: v.From, To: v.To, Reach: v.Reach, When: when, Summary: f.In(v.Summary), Note: v.Note,
		CreatedBy: v.CreatedBy, CreatedAt: v.CreatedAt}
	old := map[policy.ClauseID]language.Text{}
	if before != nil {
		for _, c := range before.Clauses {
			old[c.ID] = c.Text
		}
	}
	for _, c := range v.Clauses {
		x := ClauseView{ID: c.ID, Text: f.In(c.Text)}
		if was, ok := old[c.ID]; ok {
			x.Changed = was != c.Text
			if x.Changed {
				x.Was = f.In(was)
			}
			delete(old, c.ID)
		} else {
			x.Fresh = before != nil
		}
		out.Clauses = append(out.Clauses, x)
	}
	if before != nil {
		for _, c := range before.Clauses {
			if _, gone := old[c.ID]; gone {
				out.Dropped = append(out.Dropped, f.In(c.Text))
			}
		}
	}
	return out
}

func reactionView(f page.Frame, r policy.Reaction) *ReactionView {
	v := &ReactionView{Version: r.Version, N: r.N, Ref: r.Ref}
	if r.Withheld != "" {
		v.Withheld = f.T(r.Withheld)
		return v
	}
	at := 0
	share := func(s policy.Share) ShareView {
		x := ShareView{Share: f.Pct(s.P, r.N), Interval: f.T("policy.interval", "Low", strings.TrimSuffix(f.Pct(s.Low, r.N), "%"), "High", f.Pct(s.High, r.N)),
			From: at, Width: int(math.Round(s.P * 1000))}
		at += x.Width
		return x
	}
	v.Negative = share(r.Negative)
	v.Neutral = share(r.Neutral)
	v.Positive = share(r.Positive)
	return v
}

// links puts the links into words, and, for who may, the form for another one.
func (h *Handlers) links(ctx context.Context, d *showPage) error {
	questions, err := h.Policies.Sources.Questions(ctx)
	if err != nil {
		return fmt.Errorf("list questions: %w", err)
	}
	themes, err := h.Policies.Sources.Themes(ctx)
	if err != nil {
		return fmt.Errorf("list themes: %w", err)
	}
	named := map[policy.Target]LinkView{}
	targets := []form.Option{{Text: d.T("policy.choose")}}
	for _, q := range questions {
		t := policy.Target{Survey: q.Survey, Question: q.Name, Row: q.Row}
		named[t] = LinkView{What: d.In(q.Text), Where: d.In(q.SurveyTitle)}
		targets = append(targets, form.Option{Value: targetValue(t), Text: d.In(q.Text), Group: d.In(q.SurveyTitle)})
	}
	for _, th := range themes {
		t := policy.Target{Theme: th.ID}
		named[t] = LinkView{What: d.In(th.Name), Where: d.T("policy.themes")}
		targets = append(targets, form.Option{Value: targetValue(t), Text: d.In(th.Name), Group: d.T("policy.themes")})
	}
	for _, l := range d.Policy.Links {
		v, ok := named[l.Target]
		if !ok {
			v = LinkView{What: targetValue(l.Target), Where: d.T("policy.target_gone")}
		}
		v.ID, v.Part = l.ID, part(d.Frame, l.Version, l.Clause)
		d.Links = append(d.Links, v)
	}
	if d.MayEdit {
		d.Target = d.Form.Input(d.Frame, form.Ask{Kind: form.Select, Name: "target", Label: "policy.target"}).From(d.Form, targets)
		d.Part = d.Form.Input(d.Frame, form.Ask{Kind: form.Select, Name: "part", Label: "policy.part", Optional: true}).From(d.Form, partOptions(d.Frame, d.Policy))
	}
	return nil
}

// partOptions lists what a link may be about: all of the policy, a version, or a
// clause of one.
func partOptions(f page.Frame, p policy.Policy) []form.Option {
	out := []form.Option{{Text: f.T("policy.part_all")}}
	for _, v := range p.Versions {
		n := strconv.Itoa(v.Number)
		out = append(out, form.Option{Value: n + "|", Text: part(f, v.Number, "")})
		for _, c := range v.Clauses {
			out = append(out, form.Option{Value: n + "|" + string(c.ID), Text: part(f, v.Number, c.ID)})
		}
	}
	return out
}

// part says what a link is about; nothing for the policy as a whole.
func part(f page.Frame, version int, clause policy.ClauseID) string {
	switch {
	case version == 0 && clause == "":
		return ""
	case clause == "":
		return f.T("policy.version_n", "N", version)
	case version == 0:
		return f.T("policy.clause_n", "N", string(clause))
	}
	return f.T("policy.version_clause", "N", version, "Clause", string(clause))
}
