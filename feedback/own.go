package feedback

// What respondents may do with their own answer: look at it, correct it, erase
// it. Whoever holds the receipt is taken for whoever answered; nobody is named
// and nobody logs in.
//
// A correction is an erasure and another answer in its place, so that figures
// which were shown before never move by it alone: the answer counts again with
// the next release.

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"slices"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Own is an answer as whoever gave it finds it.
type Own struct {
	Survey   survey.Head
	Response Response
	Receipt  string
	ballot   bool // it still waits to be mixed in
}

// Gone is told, in the same transaction, of an answer that is about to be
// removed.
type Gone func(ctx context.Context, id survey.ID, r ID) error

// respondent stands in the trail for whoever holds a receipt.
func respondent() access.Viewer { return access.Viewer{UserID: "respondent", Name: "respondent"} }

// ByReceipt finds the answer that a receipt was given for. An unlinkable one
// that waits is found too, as long as its survey has its key.
func (s *Service) ByReceipt(ctx context.Context, sv survey.Head, receipt string) (Own, error) {
	code := normal(receipt)
	unknown := fault.NotFound("respond.receipt_unknown")
	if len(code) != 2*receiptHalf || !s.keys.gave(sv.ID, code) {
		return Own{}, unknown
	}
	list, err := s.store.ByHead(ctx, sv.ID, code[:receiptHalf])
	if err != nil {
		return Own{}, fmt.Errorf("find answer by receipt: %w", err)
	}
	if len(list) == 1 {
		return Own{Survey: sv, Response: list[0], Receipt: receipt}, nil
	}
	key, err := s.surveys.SurveyKey(ctx, sv.ID)
	if err != nil || len(list) > 0 {
		return Own{}, unknown
	}
	b, err := s.store.BallotOf(ctx, sv.ID, tagOf(key, code))
	if err != nil {
		return Own{}, fmt.Errorf("find ballot by receipt: %w", err)
	}
	if b == nil || b.Sealed == nil {
		return Own{}, unknown
	}
	c, err := b.open(key)
	return Own{Survey: sv, Response: c.Response, Receipt: receipt, ballot: true}, err
}

// gave tells whether a receipt code is one of ours.
func (k Keys) gave(id survey.ID, code string) bool {
	for i := range k.secrets {
		if hmac.Equal([]byte(Keys{secrets: k.secrets[i:]}.seal(id, code[:receiptHalf])), []byte(code[receiptHalf:])) {
			return true
		}
	}
	return false
}

// Erase removes an answer and all that hangs on it. Who was invited may answer
// again, and the places of quotas that it took are free. What was said in figures before stays said; figures to come do without
// the answer. The trail tells that somebody erased an answer, not which.
func (s *Service) Erase(ctx context.Context, own Own, mode survey.Mode) error {
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.takeOut(ctx, own); err != nil {
			return err
		}
		if err := s.giveBack(ctx, own.Response); err != nil {
			return err
		}
		if s.letters != nil {
			if err := s.letters.Drop(ctx, own.Survey.ID, own.Response.ID); err != nil {
				return err
			}
		}
		if mode == survey.Unlinkable {
			if err := s.free(ctx, own); err != nil {
				return err
			}
		}
		if err := s.dropFiles(ctx, own.Survey.ID, References(own.Response.Data)); err != nil {
			return err
		}
		return s.record(ctx, "answer.erase", own)
	})
	if err != nil {
		return fmt.Errorf("erase an answer to %s: %w", own.Survey.Slug, err)
	}
	return nil
}

// takeOut removes a stored answer and gives who had taken part by it.
func (s *Service) takeOut(ctx context.Context, own Own) (*Participation, error) {
	if own.ballot {
		return nil, nil
	}
	if s.gone != nil {
		if err := s.gone(ctx, own.Survey.ID, own.Response.ID); err != nil {
			return nil, err
		}
	}
	return s.store.Remove(ctx, own.Survey.ID, own.Response.ID)
}

