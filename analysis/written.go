package analysis

// Writing down what a page shows, once for the whole page: a report of a hundred
// figures costs one transaction, not a hundred that each wait for the disk.

import (
	"context"
	"errors"

	"dealervoice/survey/fault"
)

// page are the accounts that the figures of one page were entered in, each with
// the round in which the first of them was decided.
type page struct{ rounds map[*register]int }

type pageKey struct{}

// pageOf is the page that a figure is counted for; nil where it stands alone.
func pageOf(ctx context.Context) *page {
	p, _ := ctx.Value(pageKey{}).(*page)
	return p
}

// note remembers the account before a figure of it is decided.
func (p *page) note(r *register) {
	if _, known := p.rounds[r]; !known {
		p.rounds[r] = r.now()
	}
}

// keep writes down everything that the page shows.
func (p *page) keep(ctx context.Context) error {
	for r, round := range p.rounds {
		if err := r.keep(ctx, round); err != nil {
			return err
		}
	}
	return nil
}

// written counts what read wants, and hands it out when all of it is written
// down. Where others wrote into an account in the meantime it is decided anew. A
// page within a page is written with the outer one. All of a page is counted in one
// snapshot of each survey.
func written[T any](ctx context.Context, read func(context.Context) (T, error)) (T, error) {
	var none T
	if pageOf(ctx) != nil {
		return read(ctx)
	}
	ctx = atOneGo(ctx)
	for range maxTries {
		p := &page{rounds: map[*register]int{}}
		out, err := read(context.WithValue(ctx, pageKey{}, p))
		if err == nil {
			err = p.keep(ctx)
		}
		if errors.Is(err, errOvertaken) {
			visitOf(ctx).anew()
			continue
		}
		if err != nil {
			return none, err
		}
		return out, nil
	}
	return none, fault.New(fault.KindUnavailable, "report.busy", nil)
}
