package feedback

// What a file of single answers may say of invited dealers where staff must not
// know who answered. Whoever has such a file and the roster finds a dealer by
// the representative, by a rare tier, or by the minute of an answer he was
// promised on the telephone. So in such surveys an answer that came by a
// personal link goes out with few attributes, only as many as leave no group of
// a wave smaller than the survey's smallest cell, and with the day alone.
//
// What the API or a file said of its respondents is theirs and stays.

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// veil says what may go out.
type veil struct {
	drawn    bool            // false: everything may
	names    []string        // the attributes that may
	language bool            // the language may
	zone     *time.Location  // days are reckoned in it
	cell     int             // the smallest group that may be told apart
	groups   []map[group]int // how many stand together, for each of steps
	tongues  map[group]int
	words    func(Response) answer.Data
}

// group is a wave and what its answers have in common.
type group struct {
	wave int
	said string
}

// steps are the sets of attributes tried, the most telling first.
func steps() [][]string {
	return [][]string{blurred, {"region", "tier"}, {"region"}, {}}
}

// veil looks through the answers for what tells few of them apart.
func (s *Service) veil(ctx context.Context, v access.Viewer, e Export) (veil, error) {
	out := veil{drawn: survey.Sternest(e.Versions) != survey.Identified, zone: s.calendar.Zone, cell: survey.MinCell}
	var err error
	if out.words, err = s.outgoing(ctx, e.Survey.Slug); err != nil || !out.drawn {
		return out, err
	}
	for _, version := range e.Versions {
		out.cell = max(out.cell, version.MinCell)
	}
	out.tongues = map[group]int{}
	for range steps() {
		out.groups = append(out.groups, map[group]int{})
	}
	err = s.Each(ctx, v, Query{Survey: e.Survey.ID}, func(r Response) error {
		out.count(r)
		return nil
	})
	if err != nil {
		return veil{}, fmt.Errorf("look for answers that stand out: %w", err)
	}
	for i, names := range steps() {
		if out.safe(out.groups[i]) {
			out.names = names
			break
		}
	}
	out.language = out.safe(out.tongues)
	return out, nil
}

// outgoing is how answers go out: names and the like masked where the survey
// promised it.
func (s *Service) outgoing(ctx context.Context, slug string) (func(Response) answer.Data, error) {
	if s.veils == nil {
		return func(r Response) answer.Data { return r.Data }, nil
	}
	return s.veils.Veiled(ctx, slug)
}

// personal tells an answer that came by a personal link: only the roster gives
// attributes to what comes by a form.
func personal(r Response) bool { return r.Channel == ByForm && len(r.Attributes) > 0 }

func (w *veil) count(r Response) {
	if !personal(r) {
		return
	}
	for i, names := range steps() {
		w.groups[i][group{r.Wave, said(r.Attributes, names)}]++
	}
	w.tongues[group{r.Wave, string(r.Language)}]++
}

// safe tells whether no group is smaller than the cell.
func (w *veil) safe(groups map[group]int) bool {
	return !slices.ContainsFunc(slices.Collect(maps.Values(groups)), func(n int) bool { return n < w.cell })
}

func said(list audience.Attributes, names []string) string {
	var b strings.Builder
	for _, name := range names {
		b.WriteString(list[name])
		b.WriteByte(0)
	}
	return b.String()
}

// record gives a response as it goes out.
func (w *veil) record(r Response) Record {
	out := r.Record()
	out.Data = w.words(r)
	if !w.drawn || !personal(r) {
		return out
	}
	kept := audience.Attributes{}
	for _, name := range w.names {
		if value, ok := r.Attributes[name]; ok {
			kept[name] = value
		}
	}
	out.Attributes = kept
	if out.Submitted != nil {
		year, month, day := out.Submitted.In(w.zone).Date()
		at := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		out.Submitted = &at
	}
	if !w.language {
		out.Language = language.Tag("")
	}
	return out
}
