package review

// One answer before somebody who judges it, and what they say.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Item is an answer that waits for a verdict.
type Item struct {
	Handle   Handle
	Text     analysis.Written
	Parts    []analysis.Part // the text, with what the tagger saw marked
	Found    []text.Theme    // what the tagger says; empty in a blind round
	Likely   []string        // further themes that may be meant, likeliest first
	Verdicts []Verdict       // said before, first to last; empty in a blind round
	Counts   []Label         // what counts at the moment; nil: what the tagger says
	Held     bool            // drawn at random
}

// Desk is the page of somebody who judges: the answer before them, if one waits.
type Desk struct {
	Survey   string
	Title    string
	Guarded  bool
	Hidden   *analysis.Cell // why no text may be shown
	Book     *codebook.Book
	Item     *Item
	Progress Progress
	Recent   []Recent
}

// Recent is an answer that the coder judged lately.
type Recent struct {
	Handle Handle
	Text   string
	Themes []Label
}

// Query asks for the answer at the handle, or for the next one.
type Query struct {
	Survey string
	Handle Handle
}

// Desk gives the answer that teaches most, or the one asked for.
func (s *Service) Desk(ctx context.Context, v access.Viewer, q Query) (Desk, error) {
	c, now, err := s.look(ctx, v, q.Survey)
	if err != nil {
		return Desk{}, fmt.Errorf("review %s: %w", q.Survey, err)
	}
	out := Desk{Survey: q.Survey, Title: c.Title, Guarded: c.Guarded, Hidden: c.Hidden, Book: now.Version.Book}
	if c.Hidden != nil {
		return out, nil
	}
	p, err := s.pool(ctx, v, c, now)
	if err != nil {
		return Desk{}, fmt.Errorf("review %s: %w", q.Survey, err)
	}
	var done map[Key]int
	if out.Progress, done, err = s.progress(ctx, c.Survey.ID); err != nil {
		return Desk{}, fmt.Errorf("review %s: %w", q.Survey, err)
	}
	out.Progress.Total = p.total
	w, ok := p.all[q.Handle]
	if q.Handle == "" {
		w, ok = s.next(p, v.UserID, done, out.Progress)
	} else if !ok {
		return Desk{}, fault.NotFound("review.not_found")
	}
	if ok {
		s.claim(w.key, claim{coder: v.UserID})
		if out.Item, err = s.item(ctx, w, now.Version.Book, v.UserID); err != nil {
			return Desk{}, fmt.Errorf("review %s: %w", q.Survey, err)
		}
	}
	out.Recent, err = s.recent(ctx, v, c, p)
	return out, err
}

// recentShown is how many of one's own verdicts stand on the desk.
const recentShown = 5

func (s *Service) recent(ctx context.Context, v access.Viewer, c *analysis.Corpus, p *pool) ([]Recent, error) {
	list, err := s.Store.Recent(ctx, c.Survey.ID, v.UserID)
	if err != nil {
		return nil, err
	}
	var out []Recent
	for _, ver := range list {
		w, ok := p.all[ver.Key().Handle()]
		if !ok || ver.Round > 0 || slices.ContainsFunc(out, func(r Recent) bool { return r.Handle == ver.Key().Handle() }) {
			continue
		}
		if out = append(out, Recent{Handle: ver.Key().Handle(), Text: w.text.Text, Themes: ver.Themes}); len(out) == recentShown {
			break
		}
	}
	return out, nil
}

// likelyShown is how many themes are offered beside those found.
const likelyShown = 4

func (s *Service) item(ctx context.Context, w waiting, book *codebook.Book, coder string) (*Item, error) {
	out := &Item{Handle: w.key.Handle(), Text: w.text, Found: w.found.Themes, Held: w.key.Held()}
	var because []text.Evidence
	for _, t := range w.found.Themes {
		because = append(because, t.Because...)
	}
	out.Parts = analysis.Mark(w.text.Text, because)
	said, err := s.Store.Verdicts(ctx, w.key)
	if err != nil {
		return nil, err
	}
	out.Verdicts = visible(said, coder)
	if n := len(out.Verdicts); n > 0 {
		out.Counts = renamed(book, out.Verdicts[n-1].Themes)
	}
	out.Likely = likely(w.found.Themes, out.Counts, book)
	return out, nil
}

// visible leaves out what others said in a blind round as long as the coder, or
// anybody else who is to judge there, might be led by it: until two have judged.
func visible(said []Verdict, coder string) []Verdict {
	in := map[int]int{}
	for _, v := range said {
		in[v.Round]++
	}
	return slices.DeleteFunc(slices.Clone(said), func(v Verdict) bool { return v.Round > 0 && v.CoderID != coder && in[v.Round] < 2 })
}

