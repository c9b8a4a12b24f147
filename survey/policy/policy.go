package policy

import (
	"slices"
	"time"

	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
)

// ID names a policy in addresses: its type at registration and a number that
// counts within the type, as in "rebate-1".
type ID string

// ClauseID names a clause within a policy; a clause that is carried over keeps
// its id in the next version.
type ClauseID string

// Policy is one measure of the maker, through all its versions.
type Policy struct {
	ID        ID
	Type      Type
	Title     language.Text
	Revision  int // counts edits of title and type; the optimistic lock
	CreatedBy string
	CreatedAt time.Time
	Versions  []Version // by number
	Links     []Link
}

// Version is one wording with its dates and reach. It never changes.
type Version struct {
	Number    int
	Summary   language.Text // the policy in one or two sentences
	Clauses   []Clause
	From      calendar.Day
	To        calendar.Day // last day; none: until a later version takes over
	Reach     Reach
	Note      string // why this version was made
	CreatedBy string
	CreatedAt time.Time
}

// Clause is one provision of a version.
type Clause struct {
	ID   ClauseID      `json:"id"`
	Text language.Text `json:"text"`
}

// Reach is the part of the market a version applies to; the zero Reach is everywhere.
type Reach struct {
	Regions []string `json:"regions,omitempty"`
	Areas   []string `json:"areas,omitempty"`
}

// Everywhere tells whether the reach has no limit.
func (r Reach) Everywhere() bool { return len(r.Regions) == 0 && len(r.Areas) == 0 }

// Covers tells whether the reach takes in the place.
func (r Reach) Covers(p access.Place) bool {
	return r.Everywhere() ||
		p.Region != "" && slices.Contains(r.Regions, p.Region) ||
		p.Area != "" && slices.Contains(r.Areas, p.Area)
}

// On tells whether the version's dates take in the day.
func (v Version) On(day calendar.Day) bool {
	return v.From <= day && (v.To == "" || day <= v.To)
}

// Version finds a version by number.
func (p Policy) Version(number int) (Version, bool) {
	i := slices.IndexFunc(p.Versions, func(v Version) bool { return v.Number == number })
	if i < 0 {
		return Version{}, false
	}
	return p.Versions[i], true
}

// Latest is the version with the highest number; every policy has one.
func (p Policy) Latest() Version {
	if len(p.Versions) == 0 {
		return Version{}
	}
	return slices.MaxFunc(p.Versions, func(a, b Version) int { return a.Number - b.Number })
}

// InForce is the version a dealer at the place lived under on the day: of those
// whose dates and reach take both in, the one that began last; of those that
// began together, the one written last. ok is false where none applied.
func (p Policy) InForce(day calendar.Day, place access.Place) (v Version, ok bool) {
	for _, c := range p.Versions {
		if !c.On(day) || !c.Reach.Covers(place) {
			continue
		}
		if !ok || c.From > v.From || c.From == v.From && c.Number > v.Number {
			v, ok = c, true
		}
	}
	return v, ok
}

// Standing lists the versions some place lives under on the day, newest first:
// one, or a pilot beside what it departs from.
func (p Policy) Standing(day calendar.Day) []Version {
	var on []Version
	for _, v := range p.Versions {
		if v.On(day) {
			on = append(on, v)
		}
	}
	slices.SortFunc(on, func(a, b Version) int {
		if a.From != b.From && a.From > b.From {
			return -1
		} else if a.From != b.From {
			return 1
		}
		return b.Number - a.Number
	})
	for i, v := range on {
		if v.Reach.Everywhere() {
			return on[:i+1]
		}
	}
	return on
}
