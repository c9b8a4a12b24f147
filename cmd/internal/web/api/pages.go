package api

// The figures of the other pages about surveys: drivers, Kano, turnout, what moved,
// guesses, the chain.

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/figurefile"
	"dealervoice/cmd/internal/web/page"
)

// drivers counts what goes with an outcome beside how well each thing is done.
func (h *Handlers) drivers(c echo.Context) error {
	q, err := parameters(c, "filter", "outcome", "of")
	if err != nil {
		return err
	}
	f, err := q.filter()
	if err != nil {
		return err
	}
	r, err := h.Analysis.Drivers(c.Request().Context(), page.Viewer(c), c.Param("slug"),
		analysis.DriversQuery{Outcome: q.get("outcome"), Of: q.get("of"), Filter: f})
	if err != nil {
		return err
	}
	r.Segments, r.Outcomes, r.Sets = wholeSegments(r.Segments), list(r.Outcomes), list(r.Sets)
	return reply(c, http.StatusOK, r)
}

// kano classes the features that were asked about in pairs.
func (h *Handlers) kano(c echo.Context) error {
	f, err := onlyFilter(c)
	if err != nil {
		return err
	}
	r, err := h.Analysis.Kano(c.Request().Context(), page.Viewer(c), c.Param("slug"), f)
	if err != nil {
		return err
	}
	r.Segments = wholeSegments(r.Segments)
	return reply(c, http.StatusOK, r)
}

// watch puts themes and ratings beside each other by quarter.
func (h *Handlers) watch(c echo.Context) error {
	f, err := onlyFilter(c)
	if err != nil {
		return err
	}
	r, err := h.Analysis.Watch(c.Request().Context(), page.Viewer(c), c.Param("slug"), f)
	if err != nil {
		return err
	}
	r.Segments, r.Quarters = wholeSegments(r.Segments), list(r.Quarters)
	return reply(c, http.StatusOK, r)
}

// turnout counts who of those who were asked answered, and who came back.
func (h *Handlers) turnout(c echo.Context) error {
	q, err := parameters(c, "wave")
	if err != nil {
		return err
	}
	r, err := h.Analysis.Turnout(c.Request().Context(), page.Viewer(c), c.Param("slug"), analysis.TurnoutQuery{Wave: q.get("wave")})
	if err != nil {
		return err
	}
	r.Waves = list(r.Waves)
	if r.Return != nil {
		r.Return.Segments = list(r.Return.Segments)
	}
	return reply(c, http.StatusOK, r)
}

// guesses sets what managers guessed beside what dealers said.
func (h *Handlers) guesses(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	r, err := h.Guess.Report(c.Request().Context(), page.Viewer(c), c.Param("slug"))
	if err != nil {
		return err
	}
	return reply(c, http.StatusOK, r)
}

// chain follows satisfaction from consumers over outlets to dealers.
func (h *Handlers) chain(c echo.Context) error {
	q, err := parameters(c, "consumers", "dealers", "voice", "score", "product", "region", "lag")
	if err != nil {
		return err
	}
	ask, err := figurefile.ChainQuery(q.values)
	if err != nil {
		return err
	}
	r, err := h.Analysis.Chain(c.Request().Context(), page.Viewer(c), ask)
	if err != nil {
		return err
	}
	for _, choices := range []*[]analysis.ChainChoice{&r.Consumers, &r.Dealers, &r.Voices, &r.Scores, &r.Products, &r.Regions} {
		*choices = list(*choices)
	}
	return reply(c, http.StatusOK, r)
}

// weightings lists the saved weightings.
func (h *Handlers) weightings(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	saved, err := h.Schemes.List(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	type weighting struct {
		Name string   `json:"name"`
		By   []string `json:"by"`
		Trim float64  `json:"trim"`
	}
	out := make([]weighting, 0, len(saved))
	for _, one := range saved {
		out = append(out, weighting{one.Name, one.By(), one.Trim})
	}
	return reply(c, http.StatusOK, map[string]any{"weightings": out})
}
