package analysis

// Reactions to all policies, over all surveys.

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/policy"
)

// Policies gives the register; policy.Store does.
type Policies interface {
	Policies(ctx context.Context) ([]policy.Policy, error)
	Policy(ctx context.Context, id policy.ID) (policy.Policy, error)
}

// PolicyReaction is how one policy, or one version of it, was taken.
type PolicyReaction struct {
	Policy  policy.ID `json:"policy"`
	Title   string    `json:"title"`
	Type    string    `json:"type"`
	Version int       `json:"version,omitempty"` // 0: all versions together
	Asked   Reaction  `json:"asked"`
	Said    Reaction  `json:"said"`
}

// ReactionReport is the matrix policy x reaction.
type ReactionReport struct {
	Filter   Filter      `json:"filter"`
	Policies []PolicyRow `json:"policies"`
	Segments []Segment   `json:"segments"`
	Limits   Limits      `json:"limits"`
}

// PolicyRow is a policy with its versions.
type PolicyRow struct {
	PolicyReaction
	Versions []PolicyReaction `json:"versions,omitempty"`
}

// audienceConsumers is the audience that policies towards dealers are not meant
// for.
const audienceConsumers = "consumer"

// Reactions counts how dealers took each policy, as far as the viewer may see
// it. Surveys are added up; a survey in which the figures may not be shown is
// left out, and if none may be, the reason stands in the cells.
func (s *Service) Reactions(ctx context.Context, v access.Viewer, f Filter) (ReactionReport, error) {
	return written(ctx, func(ctx context.Context) (ReactionReport, error) {
		list, err := s.policies.Policies(ctx)
		if err != nil {
			return ReactionReport{}, fmt.Errorf("list policies: %w", err)
		}
		looks, err := s.dealerLooks(ctx, v, f)
		if err != nil {
			return ReactionReport{}, fmt.Errorf("count reactions: %w", err)
		}
		out := ReactionReport{Filter: f}
		for _, l := range looks {
			limits := l.limits()
			out.Limits = Limits{
				Scores: max(out.Limits.Scores, limits.Scores), Distributions: max(out.Limits.Distributions, limits.Distributions),
				Words: max(out.Limits.Words, limits.Words), AsOf: older(out.Limits.AsOf, limits.AsOf),
			}
			out.Segments = joinSegments(out.Segments, l.segments())
		}
		for _, p := range list {
			row, err := reactionsTo(p, looks, v)
			if err != nil {
				return ReactionReport{}, err
			}
			out.Policies = append(out.Policies, row)
		}
		return out, nil
	})
}

// reactionsTo adds one policy's reactions up over the surveys.
func reactionsTo(p policy.Policy, looks []*look, v access.Viewer) (PolicyRow, error) {
	head := PolicyReaction{Policy: p.ID, Title: p.Title.In(v.Language), Type: string(p.Type)}
	row := PolicyRow{PolicyReaction: head}
	for _, version := range p.Versions {
		part := head
		part.Version = version.Number
		row.Versions = append(row.Versions, part)
	}
	for _, l := range looks {
		for _, from := range []Source{Asked, Said} {
			all, byVersion, err := l.reaction(p, from)
			if err != nil {
				return PolicyRow{}, err
			}
			row.add(from, all)
			for i := range row.Versions {
				row.Versions[i].add(from, byVersion[row.Versions[i].Version])
			}
		}
	}
	return row, nil
}

// of is the reaction of a source.
func (p *PolicyReaction) of(from Source) *Reaction {
	if from == Asked {
		return &p.Asked
	}
	return &p.Said
}

// add adds a survey's figures to those of the surveys before. Nobody's answer is
// counted twice: a respondent belongs to one survey.
func (p *PolicyReaction) add(from Source, r Reaction) {
	have := p.of(from)
	switch {
	case !have.Shown() && (r.Shown() || r.Hidden() || !have.Hidden()):
		*have = r
	case r.Shown():
		have.Negative = pooled(have.Negative, r.Negative)
		have.Neutral = pooled(have.Neutral, r.Neutral)
		have.Positive = pooled(have.Positive, r.Positive)
	}
}

// pooled is the share of two disclosed shares taken together.
func pooled(a, b Cell) Cell {
	out := Cell{Keys: a.Keys, Option: a.Option, Measure: a.Measure, N: a.N + b.N}
	fillShare(&out, a.Count+b.Count)
	return out
}

