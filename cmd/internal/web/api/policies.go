package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

// policyOut is a policy as it is written.
type policyOut struct {
	ID       policy.ID          `json:"id"`
	Type     policy.Type        `json:"type"`
	Title    language.Text      `json:"title"`
	Versions []policyVersionOut `json:"versions"` // by number
	Links    []policyLinkOut    `json:"links"`
}

type policyVersionOut struct {
	Number  int             `json:"number"`
	Summary language.Text   `json:"summary"`
	Clauses []policy.Clause `json:"clauses"`
	From    calendar.Day    `json:"from"`
	To      *calendar.Day   `json:"to"` // null: until a later version takes over
	Regions []string        `json:"regions"`
	Areas   []string        `json:"areas"`
	Note    string          `json:"note"`
}

type policyLinkOut struct {
	Version int             `json:"version,omitempty"` // 0: every version
	Clause  policy.ClauseID `json:"clause,omitempty"`
	policy.Target
}

func policyOf(p policy.Policy) policyOut {
	out := policyOut{ID: p.ID, Type: p.Type, Title: p.Title, Versions: []policyVersionOut{}, Links: []policyLinkOut{}}
	for _, v := range p.Versions {
		one := policyVersionOut{
			Number: v.Number, Summary: v.Summary, Clauses: list(v.Clauses), From: v.From,
			Regions: list(v.Reach.Regions), Areas: list(v.Reach.Areas), Note: v.Note,
		}
		if v.To != "" {
			one.To = &v.To
		}
		out.Versions = append(out.Versions, one)
	}
	for _, l := range p.Links {
		out.Links = append(out.Links, policyLinkOut{Version: l.Version, Clause: l.Clause, Target: l.Target})
	}
	return out
}

// policies lists the register.
func (h *Handlers) policies(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	all, err := h.Policies.All(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	out := struct {
		Policies []policyOut `json:"policies"`
	}{Policies: make([]policyOut, len(all))}
	for i, p := range all {
		out.Policies[i] = policyOf(p)
	}
	return reply(c, http.StatusOK, out)
}

// policy shows one of them.
func (h *Handlers) policy(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	p, err := h.Policies.Get(c.Request().Context(), page.Viewer(c), policy.ID(c.Param("id")))
	if err != nil {
		return err
	}
	return reply(c, http.StatusOK, policyOf(p))
}
