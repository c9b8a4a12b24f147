package feedback

// Giving responses out.

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/survey/port"
)

// Record is a response as files and the API hold it. Nobody is named in it.
type Record struct {
	ID         ID                  `json:"id"`
	Version    survey.Number       `json:"version"`
	Language   language.Tag        `json:"lang"`
	Wave       int                 `json:"wave"`
	Submitted  *time.Time          `json:"submitted"`
	Data       answer.Data         `json:"data"`
	Attributes audience.Attributes `json:"attributes"`
}

// Record gives the response as it goes out.
func (r Response) Record() Record {
	out := Record{
		ID: r.ID, Version: r.Version, Language: r.Language, Wave: r.Wave, Submitted: r.SubmittedAt,
		Data: r.Data, Attributes: r.Attributes,
	}
	if out.Submitted != nil {
		at := out.Submitted.UTC()
		out.Submitted = &at
	}
	if out.Attributes == nil {
		out.Attributes = audience.Attributes{}
	}
	return out
}

// AttributeNames lists what the responses of a survey are counted under.
func (s *Service) AttributeNames(ctx context.Context, v access.Viewer, id survey.ID) ([]string, error) {
	seen := map[string]bool{}
	err := s.Each(ctx, v, Query{Survey: id}, func(r Response) error {
		for name := range r.Attributes {
			seen[name] = true
		}
		return nil
	})
	return slices.Sorted(maps.Keys(seen)), err
}

// Export hands out every response of a survey in the viewer's scope that
// counts, in the order of their ids; that it was done is written down first.
func (s *Service) Export(ctx context.Context, v access.Viewer, head survey.Head, fn func(Record) error) error {
	if !v.May(access.ResponseExport) {
		return fault.Forbidden("fault.forbidden")
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		return s.trail.Record(ctx, v, port.Entry{Action: "response.export", Kind: "survey", ID: head.Slug})
	})
	if err != nil {
		return fmt.Errorf("export responses of %s: %w", head.Slug, err)
	}
	return s.Each(ctx, v, Query{Survey: head.ID}, func(r Response) error { return fn(r.Record()) })
}
