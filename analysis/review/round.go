package review

// Blind double coding: two people judge the same answers, neither seeing the
// other's verdict nor the tagger's.

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"dealervoice/analysis"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Round is a set of answers that two people judge blind.
type Round struct {
	SurveyID   survey.ID
	Number     int // of the survey, from 1
	FirstID    string
	FirstName  string
	SecondID   string
	SecondName string
	CreatedBy  string
	CreatedAt  time.Time
}

// member tells whether somebody codes in the round.
func (r Round) member(id string) bool { return id == r.FirstID || id == r.SecondID }

// The size of a round. Below thirty answers kappa says next to nothing; above two
// hundred nobody finishes.
const (
	minRound = 10
	maxRound = 200
)

// NewRound asks for a blind round: the one who asks and one other person.
type NewRound struct {
	Survey string
	Size   int
	Second string // id of the other person
}

// StartRound draws answers at random, of those held back, and gives them to two
// people.
func (s *Service) StartRound(ctx context.Context, v access.Viewer, n NewRound) (Round, error) {
	c, _, err := s.look(ctx, v, n.Survey)
	if err != nil {
		return Round{}, fmt.Errorf("start round of %s: %w", n.Survey, err)
	}
	if c.Hidden != nil {
		return Round{}, fault.NotFound("review.not_found")
	}
	second, err := s.other(ctx, v, n)
	if err != nil {
		return Round{}, err
	}
	keys, err := s.draw(ctx, v, roundOf{corpus: c, size: n.Size})
	if err != nil {
		return Round{}, fmt.Errorf("start round of %s: %w", n.Survey, err)
	}
	r := Round{
		SurveyID: c.Survey.ID, FirstID: v.UserID, FirstName: v.Name, SecondID: second.ID, SecondName: second.Name,
		CreatedBy: v.Name, CreatedAt: s.Calendar.Now(),
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		if r, err = s.Store.AddRound(ctx, r, keys); err != nil {
			return err
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "review.start_round", Kind: "survey", ID: n.Survey,
			Detail: map[string]any{"round": r.Number, "answers": len(keys), "second": second.Name}})
	})
	if err != nil {
		return Round{}, fmt.Errorf("start round of %s: %w", n.Survey, err)
	}
	return r, nil
}

// other checks what was asked for and finds the second person.
func (s *Service) other(ctx context.Context, v access.Viewer, n NewRound) (Coder, error) {
	var bad []fault.Field
	if n.Size < minRound || n.Size > maxRound {
		bad = append(bad, fault.Field{Path: "size", Key: "review.error.size", Args: fault.Args{"Min": minRound, "Max": maxRound}})
	}
	list, err := s.Staff.Coders(ctx)
	if err != nil {
		return Coder{}, fmt.Errorf("list coders: %w", err)
	}
	at := slices.IndexFunc(list, func(c Coder) bool { return c.ID == n.Second && c.ID != v.UserID })
	if at < 0 {
		bad = append(bad, fault.Field{Path: "second", Key: "review.error.second"})
	}
	if len(bad) > 0 {
		return Coder{}, fault.Invalid(bad...)
	}
	return list[at], nil
}

// roundOf says what a round is drawn from.
type roundOf struct {
	corpus *analysis.Corpus
	size   int
}

