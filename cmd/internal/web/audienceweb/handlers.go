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
		route.Get("/app/dealers", access.DealerRead, h.index),
		route.Get("/app/dealers/import", access.DealerEdit, h.importForm),
		{Method: http.MethodPost, Path: "/app/dealers/import", Allow: access.DealerEdit, Do: h.importDealers, Body: spreadsheet.MaxBytes + form.MaxBytes},
		route.Get("/app/dealers/imports/:id", access.DealerEdit, h.importing),
		route.Get("/app/dealers/template.csv", access.DealerEdit, h.template),
		route.Post("/app/dealers/segments", access.Invite, h.saveSegment),
		route.Post("/app/dealers/segments/:id/remove", access.Invite, h.removeSegment),
		route.Get("/app/dealers/:code", access.DealerRead, h.show),
	}
}
