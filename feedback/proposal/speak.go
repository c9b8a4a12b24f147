package proposal

import (
	"context"
	"slices"
	"strings"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Comment says something about an open proposal, in one of the viewer's roles:
// the one named, or the one nearest to the market.
func (s *Service) Comment(ctx context.Context, viewer access.Viewer, n Number, r Remark) (Proposal, error) {
	if !viewer.May(access.ProposalComment) {
		return Proposal{}, fault.Forbidden("proposal.error.forbidden")
	}
	var fields []fault.Field
	if !slices.Contains(CommentKinds(), r.Kind) {
		fields = append(fields, at("kind", "proposal.error.kind_missing"))
	}
	fields = append(fields, written("text", r.Text, "proposal.error.text_missing")...)
	if err := wrong(fields); err != nil {
		return Proposal{}, err
	}
	return s.change(ctx, viewer, act{verb: "comment", number: n}, func(ctx context.Context, p *Proposal, detail map[string]any) error {
		if !p.Open() {
			return fault.Conflict("proposal.error.not_open", nil)
		}
		c := Comment{ID: newID(), By: speaking(viewer, access.ProposalComment), Kind: r.Kind, Text: strings.TrimSpace(r.Text), At: s.Days.Now()}
		detail["kind"], detail["role"] = c.Kind, c.By.Role
		p.Comments = append(p.Comments, c)
		return s.Store.AddComment(ctx, n, c)
	})
}

// Remark is a comment as it is written.
type Remark struct {
	Kind CommentKind
	Text string
}

// Answer answers a comment: the author, or a manager, but nobody their own. The
// first answer stands.
func (s *Service) Answer(ctx context.Context, viewer access.Viewer, n Number, r Reply) (Proposal, error) {
	if err := wrong(written("answer", r.Text, "proposal.error.text_missing")); err != nil {
		return Proposal{}, err
	}
	return s.change(ctx, viewer, act{verb: "answer", number: n}, func(ctx context.Context, p *Proposal, detail map[string]any) error {
		c, ok := p.Comment(r.Comment)
		switch {
		case !ok:
			return fault.NotFound("proposal.error.no_comment")
		case !p.MayAnswer(viewer, c):
			return fault.Forbidden("proposal.error.not_yours_to_answer")
		case c.Answer != nil:
			return fault.Conflict("proposal.error.answered", nil)
		}
		a := Answer{By: mover(viewer, process.Discussion), Text: strings.TrimSpace(r.Text), At: s.Days.Now()}
		i := slices.IndexFunc(p.Comments, func(x Comment) bool { return x.ID == c.ID })
		p.Comments[i].Answer = &a
		detail["comment"], detail["kind"] = c.ID, c.Kind
		return s.Store.SetAnswer(ctx, n, c.ID, a)
	})
}

// Reply is an answer as it is written.
type Reply struct{ Comment, Text string }

// MayAnswer tells whether the viewer may answer the comment.
func (p Proposal) MayAnswer(v access.Viewer, c Comment) bool {
	return c.By.ID != v.UserID && (p.IsAuthor(v) && v.May(access.ProposalWrite) || v.May(access.ProposalDecide))
}

// MayReview tells whether the viewer may review what stands now.
func (p Proposal) MayReview(v access.Viewer) bool {
	return v.May(access.ProposalReview) && !p.IsAuthor(v) && !p.ReviewedBy(v.UserID) &&
		slices.Contains([]process.State{process.Discussion, process.Review, process.Pilot}, p.State)
}

// Review puts an expert's judgement of what stands now.
func (s *Service) Review(ctx context.Context, viewer access.Viewer, n Number, j Judgement) (Proposal, error) {
	if !viewer.May(access.ProposalReview) {
		return Proposal{}, fault.Forbidden("proposal.error.forbidden")
	}
	if err := wrong(j.check()); err != nil {
		return Proposal{}, err
	}
	return s.change(ctx, viewer, act{verb: "review", number: n}, func(ctx context.Context, p *Proposal, detail map[string]any) error {
		if !p.MayReview(viewer) {
			return fault.Conflict("proposal.error.no_review_now", nil)
		}
		if j.Edition != 0 && j.Edition != p.Edition {
			return fault.Conflict("proposal.error.reworded", nil)
		}
		r := Review{By: speaking(viewer, access.ProposalReview), Edition: p.Edition, Scores: j.Scores, Advice: j.Advice,
			Text: strings.TrimSpace(j.Text), At: s.Days.Now()}
		detail["advice"], detail["edition"] = r.Advice, r.Edition
		p.Reviews = append(p.Reviews, r)
		return s.Store.AddReview(ctx, n, r)
	})
}

// Judgement is a review as it is written. Edition is the wording that the expert
// read; 0 reviews whatever stands.
type Judgement struct {
	Scores  map[string]int
	Advice  Advice
	Text    string
	Edition int
}

func (j Judgement) check() []fault.Field {
	var fields []fault.Field
	for _, c := range Criteria() {
		if j.Scores[c] < 1 || j.Scores[c] > 5 {
			fields = append(fields, at("score."+c, "proposal.error.score_missing"))
		}
	}
	if !slices.Contains(Advices(), j.Advice) {
		fields = append(fields, at("advice", "proposal.error.advice_missing"))
	}
	return append(fields, written("text", j.Text, "proposal.error.text_missing")...)
}

// MaySign tells whether the viewer may sign for their department: one that the
// changes ask for and that has not signed what stands now.
func (p Proposal) MaySign(v access.Viewer, present process.Process) bool {
	return v.May(access.ProposalSign) && v.Is(access.Support) && v.Department != "" &&
		slices.Contains(present.CoSigners(p.Changes), v.Department) && !slices.Contains(p.Signed(), v.Department) &&
		slices.Contains([]process.State{process.Discussion, process.Review, process.Pilot, process.Accepted}, p.State)
}

// Sign gives the agreement of the viewer's own department to what stands now,
// with its statement.
func (s *Service) Sign(ctx context.Context, viewer access.Viewer, n Number, a Agreement) (Proposal, error) {
	if !viewer.May(access.ProposalSign) {
		return Proposal{}, fault.Forbidden("proposal.error.forbidden")
	}
	if err := wrong(written("statement", a.Statement, "proposal.error.text_missing")); err != nil {
		return Proposal{}, err
	}
	return s.change(ctx, viewer, act{verb: "sign", number: n}, func(ctx context.Context, p *Proposal, detail map[string]any) error {
		latest, err := s.Process.Latest(ctx, viewer)
		if err != nil {
			return err
		}
		if !slices.Contains(latest.Process.CoSigners(p.Changes), viewer.Department) {
			return fault.Forbidden("proposal.error.not_asked_to_sign")
		}
		if !p.MaySign(viewer, latest.Process) {
			return fault.Conflict("proposal.error.no_signature_now", nil)
		}
		if a.Edition != 0 && a.Edition != p.Edition {
			return fault.Conflict("proposal.error.reworded", nil)
		}
		by := speaking(viewer, access.ProposalSign)
		sig := Signature{Department: viewer.Department, By: by, Edition: p.Edition, Statement: strings.TrimSpace(a.Statement), At: s.Days.Now()}
		detail["department"], detail["edition"] = sig.Department, sig.Edition
		p.Signatures = append(p.Signatures, sig)
		return s.Store.AddSignature(ctx, n, sig)
	})
}

// Agreement is a co-signature as it is given. Edition is the wording that the
// department read; 0 signs whatever stands.
type Agreement struct {
	Statement string
	Edition   int
}