// dealerLooks opens a look at every survey that dealers answer. Surveys that do
// not know a dimension of the filter are left out.
func (s *Service) dealerLooks(ctx context.Context, v access.Viewer, f Filter) ([]*look, error) {
	if f.Weight.On() {
		return nil, badFilter("report.weight.not_here", nil)
	}
	list, err := s.surveys.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("list surveys: %w", err)
	}
	var out []*look
	for _, sv := range list {
		if sv.State == survey.Draft {
			continue
		}
		l, err := s.look(ctx, v, sv.Slug, f)
		if fault.KindOf(err) == fault.KindBadRequest || toBeGuessed(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if l.outline.audience != audienceConsumers {
			out = append(out, l)
		}
	}
	return out, nil
}

// joinSegments adds segments of another survey. Questions stay out: they belong
// to one survey.
func joinSegments(have, more []Segment) []Segment {
	for _, m := range more {
		if m.Question {
			continue
		}
		known := false
		for i := range have {
			if have[i].Dim == m.Dim {
				have[i].join(m)
				known = true
			}
		}
		if !known {
			have = append(have, m)
		}
	}
	return have
}

func (s *Segment) join(o Segment) {
	for _, v := range o.Values {
		known := false
		for _, h := range s.Values {
			known = known || h.Value == v.Value
		}
		if !known {
			s.Values = append(s.Values, v)
		}
	}
}

// ReactionRef is the address of a policy's reaction under a filter.
func ReactionRef(id policy.ID, version int, f Filter) string {
	q := f.Query()
	q.Set("policy", string(id))
	if version > 0 {
		q.Set("version", strconv.Itoa(version))
	}
	return (&url.URL{Path: "/app/policies/reactions", RawQuery: q.Encode()}).String()
}

// PolicyReactions is what the register of policies shows beside each policy; it
// is policy.Reactions.
type PolicyReactions struct{ s *Service }

var _ policy.Reactions = PolicyReactions{}

// PolicyReactions gives reactions as the register wants them.
func (s *Service) PolicyReactions() PolicyReactions { return PolicyReactions{s} }

// ByPolicy tells how dealers took each policy, all versions together.
func (r PolicyReactions) ByPolicy(ctx context.Context, v access.Viewer) ([]policy.Reaction, error) {
	report, err := r.s.Reactions(ctx, v, Filter{})
	if err != nil {
		return nil, err
	}
	var out []policy.Reaction
	for _, row := range report.Policies {
		if reaction, ok := row.short(); ok {
			out = append(out, reaction)
		}
	}
	return out, nil
}

// ByVersion tells how dealers took each version of a policy.
func (r PolicyReactions) ByVersion(ctx context.Context, v access.Viewer, id policy.ID) ([]policy.Reaction, error) {
	p, err := r.s.policies.Policy(ctx, id)
	if err != nil {
		return nil, err
	}
	looks, err := r.s.dealerLooks(ctx, v, Filter{})
	if err != nil {
		return nil, fmt.Errorf("count reactions to %s: %w", id, err)
	}
	row, err := reactionsTo(p, looks, v)
	if err != nil {
		return nil, err
	}
	var out []policy.Reaction
	for _, part := range row.Versions {
		if reaction, ok := part.short(); ok {
			out = append(out, reaction)
		}
	}
	return out, nil
}

// best is the reaction by ratings, or by what was said where no rating can be
// shown.
func (p PolicyReaction) best() Reaction {
	if p.Asked.Shown() || !p.Said.Shown() && p.Asked.Hidden() {
		return p.Asked
	}
	return p.Said
}

// short is the reaction by ratings, or by what was said where nothing was rated;
// false where nobody reacted.
func (p PolicyReaction) short() (policy.Reaction, bool) {
	from := p.best()
	out := policy.Reaction{Policy: p.Policy, Version: p.Version, N: from.N(), Ref: ReactionRef(p.Policy, p.Version, Filter{})}
	switch {
	case from.Hidden():
		out.Withheld = HiddenKey(from.Negative)
	case from.Shown():
		out.Negative, out.Neutral, out.Positive = shareAs(from.Negative), shareAs(from.Neutral), shareAs(from.Positive)
	default:
		return policy.Reaction{}, false
	}
	return out, true
}

func shareAs(c Cell) policy.Share {
	return policy.Share{Count: c.Count, P: c.Value, Low: c.Low, High: c.High}
}
