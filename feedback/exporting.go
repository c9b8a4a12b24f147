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
	Consent    string              `json:"consent_id,omitempty"` // which statement was read
	Data       answer.Data         `json:"data"`
	Attributes audience.Attributes `json:"attributes"`
}

// Record gives the response as it goes out.
func (r Response) Record() Record {
	out := Record{
		ID: r.ID, Version: r.Version, Language: r.Language, Wave: r.Wave, Submitted: r.SubmittedAt, Consent: r.Consent,
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

// Export is a survey to be given out whole. Versions are all it ever had: what
// one of them promised holds for every answer.
type Export struct {
	Survey   survey.Head
	Versions []survey.Version
}

// AttributeNames lists what the responses of an export are counted under.
func (s *Service) AttributeNames(ctx context.Context, v access.Viewer, e Export) ([]string, error) {
	hide, err := s.veil(ctx, v, e)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	err = s.Each(ctx, v, Query{Survey: e.Survey.ID}, func(r Response) error {
		for name := range hide.record(r).Attributes {
			seen[name] = true
		}
		return nil
	})
	return slices.Sorted(maps.Keys(seen)), err
}

// Export hands out every response of a survey in the viewer's scope that
// counts, in the order of their ids, without what would tell who answered where
// staff must not know (veil.go), and where nobody must, in no order; that it was done is written down first.
func (s *Service) Export(ctx context.Context, v access.Viewer, e Export, fn func(Record) error) error {
	if !v.May(access.ResponseExport) {
		return fault.Forbidden("fault.forbidden")
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		return s.trail.Record(ctx, v, port.Entry{Action: "response.export", Kind: "survey", ID: e.Survey.Slug})
	})
	if err != nil {
		return fmt.Errorf("export responses of %s: %w", e.Survey.Slug, err)
	}
	hide, err := s.veil(ctx, v, e)
	if err != nil {
		return fmt.Errorf("export responses of %s: %w", e.Survey.Slug, err)
	}
	each := s.Each
	if hide.nameless {
		each = s.eachShuffled
	}
	return each(ctx, v, Query{Survey: e.Survey.ID}, func(r Response) error { return fn(hide.record(r)) })
}

// eachShuffled is Each in an order of its own each time. It holds the ids of all
// answers in memory, and those of a page.
func (s *Service) eachShuffled(ctx context.Context, v access.Viewer, q Query, fn func(Response) error) error {
	var ids []ID
	if err := s.Each(ctx, v, q, func(r Response) error { ids = append(ids, r.ID); return nil }); err != nil {
		return err
	}
	for some := range slices.Chunk(shuffled(ids), pageSize) {
		q.Some, q.Limit = some, pageSize
		page, err := s.store.Page(ctx, v, q)
		if err != nil {
			return fmt.Errorf("read responses: %w", err)
		}
		for _, r := range shuffled(page) {
			if err := fn(r); err != nil {
				return err
			}
		}
	}
	return nil
}
