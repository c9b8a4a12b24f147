package feedback

// What a file of single answers may say of invited dealers where staff must not
// know who answered. Whoever has such a file and the roster finds a dealer by
// the representative, by a rare tier, or by the minute of an answer he was
// promised on the telephone. So in such surveys an answer that came by a
// personal link goes out with few attributes, and with its language and day (else
// month, else nothing), only as far as all of them together leave no group of a
// wave smaller than the survey's smallest cell.
//
// Where nobody must be able to tell, the id goes too, since a receipt begins with
// it, and the rows come in another order each time: whoever is shown a receipt, or
// compares two files, finds no row by it.
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
	nameless bool            // the id may not
	allowed  telling         // what may
	zone     *time.Location  // days are reckoned in it
	cell     int             // the smallest group that may be told apart
	groups   []map[group]int // how many stand together, for each of tellings
	words    func(Response) answer.Data
}

// telling is what may be told of an answer beside its words.
type telling struct {
	names    []string // attributes
	language bool
	when     grain
}

// grain is how exactly a time may be told.
type grain int

const (
	never grain = iota
	month
	day
)

// group is a wave and what its answers have in common.
type group struct {
	wave int
	said string
}

// steps are the sets of attributes tried, the most telling first.
func steps() [][]string {
	return [][]string{blurred, {"region", "tier"}, {"region"}, {}}
}

// tellings are what may be told, the most first: attributes before the language,
// and that before the time.
func tellings() (out []telling) {
	for _, names := range steps() {
		for _, language := range []bool{true, false} {
			for _, when := range []grain{day, month, never} {
				out = append(out, telling{names, language, when})
			}
		}
	}
	return out
}

// veil looks through the answers for what tells few of them apart.
func (s *Service) veil(ctx context.Context, v access.Viewer, e Export) (veil, error) {
	mode := survey.Sternest(e.Versions)
	out := veil{drawn: mode != survey.Identified, nameless: mode == survey.Unlinkable, zone: s.calendar.Zone, cell: survey.LargestCell(e.Versions)}
	var err error
	if out.words, err = s.outgoing(ctx, e.Survey.Slug); err != nil || !out.drawn {
		return out, err
	}
	for range tellings() {
		out.groups = append(out.groups, map[group]int{})
	}
	err = s.Each(ctx, v, Query{Survey: e.Survey.ID}, func(r Response) error {
		out.count(r)
		return nil
	})
	if err != nil {
		return veil{}, fmt.Errorf("look for answers that stand out: %w", err)
	}
	for i, t := range tellings() {
		if out.safe(out.groups[i]) {
			out.allowed = t
			break
		}
	}
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
	for i, t := range tellings() {
		text := said(r.Attributes, t.names)
		if t.language {
			text += string(r.Language)
		}
		if at := w.time(r, t.when); at != nil {
			text += "\x00" + at.Format(time.DateOnly)
		}
		w.groups[i][group{r.Wave, text}]++
	}
}

// time is when an answer was given, as exactly as may be told; nil for not at all.
func (w *veil) time(r Response, g grain) *time.Time {
	if r.SubmittedAt == nil || g == never {
		return nil
	}
	year, m, d := r.SubmittedAt.In(w.zone).Date()
	if g == month {
		d = 1
	}
	at := time.Date(year, m, d, 0, 0, 0, 0, time.UTC)
	return &at
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
	if w.nameless && r.Channel != ByImport { // the id of a file's row is the file's
		out.ID = "row-" + ID(random())
	}
	if !w.drawn || !personal(r) {
		return out
	}
	kept := audience.Attributes{}
	for _, name := range w.allowed.names {
		if value, ok := r.Attributes[name]; ok {
			kept[name] = value
		}
	}
	out.Attributes = kept
	out.Submitted = w.time(r, w.allowed.when)
	if !w.allowed.language {
		out.Language = language.Tag("")
	}
	return out
}
