package coding

// Reading responses: from the stored answers to tags.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"dealervoice/analysis/text"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// batch is how many responses are read and stored in one transaction.
const batch = 500

// ReadResponse is the handler of feedback.TagKind: it reads the responses named.
func (s *Service) ReadResponse(ctx context.Context, payload json.RawMessage) error {
	var job feedback.TagJob
	if err := json.Unmarshal(payload, &job); err != nil {
		return fmt.Errorf("read job: %w", err)
	}
	now, err := s.using(ctx)
	if err != nil {
		return err
	}
	q := UnreadQuery{Survey: job.Survey, Tagger: now.tagger.Version(), Only: job.Responses, Limit: len(job.Responses)}
	list, err := s.Store.Unread(ctx, q)
	if err != nil || len(list) == 0 {
		return err
	}
	moveOn := func(ctx context.Context) error { return s.Store.MoveOn(ctx, job.Survey) }
	if err := s.readBatch(ctx, list, now, moveOn); err != nil {
		return fmt.Errorf("read %d responses of survey %s: %w", len(list), job.Survey, err)
	}
	return s.Done(ctx, job.Survey)
}

// ReadSurvey is the handler of feedback.TagSurveyKind: it reads all that is
// unread.
func (s *Service) ReadSurvey(ctx context.Context, payload json.RawMessage) error {
	var job feedback.TagSurveyJob
	if err := json.Unmarshal(payload, &job); err != nil {
		return fmt.Errorf("read job: %w", err)
	}
	return s.ReadAll(ctx, job.Survey)
}

// alone keeps two jobs of this process from reading the same survey twice.
func (s *Service) alone(id survey.ID) (done func()) {
	s.mu.Lock()
	m := s.busy[id]
	if m == nil {
		m = &sync.Mutex{}
		s.busy[id] = m
	}
	s.mu.Unlock()
	m.Lock()
	return m.Unlock
}

// readBatch reads responses of one survey and stores what was found, together with
// what else the same transaction is to hold.
func (s *Service) readBatch(ctx context.Context, list []feedback.Response, now inUse, also func(context.Context) error) error {
	readings := make([]Reading, len(list))
	for i, r := range list {
		open, err := s.opened(ctx, r)
		if err != nil {
			return err
		}
		readings[i] = now.read(r, open)
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if len(list) > 0 {
			if err := s.Store.SaveReadings(ctx, list[0].SurveyID, readings); err != nil {
				return err
			}
		}
		return also(ctx)
	})
}

// read tags the open answers of one response.
func (u inUse) read(r feedback.Response, open []Open) Reading {
	out := Reading{SurveyID: r.SurveyID, ResponseID: r.ID, Tagger: u.tagger.Version(), Codebook: u.version.Number}
	for _, o := range open {
		for _, th := range u.tagger.Tag(text.Input{Text: o.Text, Lang: string(r.Language), Prior: o.Prior}).Themes {
			out.Tags = append(out.Tags, Tag{
				SurveyID: r.SurveyID, ResponseID: r.ID, Question: o.Question, Theme: th.ID, Origin: th.Origin,
				Polarity: th.Polarity, Confidence: th.Confidence, Because: th.Because, Codebook: u.version.Number,
			})
		}
	}
	return out
}

// opened lists the answers of a response that are read for themes. A response of
// a version that is not there has none.
func (s *Service) opened(ctx context.Context, r feedback.Response) ([]Open, error) {
	e, err := s.Editions.PublishedVersion(ctx, r.SurveyID, r.Version)
	if fault.KindOf(err) == fault.KindNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("find version %d", r.Version), err)
	}
	return OpenAnswers(e.Definition, r), nil
}

// OpenAnswers lists the texts of a response that the survey wants read.
func OpenAnswers(def *definition.Definition, r feedback.Response) []Open {
	var out []Open
	for _, e := range def.Questions() {
		if !e.DV.Analyze {
			continue
		}
		if words, _ := r.Data[e.Key].(string); words != "" {
			out = append(out, Open{Question: e.Name, Text: words, Prior: text.Polarity(e.DV.PolarityPrior)})
		}
	}
	return out
}
