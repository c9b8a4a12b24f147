package api

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/language"
)

// surveyOut is a survey as it is written.
type surveyOut struct {
	Slug        string        `json:"slug"`
	Title       language.Text `json:"title"`
	State       survey.State  `json:"state"`
	Version     survey.Number `json:"version"` // the one that answers now; 0: none yet
	Wave        int           `json:"wave"`
	CreatedAt   time.Time     `json:"created_at"`
	UpdatedAt   time.Time     `json:"updated_at"`
	PublishedAt *time.Time    `json:"published_at"`
	ClosedAt    *time.Time    `json:"closed_at"`
}

func surveyOf(s survey.Survey) surveyOut {
	return surveyOut{
		Slug: s.Slug, Title: s.Title, State: s.State, Version: s.Current, Wave: s.Wave,
		CreatedAt: s.CreatedAt.UTC(), UpdatedAt: s.UpdatedAt.UTC(), PublishedAt: utc(s.PublishedAt), ClosedAt: utc(s.ClosedAt),
	}
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}

// surveys lists all of them, the last changed first.
func (h *Handlers) surveys(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	all, err := h.Surveys.List(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	out := struct {
		Surveys []surveyOut `json:"surveys"`
	}{Surveys: make([]surveyOut, len(all))}
	for i, s := range all {
		out.Surveys[i] = surveyOf(s)
	}
	return reply(c, http.StatusOK, out)
}
