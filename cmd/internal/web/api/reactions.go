package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/policy"
)

// reactionOut is how dealers took a policy, or one version of it: by what they
// rated and by what they said; null where nobody did.
type reactionOut struct {
	Policy   policy.ID          `json:"policy"`
	Title    string             `json:"title"`
	Type     string             `json:"type"`
	Version  int                `json:"version,omitempty"` // 0: all versions together
	Asked    *analysis.Reaction `json:"asked"`
	Said     *analysis.Reaction `json:"said"`
	Versions []reactionOut      `json:"versions,omitempty"`
}

func reactionOf(p analysis.PolicyReaction) reactionOut {
	return reactionOut{Policy: p.Policy, Title: p.Title, Type: p.Type, Version: p.Version, Asked: some(p.Asked), Said: some(p.Said)}
}

// reactions is the matrix of policies and reactions.
func (h *Handlers) reactions(c echo.Context) error {
	f, err := onlyFilter(c)
	if err != nil {
		return err
	}
	r, err := h.Analysis.Reactions(c.Request().Context(), page.Viewer(c), f)
	if err != nil {
		return err
	}
	out := struct {
		Filter   analysis.Filter    `json:"filter"`
		Policies []reactionOut      `json:"policies"`
		Segments []analysis.Segment `json:"segments"`
		Limits   analysis.Limits    `json:"limits"`
	}{r.Filter, make([]reactionOut, len(r.Policies)), wholeSegments(r.Segments), r.Limits}
	for i, row := range r.Policies {
		out.Policies[i] = reactionOf(row.PolicyReaction)
		for _, v := range row.Versions {
			out.Policies[i].Versions = append(out.Policies[i].Versions, reactionOf(v))
		}
	}
	return reply(c, http.StatusOK, out)
}

// some is the reaction, or nil where nobody reacted.
func some(r analysis.Reaction) *analysis.Reaction {
	if !r.Shown() && !r.Hidden() {
		return nil
	}
	return &r
}
