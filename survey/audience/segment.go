package audience

// Filters of the roster that are used again, under a name.

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Filter is what a segment narrows the roster to. Empty fields do not narrow.
type Filter struct {
	Region  string `json:"region,omitempty"`
	Area    string `json:"area,omitempty"`
	Tier    string `json:"tier,omitempty"`
	Channel string `json:"channel,omitempty"`
	Search  string `json:"search,omitempty"`
}

// Query asks for the dealers of the filter.
func (f Filter) Query() Query {
	return Query{Region: f.Region, Area: f.Area, Tier: f.Tier, Channel: f.Channel, Search: f.Search}
}

// Filter is what the query narrows to.
func (q Query) Filter() Filter {
	return Filter{Region: q.Region, Area: q.Area, Tier: q.Tier, Channel: q.Channel, Search: q.Search}
}

// Segment is a filter with a name. It is no list of dealers: who is in it is
// decided by the roster of the day it is used, within the scope of who uses it.
type Segment struct {
	ID        string `gorm:"primaryKey"`
	Name      string
	Filter    Filter `gorm:"serializer:json"`
	CreatedBy string
	CreatedAt time.Time
}

// SegmentStore keeps segments.
type SegmentStore interface {
	Segments(ctx context.Context) ([]Segment, error) // by name
	AddSegment(ctx context.Context, s Segment) error // KindConflict if the name is taken
	RemoveSegment(ctx context.Context, id string) error
}

// maxSegment is the longest name, in characters.
const maxSegment = 60

// Segments lists the segments.
func (r *Roster) Segments(ctx context.Context, v access.Viewer) ([]Segment, error) {
	if !v.May(access.DealerRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	list, err := r.files.Segments(ctx)
	if err != nil {
		return nil, fmt.Errorf("list segments: %w", err)
	}
	return list, nil
}

// Segment finds one; the zero ID is everybody.
func (r *Roster) Segment(ctx context.Context, v access.Viewer, id string) (Segment, error) {
	if id == "" {
		return Segment{}, nil
	}
	list, err := r.Segments(ctx, v)
	if err != nil {
		return Segment{}, err
	}
	for _, s := range list {
		if s.ID == id {
			return s, nil
		}
	}
	return Segment{}, fault.NotFound("dealer.segment_gone")
}

// SaveSegment keeps a filter under a name.
func (r *Roster) SaveSegment(ctx context.Context, v access.Viewer, name string, f Filter) error {
	name = clean(name)
	switch {
	case !v.May(access.Invite):
		return fault.Forbidden("fault.forbidden")
	case name == "" || utf8.RuneCountInString(name) > maxSegment:
		return fault.Invalid(fault.Field{Path: "name", Key: "dealer.segment_name", Args: fault.Args{"Max": maxSegment}})
	case f == Filter{}:
		return fault.Invalid(fault.Field{Path: "name", Key: "dealer.segment_everybody"})
	}
	f.Search = strings.TrimSpace(f.Search)
	return r.tx.InTx(ctx, func(ctx context.Context) error {
		s := Segment{ID: rand.Text(), Name: name, Filter: f, CreatedBy: v.Name, CreatedAt: r.calendar.Now()}
		if err := r.files.AddSegment(ctx, s); err != nil {
			return fmt.Errorf("save segment: %w", err)
		}
		return r.trail.Record(ctx, v, port.Entry{Action: "dealer.segment", Kind: "segment", ID: s.ID, Detail: map[string]any{"name": name}})
	})
}

// RemoveSegment drops a segment; nothing that was done with it changes.
func (r *Roster) RemoveSegment(ctx context.Context, v access.Viewer, id string) error {
	if !v.May(access.Invite) {
		return fault.Forbidden("fault.forbidden")
	}
	return r.tx.InTx(ctx, func(ctx context.Context) error {
		if err := r.files.RemoveSegment(ctx, id); err != nil {
			return err
		}
		return r.trail.Record(ctx, v, port.Entry{Action: "dealer.segment_remove", Kind: "segment", ID: id})
	})
}
