package audience

import (
	"context"
	"slices"

	"dealervoice/survey/access"
	"dealervoice/survey/port"
)

// write carries out a plan without problems, with its line in the audit trail.
func (r *Roster) write(ctx context.Context, v access.Viewer, p Plan) error {
	if len(p.Added)+len(p.Changed) == 0 {
		return nil
	}
	if err := r.put(ctx, p); err != nil {
		return err
	}
	return r.trail.Record(ctx, v, port.Entry{
		Action: "dealer.import", Kind: "roster", ID: string(r.Today()),
		Detail: map[string]any{"added": len(p.Added), "changed": len(p.Changed), "unchanged": p.Unchanged},
	})
}

// put writes the entries of a plan: ends first, then what follows them.
func (r *Roster) put(ctx context.Context, p Plan) error {
	if len(p.Added)+len(p.Changed) == 0 {
		return nil
	}
	var list []Dealer
	for _, c := range p.Changed {
		if c.Old.ValidFrom < c.New.ValidFrom && (c.Old.ValidTo == "" || c.Old.ValidTo > c.New.ValidFrom) {
			c.Old.ValidTo = c.New.ValidFrom
			list = append(list, c.Old)
		}
	}
	for _, c := range p.Changed {
		list = append(list, c.New)
	}
	return r.store.Put(ctx, append(list, p.Added...))
}

func equal(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

// sameAs tells whether two entries say the same about the dealer, whenever they
// hold.
func (d Dealer) sameAs(o Dealer) bool {
	return d.Code == o.Code && d.Name == o.Name && d.Region == o.Region && d.Area == o.Area && d.Tier == o.Tier &&
		slices.Equal(d.Channels, o.Channels) && slices.Equal(d.Brands, o.Brands) &&
		d.Rep == o.Rep && d.OwnerGroup == o.OwnerGroup && d.Exclusive == o.Exclusive && d.Language == o.Language &&
		d.Contact == o.Contact && d.Email == o.Email && d.Phone == o.Phone && equal(d.Purchases, o.Purchases)
}
