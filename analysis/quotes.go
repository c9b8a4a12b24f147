package analysis

// What respondents said in their own words.

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/likeness"
	"dealervoice/analysis/text/normal"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// QuoteQuery asks for the words on a theme, or on a group of themes.
type QuoteQuery struct {
	Theme    string
	Polarity string // "negative", "neutral", "positive"; "" for all
	Filter   Filter
	Limit    int // 0: a page full
}

// quotesOnPage and maxQuotes bound how many are read at once.
const (
	quotesOnPage = 12
	maxQuotes    = 100
)

// Quotes are words, or the reason why they are not shown. Where the survey
// promised confidence they come without segment and time, in an order that does
// not follow that of the answers and is the same at every look; Unfiltered tells
// that the filter was therefore left aside, but for the wave.
type Quotes struct {
	Quotes     []Quote `json:"quotes,omitempty"`
	Hidden     *Cell   `json:"hidden,omitempty"`
	Unfiltered bool    `json:"unfiltered,omitempty"`
	More       int     `json:"more,omitempty"` // how many further ones there are
}

// Quote is one answer, cut into plain and marked words.
type Quote struct {
	Question string        `json:"question"`
	Title    string        `json:"title"` // of the question
	Polarity text.Polarity `json:"polarity"`
	Parts    []Part        `json:"parts"`
	Person   bool          `json:"person,omitempty"` // a person gave it the theme
	Alike    int           `json:"alike,omitempty"`  // how many further answers say nearly the same
	// Response names the answer for those who may open it with its dealer; ""
	// for everybody else.
	Response feedback.ID `json:"-"`
	// Reply is the handle by which to reply to the quote; "" for who must not.
	Reply string `json:"-"`
}

// Part is a stretch of a quote; Marked ones caused the theme.
type Part struct {
	Text   string `json:"text"`
	Marked bool   `json:"marked,omitempty"`
}

// Words are the tags of one theme in one answer.
type Words struct {
	Response feedback.ID
	Question string
	Theme    string
	Polarity text.Polarity
	Because  []text.Evidence
	Person   bool // a person said so
}

// WordsQuery asks for the tags of some themes in some responses.
type WordsQuery struct {
	Survey    survey.ID
	Themes    []string
	Responses []feedback.ID
}

// quotes brings the words on a theme. Who may see words is decided as for any
// other figure, on the level of words.
func (s *Service) quotes(ctx context.Context, l *look, q QuoteQuery) (Quotes, error) {
	from, out := l, Quotes{}
	if !l.open {
		public := Filter{}
		if waves := l.filter.Values(DimWave); len(waves) > 0 {
			public = public.With(DimWave, waves...)
		}
		if len(public.Is) != len(l.filter.Is) || l.filter.From != "" || l.filter.To != "" {
			out.Unfiltered = true
			var err error
			if from, err = l.snapshot.look(l.ctx, l.viewer, public); err != nil {
				return Quotes{}, err
			}
		}
	}
	allowed, hidden, err := from.mayQuote()
	if err != nil {
		return Quotes{}, err
	}
	if hidden != nil {
		out.Hidden = hidden
		return out, nil
	}
	c := from.table.Theme(q.Theme)
	said := c.Answered()
	if q.Polarity != "" {
		said = c.Chose(q.Polarity)
	}
	ids := from.shuffled(allowed.And(said), q.Theme)
	limit := q.Limit
	if limit <= 0 {
		limit = quotesOnPage
	}
	n := min(limit, maxQuotes)
	// Of those read, which are drawn at random, the ones are shown that stand for the
	// others.
	read, err := s.quoted(ctx, from, q, ids[:min(len(ids), quotesRead)])
	out.Quotes = typical(read, n)
	out.More = len(ids)
	for _, quote := range out.Quotes {
		out.More -= 1 + quote.Alike
	}
	out.More = max(0, out.More)
	return out, err
}

// quotesRead bounds the quotes among which the typical ones are chosen.
const quotesRead = 300

// typical chooses the quotes that stand for the others and are unlike each other; of
// those that say nearly the same one is left, with how many there are.
func typical(list []Quote, n int) []Quote {
	list = once(list)
	rd := likeness.NewReader(nil)
	words := make([][]string, len(list))
	for i, q := range list {
		words[i] = rd.Words(q.said(), writtenIn(q.said()))
	}
	var out []Quote
	for _, i := range likeness.Typical(words, n) {
		out = append(out, list[i])
	}
	return out
}

