package audience

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Query narrows a list of dealers. Empty fields do not narrow.
type Query struct {
	On      calendar.Day // the day the entries hold on; empty: today
	Codes   []Code
	Region  string
	Area    string
	Tier    string
	Channel string
	Search  string // part of code or name, whatever the case
	After   Code   // the last code of the page before
	Limit   int    // 0: the store's page size; All reads every page
}

// Page is a page of dealers in the order of their codes.
type Page struct {
	Dealers []Dealer
	Next    Code // the After of the next page; "" on the last
	Total   int  // of all pages
}

// Facets are the values that stand in the roster, for choosing filters.
type Facets struct{ Regions, Areas, Tiers, Channels []string }

// Store keeps roster entries. Reads are cut to the viewer's scope.
type Store interface {
	List(ctx context.Context, v access.Viewer, q Query) (Page, error)
	History(ctx context.Context, v access.Viewer, code Code) ([]Dealer, error) // newest first
	Facets(ctx context.Context, v access.Viewer, on calendar.Day) (Facets, error)
	Groups(ctx context.Context, v access.Viewer, on calendar.Day) ([]Group, error)
	// Latest gives the newest entry of each code that has one, whatever the
	// scope, and keeps others from changing them until the transaction ends.
	Latest(ctx context.Context, codes []Code) (map[Code]Dealer, error)
	// Put writes entries in the order given; one of the same code and first day
	// is overwritten.
	Put(ctx context.Context, list []Dealer) error
}

// Shelf keeps what lies beside the roster: files on their way in, and segments.
type Shelf interface {
	FileStore
	SegmentStore
}

// Roster holds the use cases of the roster.
type Roster struct {
	store Store
	files interface {
		FileStore
		SegmentStore
	}
	tx       port.Tx
	trail    port.Trail
	queue    port.Queue
	calendar calendar.Calendar
}

// Needs is what the roster is made of.
type Needs struct {
	Store Store
	Files interface {
		FileStore
		SegmentStore
	}
	Tx       port.Tx
	Trail    port.Trail
	Queue    port.Queue
	Calendar calendar.Calendar
}

// New makes the roster.
func New(n Needs) *Roster {
	return &Roster{store: n.Store, files: n.Files, tx: n.Tx, trail: n.Trail, queue: n.Queue, calendar: n.Calendar}
}

// Today is the day the roster is read for when none is named.
func (r *Roster) Today() calendar.Day { return r.calendar.Today() }

// List gives a page of the dealers in the viewer's scope.
func (r *Roster) List(ctx context.Context, v access.Viewer, q Query) (Page, error) {
	if q.On == "" {
		q.On = r.Today()
	}
	p, err := r.store.List(ctx, v, q)
	if err != nil {
		return Page{}, fmt.Errorf("list dealers: %w", err)
	}
	return p, nil
}

// All gives every dealer of the query in the viewer's scope, page after page.
func (r *Roster) All(ctx context.Context, v access.Viewer, q Query) ([]Dealer, error) {
	q.After, q.Limit = "", 1000
	var all []Dealer
	for {
		p, err := r.List(ctx, v, q)
		if err != nil {
			return nil, err
		}
		all = append(all, p.Dealers...)
		if p.Next == "" {
			return all, nil
		}
		q.After = p.Next
	}
}

// Find gives the entry that holds today. A dealer outside the viewer's scope is
// not found.
func (r *Roster) Find(ctx context.Context, v access.Viewer, code Code) (Dealer, error) {
	p, err := r.List(ctx, v, Query{Codes: []Code{code}, Limit: 1})
	if err != nil {
		return Dealer{}, err
	}
	if len(p.Dealers) == 0 {
		return Dealer{}, fault.NotFound("dealer.not_found")
	}
	return p.Dealers[0], nil
}

// History gives the entries of a dealer, newest first, as far as they lie in
// the viewer's scope.
func (r *Roster) History(ctx context.Context, v access.Viewer, code Code) ([]Dealer, error) {
	list, err := r.store.History(ctx, v, code)
	if err != nil {
		return nil, fmt.Errorf("read history of dealer %s: %w", code, err)
	}
	if len(list) == 0 {
		return nil, fault.NotFound("dealer.not_found")
	}
	return list, nil
}

// Facets gives the values to filter by today, in the viewer's scope.
func (r *Roster) Facets(ctx context.Context, v access.Viewer) (Facets, error) {
	f, err := r.store.Facets(ctx, v, r.Today())
	if err != nil {
		return Facets{}, fmt.Errorf("list regions and tiers: %w", err)
	}
	return f, nil
}
