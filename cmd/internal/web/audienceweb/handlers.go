package audienceweb

import (
	"net/http"

	"dealervoice/cmd/internal/spreadsheet"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
)

// Handlers are the pages of this package.
type Handlers struct{ Roster *audience.Roster }

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		{Method: http.MethodGet, Path: "/app/dealers", Allow: access.DealerRead, Do: h.index},
		{Method: http.MethodGet, Path: "/app/dealers/import", Allow: access.DealerEdit, Do: h.importForm},
		{Method: http.MethodPost, Path: "/app/dealers/import", Allow: access.DealerEdit, Do: h.importDealers, Body: spreadsheet.MaxBytes + form.MaxBytes},
		{Method: http.MethodGet, Path: "/app/dealers/imports/:id", Allow: access.DealerEdit, Do: h.importing},
		{Method: http.MethodGet, Path: "/app/dealers/template.csv", Allow: access.DealerEdit, Do: h.template},
		{Method: http.MethodPost, Path: "/app/dealers/segments", Allow: access.Invite, Do: h.saveSegment},
		{Method: http.MethodPost, Path: "/app/dealers/segments/:id/remove", Allow: access.Invite, Do: h.removeSegment},
		{Method: http.MethodGet, Path: "/app/dealers/:code", Allow: access.DealerRead, Do: h.show},
	}
}
