package feedback

// Files of answers, handed to people: as the answers themselves are.

import (
	"context"
	"fmt"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// FileQuery asks for a file of a response. Mode is the sternest under which the
// survey was ever answered.
type FileQuery struct {
	Survey   survey.Head
	Mode     survey.Mode
	Response ID
	Ref      string
}

// Filed is a file that an answer holds.
type Filed struct {
	Question  string // key of the answer it stands in
	Ref, Name string
	Kind      string
}

// FileOf finds a file of a response that the viewer may see single responses of
// and that is in the viewer's scope. That it was opened is written down in the
// same transaction.
func (s *Service) FileOf(ctx context.Context, v access.Viewer, q FileQuery) (Filed, error) {
	if !MayReadRows(v, q.Mode) {
		return Filed{}, fault.Forbidden("fault.forbidden")
	}
	var out Filed
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		found, err := s.store.Identity(ctx, v, q.Survey.ID, q.Response)
		if err != nil {
			return err
		}
		for _, f := range Files(found.Response.Data) {
			if f.Ref == q.Ref {
				out = f
			}
		}
		if out.Ref == "" || found.Response.Quarantined {
			return fault.NotFound("fault.not_found")
		}
		return s.trail.Record(ctx, v, port.Entry{
			Action: "answer.file", Kind: "response", ID: string(q.Response), Detail: map[string]any{"survey": q.Survey.Slug, "question": out.Question},
		})
	})
	if err != nil {
		return Filed{}, fmt.Errorf("find file of an answer: %w", err)
	}
	return out, nil
}

// Files lists the files that answers hold, in the order of their questions'
// keys.
func Files(data answer.Data) []Filed {
	var out []Filed
	eachFile(data, func(f Filed) { out = append(out, f) })
	return out
}