// once leaves one of quotes that say nearly the same to the same question.
func once(list []Quote) []Quote {
	texts := make([]string, len(list))
	for i, q := range list {
		texts[i] = q.Question + " " + q.said()
	}
	parent := likeness.Folded(texts)
	n := likeness.Sizes(parent)
	var out []Quote
	for _, i := range likeness.Representatives(parent) {
		q := list[i]
		q.Alike = n[i] - 1
		out = append(out, q)
	}
	return out
}

// said is the quote in one piece.
func (q Quote) said() string {
	var b strings.Builder
	for _, p := range q.Parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// writtenIn is "zh" where there is any Chinese.
func writtenIn(s string) string {
	if strings.ContainsFunc(s, normal.IsHan) {
		return "zh"
	}
	return "en"
}

// shuffled lists responses in an order of their own: that of a hash of id and
// theme. Ids are random, so it tells nothing and stays the same.
func (l *look) shuffled(who column.Bits, theme string) []feedback.ID {
	type drawn struct {
		id  feedback.ID
		lot uint64
	}
	var list []drawn
	who.Each(func(i int) {
		sum := sha256.Sum256([]byte(theme + "\x00" + l.table.ID(i)))
		list = append(list, drawn{feedback.ID(l.table.ID(i)), binary.BigEndian.Uint64(sum[:8])})
	})
	slices.SortFunc(list, func(a, b drawn) int {
		switch {
		case a.lot < b.lot:
			return -1
		case a.lot > b.lot:
			return 1
		}
		return 0
	})
	out := make([]feedback.ID, len(list))
	for i, d := range list {
		out[i] = d.id
	}
	return out
}

// quoted reads the answers and cuts them at the words that caused the theme.
func (s *Service) quoted(ctx context.Context, l *look, q QuoteQuery, ids []feedback.ID) ([]Quote, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	words, err := s.store.Words(ctx, WordsQuery{Survey: l.survey.ID, Themes: l.below(q.Theme), Responses: ids})
	if err != nil {
		return nil, err
	}
	responses, err := s.store.Some(ctx, l.survey.ID, ids)
	if err != nil {
		return nil, err
	}
	data := map[feedback.ID]feedback.Response{}
	for _, r := range responses {
		data[r.ID] = r
	}
	hide := l.veil()
	var out []Quote
	for _, id := range ids {
		for _, w := range words[id] {
			if q.Polarity != "" && !agrees(w.Polarity, q.Polarity) {
				continue
			}
			answer := l.outline.answerTo(data[id], w.Question)
			if answer == "" {
				continue
			}
			title, _ := l.outline.question(w.Question)
			quote := Quote{
				Question: w.Question, Title: title.Title.In(string(l.lang())), Polarity: w.Polarity,
				Parts: cut(answer, w.Because, hide(answer)), Person: w.Person,
			}
			if l.mayOpen() {
				quote.Response = id
			}
			if quote.Reply, err = l.handle(s.handles, id, w.Question); err != nil {
				return nil, err
			}
			out = append(out, quote)
		}
	}
	return out, nil
}

// agrees tells whether one answer's polarity is that of the mention asked for. A
// mixed respondent's answers are of both.
func agrees(p text.Polarity, mention string) bool {
	switch column.Mention(mention) {
	case column.Blamed:
		return p < 0
	case column.Praised:
		return p > 0
	}
	return true
}

// below lists the themes of a group, or the theme itself.
func (l *look) below(id string) []string {
	var out []string
	for _, t := range l.book.Themes {
		if t.ID == id || t.Parent == id || slices.Contains(t.Formerly, id) {
			out = append(out, t.ID)
		}
	}
	return out
}

// answerTo is the text that a response gives to a question.
func (o *outline) answerTo(r feedback.Response, question string) string {
	f := o.forms[int(r.Version)]
	if f == nil {
		return ""
	}
	for _, l := range f.leaves {
		if l.Name == question {
			s, _ := answers{data: r.Data}.at(l.way).(string)
			return s
		}
	}
	return ""
}
