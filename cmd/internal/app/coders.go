package app

// Who judges open answers, where what they say is learned from, and what answers
// leave the product as.

import (
	"context"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/review"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/i18n"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/language"
)

// coders implements review.Staff.
type coders struct{ accounts *account.Service }

// Coders lists the accounts that may edit the codebook.
func (c coders) Coders(ctx context.Context) ([]review.Coder, error) {
	users, err := c.accounts.Having(ctx, access.CodebookEdit)
	if err != nil {
		return nil, err
	}
	out := make([]review.Coder, len(users))
	for i, u := range users {
		out[i] = review.Coder{ID: u.ID, Name: u.Name}
	}
	return out, nil
}

// veils implements feedback.Veils: another loop that only closes when it is called.
type veils func(ctx context.Context, slug string) (func(feedback.Response) answer.Data, error)

// Veiled gives what the answers of a survey leave the product as.
func (v veils) Veiled(ctx context.Context, slug string) (func(feedback.Response) answer.Data, error) {
	return v(ctx, slug)
}

// editions implements burden.Editions: the surveys know the budget, and the budget
// what a survey costs.
type editions func(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error)

// PublishedVersion gives one published version.
func (e editions) PublishedVersion(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error) {
	return e(ctx, id, n)
}

// promises implements consent.Words: what the first page of a form prints.
type promises struct{ catalogue *i18n.Catalogue }

// Promise is the title and the text of a promise.
func (p promises) Promise(name string, minCell int, tag language.Tag) string {
	say := p.catalogue.In(tag)
	return say.T("respond.privacy."+name+".title") + "\n" + say.T("respond.privacy."+name+".text", "Min", minCell)
}

// labels implements coding.Labels: a loop that only closes when it is called.
type labels func(ctx context.Context) ([]coding.Label, error)

// Labels hands out all labels.
func (l labels) Labels(ctx context.Context) ([]coding.Label, error) { return l(ctx) }
