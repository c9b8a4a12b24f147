package digestweb

import (
	"dealervoice/analysis/digest"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
)

// Handlers are the pages of this package.
type Handlers struct{ Digest *digest.Service }

// leavePath is in front of a person's way out.
const leavePath = "/digest/off/"

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/digest", access.SignedIn, h.show),
		route.Post("/app/digest", access.SignedIn, h.choose),
		route.Get(leavePath+":token", access.Public, h.leaving),
		route.Post(leavePath+":token", access.Public, h.leave),
	}
}
