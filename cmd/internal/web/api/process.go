package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// processHeadOut is a version of the sales process in a list.
type processHeadOut struct {
	Number        int          `json:"number"`
	EffectiveFrom calendar.Day `json:"effective_from"`
	Proposal      int          `json:"proposal,omitempty"` // that made it; 0: imported from a file
	Met           bool         `json:"participation_met"`
	Overridden    bool         `json:"overridden,omitempty"`
	CreatedAt     time.Time    `json:"created_at"`
}

// processVersionOut is a version whole; Process is as files have it.
type processVersionOut struct {
	Number        int                   `json:"number"`
	EffectiveFrom calendar.Day          `json:"effective_from"`
	Proposal      int                   `json:"proposal,omitempty"`
	Authors       []process.Author      `json:"authors"`
	Participation process.Participation `json:"participation"`
	CreatedAt     time.Time             `json:"created_at"`
	Process       process.Process       `json:"process"`
}

func processVersionOf(v process.Version) processVersionOut {
	return processVersionOut{
		Number: v.Number, EffectiveFrom: v.EffectiveFrom, Proposal: v.Proposal, Authors: list(v.Authors),
		Participation: v.Participation, CreatedAt: v.CreatedAt.UTC(), Process: v.Process,
	}
}

// process shows the version in force, those that will be, and all.
func (h *Handlers) process(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	book, err := h.Process.Book(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	out := struct {
		Today     calendar.Day       `json:"today"`
		InForce   *processVersionOut `json:"in_force"` // null while no version has begun
		Scheduled []processHeadOut   `json:"scheduled"`
		Versions  []processHeadOut   `json:"versions"`
	}{Today: book.Today, Scheduled: headsOf(book.Scheduled), Versions: headsOf(book.All)}
	if book.InForce != nil {
		v := processVersionOf(*book.InForce)
		out.InForce = &v
	}
	return reply(c, http.StatusOK, out)
}

func headsOf(heads []process.Head) []processHeadOut {
	out := []processHeadOut{}
	for _, h := range heads {
		out = append(out, processHeadOut{
			Number: h.Number, EffectiveFrom: h.EffectiveFrom, Proposal: h.Proposal, Met: h.Met, Overridden: h.Overridden, CreatedAt: h.CreatedAt.UTC(),
		})
	}
	return out
}

// processVersion shows one version.
func (h *Handlers) processVersion(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	n, err := strconv.Atoi(c.Param("number"))
	if err != nil || n < 1 || n > 1<<30 {
		return fault.NotFound("process.error.no_version")
	}
	v, err := h.Process.Version(c.Request().Context(), page.Viewer(c), n)
	if err != nil {
		return err
	}
	return reply(c, http.StatusOK, processVersionOf(v))
}