// draw takes answers that are held back and that nobody has settled, in their
// random order; then settled ones, which may be judged again.
func (s *Service) draw(ctx context.Context, v access.Viewer, from roundOf) ([]Key, error) {
	now, err := s.Books.Using(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.pool(ctx, v, from.corpus, now)
	if err != nil {
		return nil, err
	}
	earlier, err := s.Store.Rounds(ctx, from.corpus.Survey.ID)
	if err != nil {
		return nil, err
	}
	used := map[Key]bool{}
	for _, r := range earlier {
		keys, err := s.Store.RoundAnswers(ctx, r)
		if err != nil {
			return nil, err
		}
		for _, k := range keys {
			used[k] = true
		}
	}
	var keys []Key
	for _, w := range p.all {
		if !used[w.key] && w.key.Held() {
			keys = append(keys, w.key)
		}
	}
	slices.SortFunc(keys, func(a, b Key) int { return cmp.Compare(a.lot(), b.lot()) })
	if len(keys) < minRound {
		return nil, fault.Invalid(fault.Field{Path: "size", Key: "review.error.too_few", Args: fault.Args{"N": len(keys), "Min": minRound}})
	}
	return keys[:min(len(keys), from.size)], nil
}

// Seat is one coder's place in a round.
type Seat struct {
	Desk
	Round Round
	Done  int // of the coder
	Of    int
}

// Blind gives the next answer of a round that the coder has not judged, without
// anything that others or the tagger said of it.
func (s *Service) Blind(ctx context.Context, v access.Viewer, slug string, number int) (Seat, error) {
	c, now, err := s.look(ctx, v, slug)
	if err != nil {
		return Seat{}, fmt.Errorf("round %d of %s: %w", number, slug, err)
	}
	r, err := s.round(ctx, c.Survey.ID, number)
	if err != nil {
		return Seat{}, err
	}
	out := Seat{Round: r, Desk: Desk{Survey: slug, Title: c.Title, Guarded: c.Guarded, Hidden: c.Hidden, Book: now.Version.Book}}
	if !r.member(v.UserID) {
		return Seat{}, fault.NotFound("review.not_found")
	}
	keys, mine, err := s.judgedBy(ctx, r, v.UserID)
	if err != nil {
		return Seat{}, fmt.Errorf("round %d of %s: %w", number, slug, err)
	}
	out.Of, out.Done = len(keys), len(mine)
	for _, k := range keys {
		if mine[k] {
			continue
		}
		texts, err := c.Texts(ctx, ids([]Key{k}))
		if err != nil {
			return Seat{}, err
		}
		for _, w := range texts {
			if w.Question == k.Question {
				out.Item = &Item{Handle: k.Handle(), Text: w, Parts: []analysis.Part{{Text: w.Text}}, Held: true}
				return out, nil
			}
		}
	}
	return out, nil
}

// judgedBy lists a round's answers in the order of their lots, and which of them
// the coder has judged.
func (s *Service) judgedBy(ctx context.Context, r Round, coder string) ([]Key, map[Key]bool, error) {
	keys, err := s.Store.RoundAnswers(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	said, err := s.Store.RoundVerdicts(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(keys, func(a, b Key) int { return cmp.Compare(a.lot(), b.lot()) })
	mine := map[Key]bool{}
	for _, ver := range said {
		if ver.CoderID == coder {
			mine[ver.Key()] = true
		}
	}
	return keys, mine, nil
}

func (s *Service) round(ctx context.Context, id survey.ID, number int) (Round, error) {
	list, err := s.Store.Rounds(ctx, id)
	if err != nil {
		return Round{}, err
	}
	for _, r := range list {
		if r.Number == number {
			return r, nil
		}
	}
	return Round{}, fault.NotFound("review.not_found")
}

// JudgeBlind stores a blind verdict. Once both have judged the answer and agree, it
// is settled; where they differ it waits for a decision.
func (s *Service) JudgeBlind(ctx context.Context, v access.Viewer, d Decision) error {
	c, now, err := s.look(ctx, v, d.Survey)
	if err != nil {
		return fmt.Errorf("judge in round %d of %s: %w", d.Round, d.Survey, err)
	}
	r, err := s.round(ctx, c.Survey.ID, d.Round)
	if err != nil {
		return err
	}
	keys, mine, err := s.judgedBy(ctx, r, v.UserID)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(keys, func(k Key) bool { return k.Handle() == d.Handle })
	if at < 0 || !r.member(v.UserID) {
		return fault.NotFound("review.not_found")
	}
	if mine[keys[at]] {
		return fault.Conflict("review.error.judged", nil)
	}
	if err := checkLabels(d.Themes, now.Version.Book); err != nil {
		return err
	}
	k := keys[at]
	ver := Verdict{
		SurveyID: k.SurveyID, ResponseID: k.ResponseID, Question: k.Question, CoderID: v.UserID, Coder: v.Name, Round: r.Number,
		Themes: sorted(d.Themes), Machine: []Label{}, Tagger: now.Tagger.Version(), Codebook: now.Version.Number, JudgedAt: s.Calendar.Now(),
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error { return s.keepBlind(ctx, v, r, ver) })
	if err != nil {
		return fmt.Errorf("judge in round %d of %s: %w", d.Round, d.Survey, err)
	}
	return nil
}

// keepBlind stores the verdict, and settles the answer if the other one said the
// same.
func (s *Service) keepBlind(ctx context.Context, v access.Viewer, r Round, ver Verdict) error {
	ver, err := s.Store.AddVerdict(ctx, ver)
	if err != nil {
		return err
	}
	said, err := s.Store.RoundVerdicts(ctx, r)
	if err != nil {
		return err
	}
	for _, other := range said {
		if other.Key() == ver.Key() && other.CoderID != ver.CoderID && slices.Equal(other.Themes, ver.Themes) {
			if err := s.Store.Settle(ctx, Settled{Verdict: ver, Held: true}); err != nil {
				return err
			}
		}
	}
	return s.record(ctx, v, "review.judge_blind", ver)
}
