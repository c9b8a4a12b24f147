package policyweb

import (
	"fmt"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/policy"
)

// Handlers are the pages of this package.
type Handlers struct {
	Policies  *policy.Service
	Reactions policy.Reactions
	Roster    *audience.Roster // the regions and areas that a version may reach
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/policies", access.PolicyRead, h.index),
		route.Get("/app/policies/new", access.PolicyEdit, h.new),
		route.Post("/app/policies", access.PolicyEdit, h.create),
		route.Get("/app/policies/:policy", access.PolicyRead, h.show),
		route.Get("/app/policies/:policy/edit", access.PolicyEdit, h.edit),
		route.Post("/app/policies/:policy/edit", access.PolicyEdit, h.update),
		route.Get("/app/policies/:policy/versions/new", access.PolicyEdit, h.newVersion),
		route.Post("/app/policies/:policy/versions", access.PolicyEdit, h.createVersion),
		route.Post("/app/policies/:policy/links", access.PolicyEdit, h.link),
		route.Post("/app/policies/:policy/links/:link/remove", access.PolicyEdit, h.unlink),
	}
}

// load reads the policy of the address.
func (h *Handlers) load(c echo.Context) (policy.Policy, error) {
	return h.Policies.Get(c.Request().Context(), page.Viewer(c), policy.ID(c.Param("policy")))
}

func home(id policy.ID) string { return "/app/policies/" + string(id) }

// done goes back to the policy and says what happened.
func done(c echo.Context, id policy.ID, notice string) error {
	return page.Done(c, home(id), notice)
}

// frame makes the frame of a page below a policy.
func frame(c echo.Context, title string, p policy.Policy) page.Frame {
	f := page.New(c, title, "")
	return f.Under(f.T("policy.title"), "/app/policies").Under(f.In(p.Title), home(p.ID))
}

// places lists the regions and areas that one may choose from: those of the
// roster, and those that are chosen already.
func (h *Handlers) places(c echo.Context, f form.Form) (regions, areas []form.Option, err error) {
	facets, err := h.Roster.Facets(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return nil, nil, fmt.Errorf("list regions: %w", err)
	}
	return options(facets.Regions, f.Values["regions"]), options(facets.Areas, f.Values["areas"]), nil
}

func options(known, chosen []string) []form.Option {
	all := slices.Clone(known)
	for _, name := range chosen {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	out := make([]form.Option, len(all))
	for i, name := range all {
		out[i] = form.Option{Value: name, Text: name}
	}
	return out
}

// types lists the types of policy with their names.
func types(f page.Frame) []form.Option {
	out := []form.Option{{Text: f.T("policy.choose")}}
	for _, t := range policy.Types() {
		out = append(out, form.Option{Value: string(t), Text: f.T("policy.type." + string(t))})
	}
	return out
}
