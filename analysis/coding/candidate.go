package coding

// Words that may become cues: proposed by a program, decided on by a person.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"dealervoice/analysis/text"
	"dealervoice/analysis/text/candidate"
	"dealervoice/feedback"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// State is what became of a candidate.
type State string

// The states.
const (
	Proposed  State = "proposed"
	Accepted  State = "accepted"
	Dismissed State = "dismissed"
)

// Candidate is a word, or a few, that answers hold and no theme has as a cue.
type Candidate struct {
	Language  string // "zh" or "en"
	Cue       string
	Answers   int      // how many hold it, rounded down to fives
	Themes    []string `gorm:"serializer:json"` // which it would go with, likeliest first
	State     State
	Theme     string // where it went
	Polarity  string // "topic", "weak", "neg" or "pos"
	DecidedBy string
	DecidedAt *time.Time
}

// CandidatesKind is the job that looks for candidates.
const CandidatesKind = "codebook.candidates"

// minAnswers is the fewest answers that must hold a word before anybody is shown
// it: a rarer one may be somebody's name.
const minAnswers = 5

// maxCandidates bounds what one search proposes: what a person goes through.
const maxCandidates = 60

// maxAnswers bounds what one search reads.
const maxAnswers = 20_000

// FindCandidates has candidates looked for in the background.
func (s *Service) FindCandidates(ctx context.Context, v access.Viewer) error {
	if !v.May(access.CodebookEdit) {
		return fault.Forbidden("fault.forbidden")
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Queue.Enqueue(ctx, CandidatesKind, struct{}{}); err != nil {
			return err
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "codebook.find_candidates", Kind: "codebook"})
	})
	if err != nil {
		return fmt.Errorf("look for cue candidates: %w", err)
	}
	return nil
}

// ProposeCues is the handler of CandidatesKind.
func (s *Service) ProposeCues(ctx context.Context, _ json.RawMessage) error {
	now, err := s.using(ctx)
	if err != nil {
		return err
	}
	answers, err := s.openAnswers(ctx, now.tagger)
	if err != nil {
		return fmt.Errorf("read open answers: %w", err)
	}
	found, err := candidate.Find(ctx, answers, candidate.Options{
		MinCount: minAnswers, Limit: maxCandidates,
		Known: func(lang, word string) bool { return isCue(now.version, lang, word) },
	})
	if err != nil {
		return err
	}
	kept := make([]Candidate, len(found))
	for i, c := range found {
		kept[i] = Candidate{
			Language: c.Lang, Cue: c.Word, Themes: append([]string{}, c.Themes...), State: Proposed,
			Answers: c.Count - c.Count%minAnswers, // a count that moves with every answer would tell of it
		}
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error { return s.Store.ReplaceProposed(ctx, kept) })
}

// openAnswers reads the open answers of every survey, up to a bound.
func (s *Service) openAnswers(ctx context.Context, tagger *text.Tagger) ([]candidate.Answer, error) {
	var out []candidate.Answer
	err := s.eachOpen(ctx, func(r feedback.Response, o Open) error {
		res := tagger.Tag(text.Input{Text: o.Text, Lang: string(r.Language), Prior: o.Prior})
		a := candidate.Answer{Text: o.Text, Lang: res.Lang}
		for _, th := range res.Themes {
			a.Themes = append(a.Themes, th.ID)
		}
		if out = append(out, a); len(out) >= maxAnswers {
			return errEnough
		}
		return nil
	})
	return out, err
}

// eachOpen hands out the open answers of every survey until fn says errEnough.
func (s *Service) eachOpen(ctx context.Context, fn func(feedback.Response, Open) error) error {
	list, err := s.Surveys.List(ctx)
	if err != nil {
		return err
	}
	for _, sv := range list {
		err := s.Streams.Each(ctx, access.Machine("coding"), feedback.Query{Survey: sv.ID}, func(r feedback.Response) error {
			open, err := s.opened(ctx, r)
			for _, o := range open {
				if err == nil {
					err = fn(r, o)
				}
			}
			return err
		})
		if errors.Is(err, errEnough) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// errEnough ends a stream.
var errEnough = fault.New(fault.KindInternal, "codebook.enough", nil)

// isCue tells whether some theme has the words as a cue already.
func isCue(v Version, lang, word string) bool {
	for _, th := range v.Book.Themes {
		cues := th.Cues[lang]
		for _, list := range [][]string{cues.Topic, cues.Negative, cues.Positive, th.Weak} {
			if slices.ContainsFunc(list, func(cue string) bool { return strings.EqualFold(cue, word) }) {
				return true
			}
		}
	}
	return false
}
