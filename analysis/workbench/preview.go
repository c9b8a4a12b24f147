package workbench

// What an edit of the codebook would change on stored answers.

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// read bounds the answers that a preview reads in all surveys together, and
// examples those that are shown of each kind.
const (
	readAtMost = 6000
	examples   = 5
)

// Effect is what an edit would change.
type Effect struct {
	Read    int // answers that were read
	Of      int // respondents whose words may be read, in all surveys
	Sampled bool
	Changed int // answers whose themes or polarity would be others
	Themes  []ThemeEffect
	Hidden  int // surveys left out, since their words may not be shown yet
	Waiting int // surveys left out, since their very many answers are not ready to be read
	Model   bool
}

// ThemeEffect is what would change for one theme. Answers that go to a theme from
// the one it was merged or split from are neither gained nor lost: they Moved.
type ThemeEffect struct {
	ID            string
	Before, After int
	Gained, Lost  Sample
	Turned        Sample // of another polarity
	Moved         int
}

// Sample is how many answers there are of a kind, with the first of them.
type Sample struct {
	N        int
	Examples []Example
}

// Example is an answer with what caused the theme marked.
type Example struct {
	Parts    []analysis.Part
	Polarity text.Polarity
}

func (s *Sample) add(w analysis.Written, t text.Theme) {
	s.N++
	if len(s.Examples) < examples {
		s.Examples = append(s.Examples, Example{Parts: analysis.Mark(w.Text, t.Because), Polarity: t.Polarity})
	}
}

// Edit is a book before and after.
type Edit struct {
	Old, New *codebook.Book
}

// Preview reads stored answers by both books and tells what is different.
func (s *Service) Preview(ctx context.Context, v access.Viewer, e Edit) (Effect, error) {
	if !v.May(access.CodebookEdit) {
		return Effect{}, fault.Forbidden("fault.forbidden")
	}
	now, err := s.Books.Using(ctx)
	if err != nil {
		return Effect{}, err
	}
	before, err := text.New(e.Old)
	if err != nil {
		return Effect{}, err
	}
	after, err := text.New(e.New)
	if err != nil {
		return Effect{}, err
	}
	texts, out, err := s.texts(ctx, v)
	if err != nil {
		return Effect{}, fmt.Errorf("preview edit of codebook: %w", err)
	}
	out.Model = now.Learned
	p := previewed{Effect: out, book: e.New, at: map[string]*ThemeEffect{}}
	for _, w := range texts {
		in := text.Input{Text: w.Text, Lang: w.Lang, Prior: w.Prior}
		p.compare(w, before.Tag(in).Themes, after.Tag(in).Themes)
	}
	return p.sum(e), nil
}

// texts reads the answers of all surveys, of each a part that is as large as its
// share, if they are too many.
func (s *Service) texts(ctx context.Context, v access.Viewer) ([]analysis.Written, Effect, error) {
	list, err := s.Surveys.List(ctx)
	if err != nil {
		return nil, Effect{}, err
	}
	var open []*analysis.Corpus
	out := Effect{}
	for _, sv := range list {
		if sv.Current == 0 {
			continue
		}
		c, err := s.Corpora.Corpus(ctx, v, sv.Slug)
		if analysis.IsPreparing(err) {
			out.Waiting++
			continue
		}
		if err != nil {
			return nil, Effect{}, err
		}
		if c.Hidden != nil {
			out.Hidden++
			continue
		}
		out.Of += len(c.IDs)
		open = append(open, c)
	}
	var texts []analysis.Written
	for _, c := range open {
		n := len(c.IDs)
		if out.Of > readAtMost {
			out.Sampled = true
			n = max(1, n*readAtMost/out.Of)
		}
		more, err := c.Texts(ctx, c.IDs[:min(n, len(c.IDs))])
		if err != nil {
			return nil, Effect{}, err
		}
		texts = append(texts, more...)
	}
	out.Read = len(texts)
	return texts, out, nil
}

// previewed counts.
type previewed struct {
	Effect
	book *codebook.Book
	at   map[string]*ThemeEffect
}

func (p *previewed) theme(id string) *ThemeEffect {
	if p.at[id] == nil {
		p.at[id] = &ThemeEffect{ID: id}
	}
	return p.at[id]
}

// compare enters what one answer has before and after.
func (p *previewed) compare(w analysis.Written, before, after []text.Theme) {
	changed := false
	for _, b := range before {
		t := p.theme(b.ID)
		t.Before++
		a, ok := given(after, b.ID)
		switch {
		case ok && a.Polarity != b.Polarity:
			t.Turned.add(w, a)
			changed = true
		case !ok && p.moved(b.ID, after):
			changed = true
		case !ok:
			t.Lost.add(w, b)
			changed = true
		}
	}
	for _, a := range after {
		t := p.theme(a.ID)
		t.After++
		if _, ok := given(before, a.ID); ok {
			continue
		}
		changed = true
		if from, _ := p.book.Theme(a.ID); slices.ContainsFunc(before, func(b text.Theme) bool { return slices.Contains(from.Formerly, b.ID) }) {
			t.Moved++
			continue
		}
		t.Gained.add(w, a)
	}
	if changed {
		p.Changed++
	}
}

// moved tells whether an answer with the old theme has one that came of it.
func (p *previewed) moved(id string, after []text.Theme) bool {
	for _, next := range p.book.Successors(id) {
		if _, ok := given(after, next.ID); ok {
			return true
		}
	}
	return false
}

func given(list []text.Theme, id string) (text.Theme, bool) {
	for _, t := range list {
		if t.ID == id {
			return t, true
		}
	}
	return text.Theme{}, false
}

// sum lists the themes that change, the most changed first, and those that the edit
// touches although nothing changes.
func (p *previewed) sum(e Edit) Effect {
	for _, c := range codebook.Diff(e.Old, e.New) {
		if c.Theme != "" && !c.Group {
			p.theme(c.Theme)
		}
	}
	out := p.Effect
	touched := map[string]bool{}
	for _, c := range codebook.Diff(e.Old, e.New) {
		touched[c.Theme] = true
	}
	for _, t := range p.at {
		if t.weight() > 0 || touched[t.ID] {
			out.Themes = append(out.Themes, *t)
		}
	}
	slices.SortFunc(out.Themes, func(a, b ThemeEffect) int {
		return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func (t ThemeEffect) weight() int { return t.Gained.N + t.Lost.N + t.Turned.N + t.Moved }
