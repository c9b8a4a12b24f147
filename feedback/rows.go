package feedback

// Giving single responses out to people, page by page, as far as the promise
// made to the respondents allows.

import (
	"context"
	"fmt"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// MaxRows is the most that one page holds.
const MaxRows = 200

// RowQuery asks for a page of a survey's rows. Mode is the sternest under which
// the survey was ever answered.
type RowQuery struct {
	Survey survey.Head
	Mode   survey.Mode
	After  ID  // the last id of the page before; "" from the start
	Limit  int // at most MaxRows
}

// Rows are a page; Next is the id to go on after, "" at the end.
type Rows struct {
	Records []Record
	Next    ID
}

// MayReadRows tells whether the viewer may see single responses of a survey. Who
// sees rows sees the smallest group there is, so no threshold can hold: where
// staff must not know who answered, only the voice officer sees them, and where
// nobody must, nobody does.
func MayReadRows(v access.Viewer, mode survey.Mode) bool {
	switch mode {
	case survey.Identified:
		return v.May(access.ResponseExport)
	case survey.Confidential:
		return v.May(access.ResponseExport) && v.May(access.AnswerOpen)
	}
	return false
}

// Rows gives responses of the viewer's scope that count, in the order of their
// ids. That somebody looked is written down in the same transaction.
func (s *Service) Rows(ctx context.Context, v access.Viewer, q RowQuery) (Rows, error) {
	if !v.May(access.ResponseExport) {
		return Rows{}, fault.Forbidden("fault.forbidden")
	}
	if !MayReadRows(v, q.Mode) {
		return Rows{}, fault.Forbidden("respond.rows." + string(q.Mode))
	}
	words, err := s.outgoing(ctx, q.Survey.Slug)
	if err != nil {
		return Rows{}, fmt.Errorf("read rows of %s: %w", q.Survey.Slug, err)
	}
	limit := max(1, min(q.Limit, MaxRows))
	var out Rows
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		page, err := s.store.Page(ctx, v, Query{Survey: q.Survey.ID, After: q.After, Limit: limit + 1})
		if err != nil {
			return err
		}
		out = Rows{Records: []Record{}}
		for i, r := range page {
			if i == limit {
				out.Next = page[i-1].ID
				break
			}
			row := r.Record()
			row.Data = words(r)
			out.Records = append(out.Records, row)
		}
		return s.trail.Record(ctx, v, port.Entry{
			Action: "response.export", Kind: "survey", ID: q.Survey.Slug, Detail: map[string]any{"rows": len(out.Records)},
		})
	})
	if err != nil {
		return Rows{}, fmt.Errorf("read rows of %s: %w", q.Survey.Slug, err)
	}
	return out, nil
}
