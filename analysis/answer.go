package analysis

// One answer with its dealer: for the voice officer only, and each look is
// written down.

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/fault"
)

// Answers opens one answer and audits that it did; feedback.Service does.
type Answers interface {
	Open(ctx context.Context, v access.Viewer, id survey.ID, r feedback.ID) (feedback.Identity, error)
}

// Sheet is one answer as it was given.
type Sheet struct {
	Survey string
	Title  string
	Dealer string
	Name   string
	At     *time.Time
	Wave   int
	Place  access.Place
	Lines  []Line

	SurveyID survey.ID
	Consent  string // which statement was read
	Reply    string // the handle by which to write about it; "" for who must not
}

// Line is a question with its answer in words; "" where none was given.
type Line struct {
	Name   string
	Title  string
	Answer string
	Open   bool // an open answer
}

// mayOpen tells whether the viewer may open single answers of this survey. Where
// nobody can tell who answered, nobody has a page of single answers.
func (l *look) mayOpen() bool {
	return l.viewer.May(access.AnswerOpen) && l.mode != survey.Unlinkable
}

// Answer opens one answer with its dealer.
func (s *Service) Answer(ctx context.Context, v access.Viewer, slug string, id feedback.ID) (Sheet, error) {
	if !v.May(access.AnswerOpen) {
		return Sheet{}, fault.Forbidden("fault.forbidden")
	}
	l, err := s.look(ctx, v, slug, Filter{})
	if err != nil {
		return Sheet{}, fmt.Errorf("open answer to %s: %w", slug, err)
	}
	if !l.mayOpen() {
		return Sheet{}, fault.NotFound("fault.not_found")
	}
	found, err := s.answers.Open(ctx, v, l.survey.ID, id)
	if err != nil {
		return Sheet{}, err
	}
	r := found.Response
	to, err := l.handle(s.handles, r.ID, "")
	if err != nil {
		return Sheet{}, fmt.Errorf("open answer to %s: %w", slug, err)
	}
	return Sheet{
		Survey: slug, Title: l.survey.Title.In(l.lang()), Dealer: string(found.Dealer), Name: found.DealerName,
		At: r.SubmittedAt, Wave: r.Wave, Place: r.Place(), Lines: l.lines(r),
		SurveyID: l.survey.ID, Consent: r.Consent, Reply: to,
	}, nil
}

// lines writes the answers of a response in the order of its form.
func (l *look) lines(r feedback.Response) []Line {
	f := l.outline.forms[int(r.Version)]
	if f == nil {
		return nil
	}
	lang := string(l.lang())
	var out []Line
	for _, leaf := range f.leaves {
		title := leaf.Title.In(lang)
		if leaf.element.Name != leaf.Name {
			title = leaf.element.Title.In(lang) + " " + title
		}
		out = append(out, Line{
			Name: leaf.Name, Title: title, Open: leaf.Kind == Text,
			Answer: leaf.inWords(answers{data: r.Data}, lang),
		})
	}
	return out
}

// inWords is the answer as the respondent read it, with what they wrote beside it.
func (l leaf) inWords(in answers, lang string) string {
	v := in.at(l.way)
	var out []string
	switch x := v.(type) {
	case nil:
	case []any:
		for _, item := range x {
			out = append(out, l.Label(valueText(item), lang))
		}
	case map[string]any:
		out = append(out, fmt.Sprint(len(x)))
	default:
		out = append(out, l.Label(valueText(x), lang))
	}
	if comment, _ := in.at(append(l.way[:len(l.way)-1:len(l.way)-1], l.way[len(l.way)-1]+answer.CommentSuffix)).(string); comment != "" {
		out = append(out, comment)
	}
	return strings.Join(out, "、")
}
