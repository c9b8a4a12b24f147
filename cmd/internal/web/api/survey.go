package api

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/language"
)

// versionOut is a published version as it is written.
type versionOut struct {
	Number        survey.Number `json:"number"`
	Mode          survey.Mode   `json:"mode"`
	MinCell       int           `json:"min_cell"`
	FirstLanguage language.Tag  `json:"first_language"`
	Hash          string        `json:"hash"`
	PublishedAt   time.Time     `json:"published_at"`
}

func versionOf(v survey.Version) versionOut {
	return versionOut{
		Number: v.Number, Mode: v.Mode, MinCell: v.MinCell, FirstLanguage: v.FirstLanguage, Hash: v.Hash, PublishedAt: v.PublishedAt.UTC(),
	}
}

// survey shows one survey with its published versions.
func (h *Handlers) survey(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	ctx, viewer := c.Request().Context(), page.Viewer(c)
	s, err := h.Surveys.Show(ctx, viewer, c.Param("slug"))
	if err != nil {
		return err
	}
	versions, err := h.Surveys.Versions(ctx, viewer, s.ID)
	if err != nil {
		return err
	}
	out := struct {
		surveyOut
		Versions []versionOut `json:"versions"`
	}{surveyOf(s), make([]versionOut, len(versions))}
	for i, v := range versions {
		out.Versions[i] = versionOf(v)
	}
	return reply(c, http.StatusOK, out)
}