// likely are themes beside those found: said before, and siblings of what was
// found.
func likely(found []text.Theme, said []Label, book *codebook.Book) []string {
	var out []string
	have := func(id string) bool {
		return slices.Contains(out, id) || slices.ContainsFunc(found, func(t text.Theme) bool { return t.ID == id })
	}
	for _, l := range said {
		if !have(l.Theme) {
			out = append(out, l.Theme)
		}
	}
	keep := len(out) + likelyShown
	for _, t := range found {
		at, _ := book.Theme(t.ID)
		for _, sib := range book.Themes {
			if sib.Parent == at.Parent && !have(sib.ID) && len(out) < keep {
				out = append(out, sib.ID)
			}
		}
	}
	return out
}

// Decision is what somebody says of an answer. Round is that of a blind round.
type Decision struct {
	Survey string
	Handle Handle
	Themes []Label
	Round  int
}

// Skip puts the answer aside for the coder; nothing is stored.
func (s *Service) Skip(ctx context.Context, v access.Viewer, q Query) error {
	w, _, err := s.find(ctx, v, q)
	if err != nil {
		return err
	}
	s.claim(w.key, claim{coder: v.UserID, skipped: true})
	return nil
}

// find looks up the answer that a handle names, of a survey whose texts the viewer
// may read.
func (s *Service) find(ctx context.Context, v access.Viewer, q Query) (waiting, access.Viewer, error) {
	c, now, err := s.look(ctx, v, q.Survey)
	if err != nil {
		return waiting{}, v, fmt.Errorf("review %s: %w", q.Survey, err)
	}
	if c.Hidden != nil {
		return waiting{}, v, fault.NotFound("review.not_found")
	}
	p, err := s.pool(ctx, v, c, now)
	if err != nil {
		return waiting{}, v, fmt.Errorf("review %s: %w", q.Survey, err)
	}
	w, ok := p.all[q.Handle]
	if !ok {
		return waiting{}, v, fault.NotFound("review.not_found")
	}
	return w, v, nil
}

// Judge stores what somebody says of an answer: from then on it counts in every
// figure, in the place of the tagger's.
func (s *Service) Judge(ctx context.Context, v access.Viewer, d Decision) (Verdict, error) {
	w, _, err := s.find(ctx, v, Query{Survey: d.Survey, Handle: d.Handle})
	if err != nil {
		return Verdict{}, err
	}
	now, err := s.Books.Using(ctx)
	if err != nil {
		return Verdict{}, err
	}
	if err := checkLabels(d.Themes, now.Version.Book); err != nil {
		return Verdict{}, err
	}
	ver := Verdict{
		SurveyID: w.key.SurveyID, ResponseID: w.key.ResponseID, Question: w.key.Question, CoderID: v.UserID, Coder: v.Name,
		Themes: sorted(d.Themes), Machine: labels(w.found.Themes), Tagger: now.Tagger.Version(), Codebook: now.Version.Number,
		JudgedAt: s.Calendar.Now(),
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		if ver, err = s.Store.AddVerdict(ctx, ver); err != nil {
			return err
		}
		if err := s.Store.Settle(ctx, Settled{Verdict: ver, Held: w.key.Held()}); err != nil {
			return err
		}
		return s.record(ctx, v, "review.judge", ver)
	})
	if err != nil {
		return Verdict{}, fmt.Errorf("judge an answer of %s: %w", d.Survey, err)
	}
	return ver, nil
}

// record writes into the audit trail that somebody judged; of the answer it names
// only the handle.
func (s *Service) record(ctx context.Context, v access.Viewer, action string, ver Verdict) error {
	return s.Trail.Record(ctx, v, port.Entry{
		Action: action, Kind: "survey", ID: string(ver.SurveyID),
		Detail: map[string]any{"answer": string(ver.Key().Handle()), "verdict": ver.Number, "themes": ver.Themes, "machine": ver.Machine},
	})
}

// checkLabels refuses themes that the codebook lacks and polarities that are none.
func checkLabels(list []Label, book *codebook.Book) error {
	for _, l := range list {
		if _, ok := book.Theme(l.Theme); !ok {
			return fault.Invalid(fault.Field{Path: "said", Key: "codebook.error.theme"})
		}
		if l.Polarity < text.Negative || l.Polarity > text.Positive {
			return fault.Invalid(fault.Field{Path: "said", Key: "codebook.error.polarity"})
		}
	}
	return nil
}
