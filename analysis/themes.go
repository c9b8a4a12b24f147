package analysis

// What respondents talk about.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis/text/codebook"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// Themes are the themes of a survey's open answers. Shares are of those who
// wrote anything that was read; each respondent counts once for a theme.
type Themes struct {
	Wrote  Cell    `json:"wrote"`            // how many wrote something that was read
	Hidden *Cell   `json:"hidden,omitempty"` // why there are no themes, where they may not be shown
	Unread bool    `json:"unread,omitempty"` // no question of the survey is read for themes
	Groups []Theme `json:"groups"`
	Themes []Theme `json:"themes"` // the most complained about first
}

// Theme is one theme, or a group of them, with how it was spoken of.
type Theme struct {
	ID       string  `json:"id"`
	Label    string  `json:"label"`
	Group    string  `json:"group,omitempty"`
	Spoken   Cell    `json:"spoken"`
	Negative Cell    `json:"negative"`
	Neutral  Cell    `json:"neutral"`
	Positive Cell    `json:"positive"`
	Change   *Change `json:"change,omitempty"` // of the negative share
}

// themePath names the figure of a theme.
func themePath(id string) string { return "theme:" + id }

// themes counts all themes of the codebook that anybody spoke of.
func (l *look) themes() (Themes, error) {
	if len(l.outline.analysed()) == 0 {
		return Themes{Wrote: Cell{Measure: Count}, Unread: true}, nil
	}
	wrote, err := l.cells(Query{Figure: "themes"})
	if err != nil {
		return Themes{}, err
	}
	out := Themes{Wrote: wrote[0]}
	for _, g := range l.book.Groups {
		t, err := l.theme(themeHead{ID: g.ID, Label: g.ZH, EN: g.EN})
		if err != nil {
			return Themes{}, err
		}
		out.Groups = append(out.Groups, t)
	}
	for _, th := range l.book.Themes {
		t, err := l.theme(headOf(th))
		if err != nil {
			return Themes{}, err
		}
		out.Themes = append(out.Themes, t)
	}
	if hidden := allHidden(out.Themes); hidden != nil {
		return Themes{Wrote: out.Wrote, Hidden: hidden}, nil
	}
	out.Groups, out.Themes = ranked(out.Groups), ranked(out.Themes)
	return out, nil
}

// allHidden is one of the cells if every theme is hidden.
func allHidden(list []Theme) *Cell {
	for _, t := range list {
		if !t.Spoken.Suppressed {
			return nil
		}
	}
	if len(list) == 0 {
		return nil
	}
	return &list[0].Spoken
}

// themeHead is what a theme and a group have in common.
type themeHead struct{ ID, Parent, Label, EN string }

func headOf(t codebook.Theme) themeHead {
	return themeHead{ID: t.ID, Parent: t.Parent, Label: t.ZH, EN: t.EN}
}

func (h themeHead) in(tag language.Tag) string { return language.Text{ZH: h.Label, EN: h.EN}.In(tag) }

// ranked drops what nobody spoke of and puts first what most complain about. The
// order says no more than the figures do.
func ranked(list []Theme) []Theme {
	out := slices.DeleteFunc(list, func(t Theme) bool { return t.Spoken.Count == 0 && !t.Spoken.Suppressed })
	slices.SortStableFunc(out, func(a, b Theme) int {
		if a.Negative.Count != b.Negative.Count {
			return b.Negative.Count - a.Negative.Count
		}
		return b.Spoken.Count - a.Spoken.Count
	})
	return out
}

func (l *look) theme(h themeHead) (Theme, error) {
	t := Theme{ID: h.ID, Group: h.Parent, Label: h.in(l.lang())}
	cells, err := l.cells(Query{Figure: themePath(h.ID)})
	if err != nil {
		return Theme{}, err
	}
	t.Spoken, t.Negative, t.Neutral, t.Positive = cells[0], cells[1], cells[2], cells[3]
	before, last, ok := l.compared()
	if !ok {
		return t, nil
	}
	free, err := l.overWaves()
	if err != nil {
		return Theme{}, err
	}
	all, err := free.cells(Query{Figure: themePath(h.ID), By: []string{DimWave}})
	if err != nil {
		return Theme{}, err
	}
	var waves []Cell
	for _, c := range all {
		if c.Option == t.Negative.Option {
			waves = append(waves, c)
		}
	}
	step := between{before: before, last: last, broken: brokenAt(l.breaks(themePath(h.ID)), last)}
	t.Change = step.of(waves, margin(Share, Question{}))
	return t, nil
}

