package respondweb

// What is written about one's own answer: replies to it, and letters back, on the
// page behind the receipt.

import (
	"net/http"
	"strings"

	"dealervoice/feedback"
	"dealervoice/feedback/reply"
	"dealervoice/survey/fault"
)

// box is the letters about an answer, with the one that is being written.
type box struct {
	reply.Box
	Rest  bool   // a letter about the whole answer would begin a thread
	Sent  bool   // one was just written
	Typed string // what could not be sent
	To    reply.ThreadID
	Wrong *fault.Field // why not
	Max   int
}

// Fresh is what the form of a thread holds.
func (b *box) Fresh(t string) string {
	if string(b.To) != t {
		return ""
	}
	return b.Typed
}

// Fault is what is wrong with what was typed for a thread; nil for nothing.
func (b *box) Fault(t string) *fault.Field {
	if string(b.To) != t {
		return nil
	}
	return b.Wrong
}

// status is that of a page which shows what could not be sent.
func (p ownPage) status() int {
	if p.Box != nil && p.Box.Wrong != nil {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// openBox reads what was written about the answer.
func (v *visit) openBox(own feedback.Own, p *ownPage) error {
	if v.h.Replies == nil {
		return nil
	}
	read, err := v.h.Replies.Box(v.c.Request().Context(), own)
	if err != nil {
		return err
	}
	if p.Box == nil {
		p.Box = &box{}
	}
	p.Box.Box, p.Box.Max, p.Box.Rest = read, reply.MaxWords, true
	for _, t := range read.Threads {
		p.Box.Rest = p.Box.Rest && t.About != ""
	}
	return nil
}

// write takes a letter in.
func (v *visit) write(own feedback.Own, p ownPage) error {
	if v.h.Replies == nil {
		return v.showOwn(own, p)
	}
	words, to := strings.TrimSpace(v.post.Get("letter")), reply.ThreadID(v.post.Get("to"))
	err := v.h.Replies.Answer(v.c.Request().Context(), own, to, words)
	f := fault.From(err)
	switch {
	case err == nil:
		p.Box = &box{Sent: true}
	case f != nil && len(f.Fields) > 0:
		p.Box, p.Wrong = &box{Typed: words, To: to, Wrong: &f.Fields[0]}, true
	case fault.KindOf(err) == fault.KindTooMany:
		p.Box, p.Wrong = &box{Typed: words, To: to, Wrong: &fault.Field{Key: f.Key}}, true
	default:
		return v.refuse(err)
	}
	return v.showOwn(own, p)
}