// free lets the ballot be cast again, as long as there are ballots.
func (s *Service) free(ctx context.Context, own Own) error {
	key, err := s.surveys.SurveyKey(ctx, own.Survey.ID)
	if fault.KindOf(err) == fault.KindClosed {
		return nil
	}
	if err != nil {
		return err
	}
	return s.store.DropBallot(ctx, own.Survey.ID, tagOf(key, own.Receipt))
}

func (s *Service) dropFiles(ctx context.Context, id survey.ID, refs []string) error {
	if s.uploads == nil || len(refs) == 0 {
		return nil
	}
	return s.uploads.Drop(ctx, id, refs)
}

func (s *Service) record(ctx context.Context, action string, own Own) error {
	return s.trail.Record(ctx, respondent(), port.Entry{Action: action, Kind: "survey", ID: own.Survey.Slug})
}

// Correct puts a checked submission in the place of an answer. What the answer is
// counted under stays; so does its receipt.
func (s *Service) Correct(ctx context.Context, c Checked, own Own) (Receipt, error) {
	if err := c.Err(); err != nil {
		return Receipt{}, err
	}
	if err := (survey.Published{Survey: c.Survey, Edition: c.Edition}).Accepting(); err != nil && !c.Late {
		return Receipt{}, err
	}
	c.acceptance.inherit(own.Response)
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if c.acceptance.Participation, err = s.takeOut(ctx, own); err != nil {
			return err
		}
		if err := s.replace(ctx, c, own); err != nil {
			return err
		}
		return s.record(ctx, "answer.correct", own)
	})
	if err != nil {
		return Receipt{}, fmt.Errorf("correct an answer to %s: %w", own.Survey.Slug, err)
	}
	return Receipt{ID: own.Response.ID, Code: own.Receipt}, nil
}

// inherit takes over all but the answers themselves.
func (a *Acceptance) inherit(old Response) {
	r := &a.Response
	r.ID, r.Wave, r.Attributes, r.Region, r.Area, r.Rep = old.ID, old.Wave, old.Attributes, old.Region, old.Area, old.Rep
	r.Quarantined, r.OverQuota, r.Places, r.Consent, r.Channel = old.Quarantined, old.OverQuota, old.Places, old.Consent, old.Channel
	if old.SubmittedAt == nil {
		r.SubmittedAt = nil
	}
	a.Claim, a.DraftKey = nil, ""
}

// replace stores the corrected answer with its files.
func (s *Service) replace(ctx context.Context, c Checked, own Own) error {
	before, after := References(own.Response.Data), References(c.acceptance.Response.Data)
	kept := func(ref string) bool { return slices.Contains(before, ref) }
	if fresh := slices.DeleteFunc(slices.Clone(after), kept); len(fresh) > 0 && s.uploads != nil {
		if all, err := s.uploads.Claim(ctx, c.slip(), fresh); err != nil || !all {
			return errors.Join(err, errLost)
		}
	}
	if err := s.dropFiles(ctx, own.Survey.ID, slices.DeleteFunc(before, func(ref string) bool { return slices.Contains(after, ref) })); err != nil {
		return err
	}
	if !c.secret() {
		_, err := s.store.Accept(ctx, c.acceptance)
		return err
	}
	return s.recast(ctx, c, own)
}

// recast seals the corrected answer in the ballot that was spent for it: it is
// mixed in anew.
func (s *Service) recast(ctx context.Context, c Checked, own Own) error {
	r := c.acceptance.Response
	key, err := s.surveys.SurveyKey(ctx, r.SurveyID)
	if err != nil {
		return err
	}
	sealed, err := cast{Response: r, Data: c.acceptance.JSON, Cell: c.Edition.Version.MinCell}.seal(key)
	if err != nil {
		return err
	}
	return s.store.Reseal(ctx, Ballot{SurveyID: r.SurveyID, Tag: tagOf(key, own.Receipt), Sealed: sealed})
}
