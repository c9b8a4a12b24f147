package analysis

// Words of one answer that somebody replies to: as quotes show them, and named so
// that a page does not tell which answer they are of.

import (
	"context"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/feedback/reply"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

var _ reply.Quotes = (*Service)(nil)

// handle names an answer for those who may reply to it; "" for all others.
func (l *look) handle(name Handles, r feedback.ID, about string) (string, error) {
	if name == nil || !reply.May(l.viewer, l.mode) {
		return "", nil
	}
	return name(l.survey.ID, r, about)
}

// Quoted gives what was answered to one question as a quote shows it, to those who
// may reply to it. It is a fault of KindNotFound where the answer is not there.
func (s *Service) Quoted(ctx context.Context, v access.Viewer, q reply.Subject) (reply.Quoted, error) {
	l, err := s.look(ctx, v, q.Slug, Filter{})
	if err != nil {
		return reply.Quoted{}, fmt.Errorf("quote an answer to %s: %w", q.Slug, err)
	}
	if !reply.May(v, l.mode) {
		return reply.Quoted{}, fault.Forbidden("reply.officer_only")
	}
	list, err := s.store.Some(ctx, l.survey.ID, []feedback.ID{q.Response})
	if err != nil {
		return reply.Quoted{}, fmt.Errorf("quote an answer to %s: %w", q.Slug, err)
	}
	if len(list) == 0 {
		return reply.Quoted{}, fault.NotFound("fault.not_found")
	}
	title, _ := l.outline.question(q.Question)
	words := l.outline.answerTo(list[0], q.Question)
	return reply.Quoted{Title: title.Title.In(string(l.lang())), Words: blanked(words, l.veil())}, nil
}
