package survey

import (
	"context"
	"errors"
	"fmt"

	"dealervoice/survey/access"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Import is a definition to take in. Without a slug one is made of its English
// title.
type Import struct {
	Slug   string
	Source []byte
}

// Create makes a survey of a definition. A definition with errors is refused
// with one field for each; the report is returned in any case.
func (s *Service) Create(ctx context.Context, v access.Viewer, in Import) (Survey, definition.Report, error) {
	made, report, err := s.prepare(v, in)
	if err == nil {
		err = s.doubt(ctx, made, &report)
	}
	if err != nil {
		return Survey{}, report, fmt.Errorf("create survey: %w", err)
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		return s.add(ctx, v, &made)
	})
	if err != nil {
		return Survey{}, report, fmt.Errorf("create survey %s: %w", made.Slug, err)
	}
	return made, report, nil
}

// add stores a new survey under a code that no other has: of a thousand surveys
// two would draw the same one in every third installation.
func (s *Service) add(ctx context.Context, v access.Viewer, sv *Survey) error {
	for {
		taken, err := s.store.CodeTaken(ctx, sv.Code)
		if err != nil {
			return err
		}
		if !taken {
			break
		}
		sv.Code = symbols(codeSymbols)
	}
	if err := s.store.Create(ctx, *sv); err != nil {
		return err
	}
	return s.record(ctx, v, "survey.create", *sv, nil)
}

// Import is Create, or, where the slug is known, a new draft of that survey.
func (s *Service) Import(ctx context.Context, v access.Viewer, in Import) (Survey, definition.Report, error) {
	made, report, err := s.prepare(v, in)
	if err == nil {
		err = s.doubt(ctx, made, &report)
	}
	if err != nil {
		return Survey{}, report, fmt.Errorf("import survey: %w", err)
	}
	var kept Survey
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		kept, err = s.store.Lock(ctx, made.Slug)
		if fault.KindOf(err) == fault.KindNotFound {
			kept = made
			return s.add(ctx, v, &kept)
		}
		if err != nil {
			return err
		}
		kept.Source, kept.Title = made.Source, made.Title
		return s.saveDraft(ctx, v, kept)
	})
	if err != nil {
		return Survey{}, report, fmt.Errorf("import survey %s: %w", made.Slug, err)
	}
	return kept, report, nil
}

// prepare checks the definition and makes a new survey of it.
func (s *Service) prepare(v access.Viewer, in Import) (Survey, definition.Report, error) {
	if !v.May(access.SurveyEdit) {
		return Survey{}, definition.Report{}, fault.Forbidden("fault.forbidden")
	}
	source, err := readSource(in.Source)
	if err != nil {
		return Survey{}, definition.Report{}, err
	}
	report := definition.Check([]byte(source))
	if !report.OK() {
		return Survey{}, report, faulty(report)
	}
	def, err := definition.Load([]byte(source))
	if err != nil {
		return Survey{}, report, err
	}
	title := titleOf(def)
	if in.Slug == "" {
		in.Slug = Slugify(title.EN)
	}
	if err := checkSlug(in.Slug); err != nil {
		return Survey{}, report, err
	}
	now := s.calendar.Now()
	return Survey{
		Head:  Head{ID: ID(symbols(26)), Slug: in.Slug, Code: symbols(codeSymbols), State: Draft, Wave: 1},
		Title: title, Source: source, CreatedAt: now, UpdatedAt: now,
	}, report, nil
}

// SaveDraft keeps what was written, also with errors, as long as it is a JSON
// object; the report lists the errors. Only Publish insists on none.
func (s *Service) SaveDraft(ctx context.Context, v access.Viewer, slug string, raw []byte) (definition.Report, error) {
	if !v.May(access.SurveyEdit) {
		return definition.Report{}, fault.Forbidden("fault.forbidden")
	}
	source, err := readSource(raw)
	if err != nil {
		return definition.Report{}, fmt.Errorf("save draft of survey %s: %w", slug, err)
	}
	report := definition.Check([]byte(source))
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		sv, err := s.store.Lock(ctx, slug)
		if err != nil {
			return err
		}
		sv.Source = source
		if def, err := definition.Load([]byte(source)); err == nil {
			sv.Title = titleOf(def)
		}
		return s.saveDraft(ctx, v, sv)
	})
	if err != nil {
		return report, fmt.Errorf("save draft of survey %s: %w", slug, err)
	}
	return report, nil
}

func (s *Service) saveDraft(ctx context.Context, v access.Viewer, sv Survey) error {
	sv.UpdatedAt = s.calendar.Now()
	if err := s.store.Update(ctx, sv); err != nil {
		return err
	}
	hash, err := hashOf(sv.Source)
	return errors.Join(err, s.record(ctx, v, "survey.save", sv, map[string]any{"hash": hash}))
}

// record writes the line of a change into the audit trail.
func (s *Service) record(ctx context.Context, v access.Viewer, action string, sv Survey, detail map[string]any) error {
	return s.trail.Record(ctx, v, port.Entry{Action: action, Kind: "survey", ID: sv.Slug, Detail: detail})
}
