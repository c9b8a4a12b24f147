package analysis

// How dealers took a policy: by what they rated and by what they said.

import (
	"fmt"

	"dealervoice/analysis/internal/column"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/policy"
)

// Source says where a reaction comes from.
type Source string

// The sources: questions linked to the policy, and themes linked to it.
const (
	Asked Source = "asked"
	Said  Source = "said"
)

// Reaction is how the respondents of one source took a policy. A respondent is
// in one of the three: by the mean of their ratings (the lower 40 % of the scale
// is negative, the upper 40 % positive), or by how they spoke of its themes.
type Reaction struct {
	Negative Cell `json:"negative"`
	Neutral  Cell `json:"neutral"`
	Positive Cell `json:"positive"`
}

// N is how many reacted; 0 where that is hidden or nobody did.
func (r Reaction) N() int { return r.Negative.N }

// Shown tells whether the reaction has figures.
func (r Reaction) Shown() bool { return r.Negative.Shown() }

// Hidden tells whether the guard kept the figures back.
func (r Reaction) Hidden() bool { return r.Negative.Suppressed }

// The bounds between negative, neutral and positive on a scale from 0 to 1: one
// and two of five are negative, three is neutral.
const (
	negativeBelow = 0.4
	positiveFrom  = 0.6
)

// reactionBase names the account of a policy's reactions.
func reactionBase(id policy.ID, from Source) string {
	return "policy:" + string(id) + ":" + string(from)
}

// planReaction counts one source's reactions to a policy. links are those that
// hold for the survey; version is the one in force for each respondent.
func (l *look) planReaction(p policy.Policy, from Source, force inForce) tally {
	var sets [3]column.Bits
	t := tally{base: reactionBase(p.ID, from)}
	if from == Asked {
		sets = l.rated(p, force)
		for _, name := range l.ratings(p) {
			t.madeOf = append(t.madeOf, basis{name, l.table.Question(name).Answered()})
		}
	} else {
		sets = l.spoken(p, force)
		t.madeOf = []basis{{themesBase, l.coded}}
	}
	for i, m := range column.Mentions() {
		t.has = t.has.Or(sets[i])
		t.parts = append(t.parts, shareOf(string(m), sets[i]))
	}
	t.uniform = func(who column.Bits) bool {
		for _, set := range sets {
			if n := who.Count(); n > 0 && column.CountAnd(who, set) == n {
				return true
			}
		}
		return false
	}
	return t
}

// rating is the question a target points to, if it is one of this survey with a
// scale.
func (l *look) rating(t policy.Target) (Question, bool) {
	if t.IsTheme() || t.Survey != l.survey.Slug {
		return Question{}, false
	}
	name := t.Question
	if t.Row != "" {
		name += "." + t.Row
	}
	q, ok := l.outline.question(name)
	return q, ok && (q.Kind == Scale || q.Kind == Promote)
}

// ratings names the linked questions.
func (l *look) ratings(p policy.Policy) []string {
	var out []string
	for _, t := range p.Targets() {
		if q, ok := l.rating(t); ok {
			out = append(out, q.Name)
		}
	}
	return out
}

// rated sorts respondents by the mean of their ratings on the linked questions.
func (l *look) rated(p policy.Policy, force inForce) [3]column.Bits {
	n := l.table.Len()
	sum, count := make([]float32, n), make([]uint8, n)
	for _, link := range p.Links {
		q, ok := l.rating(link.Target)
		if !ok {
			continue
		}
		name := q.Name
		low, high := q.ends()
		under := force.under(link.Version)
		for _, o := range q.scores() {
			l.table.Question(name).Chose(o.Value).And(under).Each(func(i int) {
				sum[i] += float32((o.Score - low) / (high - low))
				count[i]++
			})
		}
	}
	var out [3]column.Bits
	for i := range n {
		if count[i] == 0 {
			continue
		}
		at := 1
		switch mean := sum[i] / float32(count[i]); {
		case mean < negativeBelow:
			at = 0
		case mean > positiveFrom:
			at = 2
		}
		out[at] = out[at].Set(i)
	}
	return out
}

// spoken sorts respondents by how they spoke of the linked themes.
func (l *look) spoken(p policy.Policy, force inForce) [3]column.Bits {
	var against, favour, any column.Bits
	for _, link := range p.Links {
		if !link.Target.IsTheme() {
			continue
		}
		c, under := l.table.Theme(link.Target.Theme), force.under(link.Version)
		blamed, praised, mixed := c.Chose(string(column.Blamed)), c.Chose(string(column.Praised)), c.Chose(string(column.Mixed))
		against = against.Or(blamed.And(under))
		favour = favour.Or(praised.And(under))
		any = any.Or(blamed.Or(praised).Or(mixed).And(under))
	}
	both := against.And(favour)
	return [3]column.Bits{against.Without(both), any.Without(against).Without(favour).Or(both), favour.Without(both)}
}

// inForce tells under which version of a policy each respondent answered.
type inForce struct {
	all      column.Bits
	versions map[int]column.Bits
}

// under are those who answered under the version; 0 means all.
func (f inForce) under(version int) column.Bits {
	if version == 0 {
		return f.all
	}
	return f.versions[version]
}

// force finds for each respondent the version that was in force when and where
// they answered. Who answered without a time is under none.
func (l *look) force(p policy.Policy) inForce {
	type when struct {
		day          int
		region, area string
	}
	region, area := labels(l.table, DimRegion), labels(l.table, DimArea)
	out := inForce{all: l.table.All(), versions: map[int]column.Bits{}}
	known := map[when]int{}
	for i := range l.table.Len() {
		at := when{l.table.Day(i), region(i), area(i)}
		if at.day == column.NoDay {
			continue
		}
		version, ok := known[at]
		if !ok {
			v, found := p.InForce(dayOf(at.day), access.Place{Region: at.region, Area: at.area})
			if found {
				version = v.Number
			}
			known[at] = version
		}
		if version != 0 {
			out.versions[version] = out.versions[version].Set(i)
		}
	}
	return out
}

// labels gives each response's value on a dimension.
func labels(t *column.Table, dim string) func(i int) string {
	of := make([]string, t.Len())
	c := t.Dim(dim)
	for _, v := range c.Options() {
		c.Chose(v).Each(func(i int) { of[i] = v })
	}
	return func(i int) string { return of[i] }
}

// reaction counts one source's reactions, for all and for each version.
func (l *look) reaction(p policy.Policy, from Source) (all Reaction, byVersion map[int]Reaction, err error) {
	force := l.force(p)
	t := l.planReaction(p, from, force)
	t.groups = l.whole()
	for _, v := range p.Versions {
		t.groups = append(t.groups, group{
			keys: []Key{{Dim: "policy_version", Value: fmt.Sprint(v.Number)}}, in: l.within.And(force.versions[v.Number]),
		})
	}
	t.asked = t.has
	cells, err := disclose(l.ctx, t, l.guard)
	if err != nil {
		return Reaction{}, nil, fmt.Errorf("count reactions to %s: %w", p.ID, err)
	}
	byVersion = map[int]Reaction{}
	for i, v := range p.Versions {
		byVersion[v.Number] = reactionOf(cells[3*(i+1):])
	}
	return reactionOf(cells), byVersion, nil
}

func reactionOf(cells []Cell) Reaction {
	return Reaction{Negative: cells[0], Neutral: cells[1], Positive: cells[2]}
}

// dayOf is the inverse of dayNumber.
func dayOf(number int) calendar.Day { return calendar.Day("1970-01-01").Plus(number) }
