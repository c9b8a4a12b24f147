package feedback

// Mixing ballots in. Who sees the database before and after learns what became
// of a whole batch, not of one ballot; in which order they came is lost.
//
// This is a threshold pool mix (Serjantov, Dingledine, Syverson 2002, "From a
// Trickle to a Flood"): of a group of ballots that are alike in all that is
// stored beside the answers, those above a pool of k go in, drawn at random and
// in random order, as soon as they are k. The pool stays, so that the last batch
// is no smaller either. When the survey has ended everything goes in; groups
// smaller than k give up attributes until they are not.

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

// MixKind is the job that mixes ballots in and settles surveys that have ended;
// it recurs.
const MixKind = "ballots.mix"

// mixSize is how many ballots are mixed at once; as many more may wait behind.
const mixSize = 2000

// SweepBallots is the work of that job. A survey that cannot be mixed keeps its
// ballots and does not hold up the others.
func (s *Service) SweepBallots(ctx context.Context, _ json.RawMessage) error {
	ended, err := s.surveys.Ended(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, sv := range ended {
		failed = append(failed, s.surveys.Forget(ctx, sv.Slug, func(ctx context.Context) error { return s.settle(ctx, sv.ID) }))
	}
	return errors.Join(append(failed, s.Mix(ctx))...)
}

// Mix mixes in what may go of every survey.
func (s *Service) Mix(ctx context.Context) error {
	list, err := s.store.WithBallots(ctx)
	if err != nil {
		return fmt.Errorf("list surveys with ballots: %w", err)
	}
	var failed []error
	for _, id := range list {
		failed = append(failed, s.mix(ctx, id, drawSome))
	}
	return errors.Join(failed...)
}

// settle mixes in the last ballots of a survey, and drops what nobody can use
// without the key: which ballots are spent, and the unfinished answers.
func (s *Service) settle(ctx context.Context, id survey.ID) error {
	if err := s.mix(ctx, id, drawAll); err != nil {
		return err
	}
	return s.store.DropBallots(ctx, id)
}

func (s *Service) mix(ctx context.Context, id survey.ID, draw func([]cast) []cast) error {
	key, err := s.surveys.SurveyKey(ctx, id)
	if fault.KindOf(err) == fault.KindClosed {
		return nil // nothing can wait there
	}
	for more := true; more && err == nil; {
		err = s.tx.InTx(ctx, func(ctx context.Context) (err error) {
			more, err = s.mixSome(ctx, id, key, draw)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("mix ballots of survey %s: %w", id, err)
	}
	return nil
}

// mixSome mixes one load in and tells whether there may be another.
func (s *Service) mixSome(ctx context.Context, id survey.ID, key []byte, draw func([]cast) []cast) (bool, error) {
	list, err := s.store.Waiting(ctx, id, 2*mixSize)
	if err != nil {
		return false, err
	}
	more := len(list) == 2*mixSize
	if more {
		list = list[:mixSize] // what stays is no small rest
	}
	casts := make([]cast, len(list))
	for i, b := range list {
		if casts[i], err = b.open(key); err != nil {
			return false, err
		}
	}
	batch := draw(casts)
	if len(batch) == 0 {
		return false, nil
	}
	tags, entries := make([]string, len(batch)), make([]Acceptance, len(batch))
	for i, c := range batch {
		tags[i] = tagOf(key, s.keys.receipt(id, c.Response.ID))
		entries[i] = Acceptance{Response: c.Response, JSON: c.Data}
	}
	if _, err := s.store.AcceptAll(ctx, entries); err != nil {
		return false, err
	}
	return more, s.store.Mixed(ctx, id, tags)
}

// levels are how much is stored beside an answer, the most first: its language
// too, then attributes, then none.
func levels() [][]string {
	return [][]string{append(slices.Clone(blurred), spoken), blurred, {"region", "tier"}, {"region"}, {}}
}

// spoken stands for the language among the names of attributes.
const spoken = "\x00language"

// reduced is a ballot's answer with what a level leaves beside it.
func (c cast) reduced(level []string) cast {
	kept := audience.Attributes{}
	for _, name := range level {
		if v, ok := c.Response.Attributes[name]; ok {
			kept[name] = v
		}
	}
	r := &c.Response
	r.Attributes, r.Region, r.Area, r.Rep = audience.Attributes{}, "", "", ""
	r.attribute(kept)
	if !slices.Contains(level, spoken) {
		r.Language = ""
	}
	return c
}

// alike is what stands beside an answer: who shares it stands together.
func (c cast) alike() string {
	r := c.Response
	return strings.Join([]string{
		strconv.Itoa(int(r.Version)), strconv.Itoa(r.Wave), string(r.Channel), strconv.FormatBool(r.Quarantined), r.Consent,
		string(r.Language), said(r.Attributes, blurred),
	}, "\x00")
}

// drawSome draws what may go while the survey runs: of each group what stands
// above its pool. A group that gives up attributes leaves a larger pool, since
// its ballots may yet find others that are alike in more.
func drawSome(list []cast) (batch []cast) {
	rest, k := shuffled(list), cellOf(list)
	for i, level := range levels() {
		pool := k
		if i > 1 {
			pool = 3 * k
		}
		var stay []cast
		for _, group := range grouped(rest, level) {
			n := max(0, len(group)-pool)
			if n < k {
				n = 0
			}
			for _, c := range group[:n] {
				batch = append(batch, c.reduced(level))
			}
			stay = append(stay, group[n:]...)
		}
		rest = stay
	}
	return shuffled(batch)
}

// drawAll draws everything. Groups smaller than k give up attributes; a rest that
// has none to give takes the smallest other group along.
func drawAll(list []cast) []cast {
	k := cellOf(list)
	rest := shuffled(list)
	var done [][]cast
	for _, level := range levels() {
		var stay []cast
		for _, group := range grouped(rest, level) {
			if len(group) < k && len(level) > 0 {
				stay = append(stay, group...)
				continue
			}
			reduced := make([]cast, len(group))
			for i, c := range group {
				reduced[i] = c.reduced(level)
			}
			done = append(done, reduced)
		}
		rest = stay
	}
	return shuffled(slices.Concat(companied(done, k)...))
}

// companied lets groups that are too small and have no attributes take along the
// smallest group that may stand with them: else the few that are told nothing
// about are known by what the others tell.
func companied(groups [][]cast, k int) [][]cast {
	slices.SortStableFunc(groups, func(a, b []cast) int { return cmp.Compare(len(a), len(b)) })
	for i, few := range groups {
		if len(few) >= k {
			break
		}
		for j := i + 1; j < len(groups); j++ {
			if bare(groups[j][0]) != bare(few[0]) {
				continue
			}
			for n, c := range groups[j] {
				groups[j][n] = c.reduced(nil)
			}
			break
		}
	}
	return groups
}

// bare is what stands beside the answer that nobody can take away.
func bare(c cast) string { return c.reduced(nil).alike() }

// cellOf is the largest promise among the ballots.
func cellOf(list []cast) int {
	k := survey.MinCell
	for _, c := range list {
		k = max(k, c.Cell)
	}
	return k
}

// grouped sorts ballots by what a level leaves beside them.
func grouped(list []cast, level []string) [][]cast {
	var out [][]cast
	at := map[string]int{}
	for _, c := range list {
		name := c.reduced(level).alike()
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], c)
	}
	return out
}

// shuffled gives the list in an order that nobody can guess.
func shuffled[T any](list []T) []T {
	order := make([]string, len(list))
	index := make([]int, len(list))
	for i := range list {
		order[i], index[i] = random(), i
	}
	slices.SortFunc(index, func(a, b int) int { return cmp.Compare(order[a], order[b]) })
	out := make([]T, len(list))
	for i, j := range index {
		out[i] = list[j]
	}
	return out
}
