package digestweb

import (
	"net/http"

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
		{Method: http.MethodGet, Path: "/app/digest", Allow: access.SignedIn, Do: h.show},
		{Method: http.MethodPost, Path: "/app/digest", Allow: access.SignedIn, Do: h.choose},
		{Method: http.MethodGet, Path: leavePath + ":token", Allow: access.Public, Do: h.leaving},
		{Method: http.MethodPost, Path: leavePath + ":token", Allow: access.Public, Do: h.leave},
	}
}
