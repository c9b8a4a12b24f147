package app

// What policies may be linked to: questions of published surveys and themes of
// the codebook in use.

import (
	"context"
	"fmt"

	"dealervoice/analysis/coding"
	"dealervoice/survey"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

// sources implements policy.Sources.
type sources struct {
	store   survey.Store
	surveys *survey.Service
	books   *coding.Service
}

// Questions lists the questions of every survey that was published, and each
// row of a matrix.
func (s sources) Questions(ctx context.Context) ([]policy.Question, error) {
	list, err := s.store.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("list surveys: %w", err)
	}
	var out []policy.Question
	for _, sv := range list {
		if sv.Current == 0 {
			continue
		}
		e, err := s.surveys.PublishedVersion(ctx, sv.ID, sv.Current)
		if err != nil {
			return nil, err
		}
		for _, q := range e.Definition.Questions() {
			out = append(out, questions(sv, q)...)
		}
	}
	return out, nil
}

// questions gives a question, and behind it its rows.
func questions(sv survey.Survey, q *definition.Element) []policy.Question {
	one := policy.Question{Survey: sv.Slug, SurveyTitle: sv.Title, Name: q.Name, Text: both(q.Title)}
	out := []policy.Question{one}
	for _, row := range q.Rows {
		r := one
		r.Row, r.Text = fmt.Sprint(row.Value), both(row.Text)
		out = append(out, r)
	}
	return out
}

func both(t definition.Text) language.Text {
	return language.Text{ZH: t.In(string(language.Chinese)), EN: t.In(string(language.English))}
}

// Themes lists the themes of the codebook in use.
func (s sources) Themes(ctx context.Context) ([]policy.Theme, error) {
	book, _, err := s.books.Current(ctx)
	if err != nil {
		return nil, err
	}
	var out []policy.Theme
	for _, th := range book.Themes {
		out = append(out, policy.Theme{ID: th.ID, Name: language.Text{ZH: th.ZH, EN: th.EN}})
	}
	return out, nil
}