// ThemeReport is the page of themes.
type ThemeReport struct {
	Survey    string    `json:"survey"`
	Title     string    `json:"title"`
	Filter    Filter    `json:"filter"`
	Responses Cell      `json:"responses"`
	Themes    Themes    `json:"themes"`
	Segments  []Segment `json:"segments"`
	Limits    Limits    `json:"limits"`
	Chosen    *Theme    `json:"chosen,omitempty"`
	Meaning   string    `json:"meaning,omitempty"` // of the chosen theme
	Quotes    Quotes    `json:"quotes"`
}

// Themes counts the themes; with a theme chosen (one of the codebook, or a
// group) it brings its quotes.
func (s *Service) Themes(ctx context.Context, v access.Viewer, slug string, q QuoteQuery) (ThemeReport, error) {
	return written(ctx, func(ctx context.Context) (ThemeReport, error) {
		l, err := s.look(ctx, v, slug, q.Filter)
		if err != nil {
			return ThemeReport{}, fmt.Errorf("themes of %s: %w", slug, err)
		}
		out := ThemeReport{
			Survey: l.survey.Slug, Title: l.survey.Title.In(l.lang()), Filter: l.filter,
			Segments: l.segments(), Limits: l.limits(),
		}
		if out.Responses, _, err = l.responses(); err == nil {
			out.Themes, err = l.themes()
		}
		if err != nil {
			return ThemeReport{}, fmt.Errorf("themes of %s: %w", slug, err)
		}
		if q.Theme == "" {
			return out, nil
		}
		head, meaning, ok := l.head(q.Theme)
		if !ok {
			return ThemeReport{}, fault.NotFound("report.theme.not_found")
		}
		chosen, err := l.theme(head)
		if err != nil {
			return ThemeReport{}, fmt.Errorf("theme %s of %s: %w", q.Theme, slug, err)
		}
		out.Chosen, out.Meaning = &chosen, meaning.In(l.lang())
		if out.Quotes, err = s.quotes(ctx, l, q); err != nil {
			return ThemeReport{}, fmt.Errorf("quotes on %s: %w", q.Theme, err)
		}
		return out, nil
	})
}

// head finds a theme or a group in the codebook, with what it means; an id of before
// stands for what came of it.
func (s *snapshot) head(id string) (h themeHead, meaning language.Text, ok bool) {
	if t, ok := s.book.Theme(id); ok {
		return headOf(t), language.Text{ZH: t.Definition.ZH, EN: t.Definition.EN}, true
	}
	for _, g := range s.book.Groups {
		if g.ID == id {
			return themeHead{ID: g.ID, Label: g.ZH, EN: g.EN}, language.Text{}, true
		}
	}
	if next := s.book.Successors(id); len(next) > 0 { // merged or split since
		h := themeHead{ID: id, Parent: next[0].Parent, Label: next[0].ZH, EN: next[0].EN}
		for _, t := range next[1:] {
			h.Label, h.EN = h.Label+"、"+t.ZH, h.EN+", "+t.EN
		}
		return h, language.Text{ZH: next[0].Definition.ZH, EN: next[0].Definition.EN}, true
	}
	return themeHead{}, language.Text{}, false
}

// Spoken counts for each theme of the codebook how many respondents spoke of it,
// over all surveys the viewer sees. A survey whose figures may not be shown, or
// shall be guessed first, is left out.
func (s *Service) Spoken(ctx context.Context, v access.Viewer) (map[string]Cell, error) {
	return written(ctx, func(ctx context.Context) (map[string]Cell, error) {
		list, err := s.surveys.List(ctx)
		if err != nil {
			return nil, fmt.Errorf("list surveys: %w", err)
		}
		out := map[string]Cell{}
		for _, sv := range list {
			if sv.Current == 0 {
				continue
			}
			l, err := s.look(ctx, v, sv.Slug, Filter{})
			if toBeGuessed(err) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("count themes of %s: %w", sv.Slug, err)
			}
			for _, th := range l.book.Themes {
				cells, err := l.cells(Query{Figure: themePath(th.ID)})
				if err != nil {
					return nil, fmt.Errorf("count themes of %s: %w", sv.Slug, err)
				}
				switch have, found := out[th.ID]; {
				case found && have.Shown() && cells[0].Shown():
					out[th.ID] = pooled(have, cells[0])
				case !found || cells[0].Shown():
					out[th.ID] = cells[0]
				}
			}
		}
		return out, nil
	})
}
