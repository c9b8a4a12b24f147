package process

import (
	"time"

	"dealervoice/survey/calendar"
)

// Version is a process as it stands in the book. It never changes.
type Version struct {
	Number        int
	EffectiveFrom calendar.Day
	Proposal      int // number of the proposal that made it; 0: imported from a file
	Authors       []Author
	Participation Participation
	CreatedBy     string
	CreatedAt     time.Time
	Process       Process
}

// Author counts the people of a role who took part in writing a version.
type Author struct {
	Role  RoleID `json:"role"`
	Count int    `json:"count"`
}

// SalesShare is the share of authors who sell: of how many people, and how many
// of them have a role of kind sales.
func (v Version) SalesShare() (sales, all int) {
	for _, a := range v.Authors {
		all += a.Count
		if r, ok := v.Process.Role(a.Role); ok && r.Kind == KindSales {
			sales += a.Count
		}
	}
	return sales, all
}

// Head is what lists of versions show.
type Head struct {
	Number        int
	EffectiveFrom calendar.Day
	Proposal      int
	Met           bool // the participation rule
	Overridden    bool
	CreatedBy     string
	CreatedAt     time.Time
}

// Book is the process today: the version in force, those that will be, and all.
type Book struct {
	Today     calendar.Day
	InForce   *Version // nil while no version has begun
	Scheduled []Head   // the next first
	All       []Head   // the newest first
}

// ChangesSince counts the versions that took effect after the day, up to today.
// A process that changes often is a burden: the count is shown as a cost.
func (b Book) ChangesSince(day calendar.Day) int {
	n := 0
	for _, h := range b.All {
		if h.Proposal != 0 && h.EffectiveFrom > day && h.EffectiveFrom <= b.Today {
			n++
		}
	}
	return n
}
