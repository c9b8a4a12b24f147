package audience

// What an import would do: worked out first, written only if nothing is wrong.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// Plan is what an import does, or would do.
type Plan struct {
	Added     []Dealer
	Changed   []Change
	Unchanged int
	Ignored   []string // headers that no column takes
	Problems  []Problem
}

// Change is an entry and what follows it.
type Change struct{ Old, New Dealer }

// OK tells whether the plan can be carried out.
func (p Plan) OK() bool { return len(p.Problems) == 0 }

// Plan works out what importing the text would do.
func (r *Roster) Plan(ctx context.Context, v access.Viewer, text string) (Plan, error) {
	if !v.May(access.DealerEdit) {
		return Plan{}, fault.Forbidden("fault.forbidden")
	}
	f := ReadCSV(text)
	p := Plan{Ignored: f.Ignored, Problems: f.Problems}
	err := r.plan(ctx, v, f.Rows, &p)
	return p, err
}

// Import reads the text and enters its dealers, all or none. With problems it
// writes nothing and returns them as a fault of KindInvalid beside the plan.
func (r *Roster) Import(ctx context.Context, v access.Viewer, text string) (Plan, error) {
	f := ReadCSV(text)
	if len(f.Problems) > 0 {
		return Plan{Ignored: f.Ignored, Problems: f.Problems}, refused(f.Problems)
	}
	p, err := r.Enter(ctx, v, f.Rows)
	p.Ignored = f.Ignored
	return p, err
}

// Enter puts dealers into the roster, all or none. A row without ValidFrom
// holds from today.
func (r *Roster) Enter(ctx context.Context, v access.Viewer, rows []Row) (Plan, error) {
	if !v.May(access.DealerEdit) {
		return Plan{}, fault.Forbidden("fault.forbidden")
	}
	var p Plan
	err := r.tx.InTx(ctx, func(ctx context.Context) error {
		p = Plan{}
		if err := r.plan(ctx, v, rows, &p); err != nil {
			return err
		}
		if !p.OK() {
			return refused(p.Problems)
		}
		return r.write(ctx, v, p)
	})
	if err != nil {
		return p, fmt.Errorf("import dealers: %w", err)
	}
	return p, nil
}

// plan sorts the rows into added, changed and unchanged.
func (r *Roster) plan(ctx context.Context, v access.Viewer, rows []Row, p *Plan) error {
	codes := make([]Code, len(rows))
	for i, row := range rows {
		codes[i] = row.Dealer.Code
	}
	latest, err := r.store.Latest(ctx, codes)
	if err != nil {
		return fmt.Errorf("read roster: %w", err)
	}
	seen := map[Code]int{}
	for _, row := range rows {
		row.Dealer.Channels, row.Dealer.Brands = once(row.Dealer.Channels), once(row.Dealer.Brands)
		if first, twice := seen[row.Dealer.Code]; twice {
			p.wrong(row, colCode, "dealer.import.code_twice", fault.Args{"Value": string(row.Dealer.Code), "Line": first})
			continue
		}
		seen[row.Dealer.Code] = row.Line
		old, known := latest[row.Dealer.Code]
		if !v.Scope.Covers(row.Dealer.Place()) || known && !v.Scope.Covers(old.Place()) {
			p.wrong(row, colRegion, "dealer.import.out_of_scope", fault.Args{"Value": string(row.Dealer.Code)})
			continue
		}
		if known {
			row.Dealer = row.over(old)
			p.follow(row, old, r.Today())
			continue
		}
		d := row.Dealer
		if d.ValidFrom == "" {
			d.ValidFrom = r.Today()
		}
		p.add(row, d)
	}
	return nil
}

func (p *Plan) wrong(row Row, c column, key string, args fault.Args) {
	p.Problems = append(p.Problems, Problem{Line: row.Line, Column: string(c), Key: key, Args: args})
}

func (p *Plan) add(row Row, d Dealer) {
	if d.ValidTo != "" && d.ValidTo <= d.ValidFrom {
		p.wrong(row, colTo, "dealer.import.ends_early", nil)
		return
	}
	p.Added = append(p.Added, d)
}

// follow plans what becomes of a dealer that has an entry.
func (p *Plan) follow(row Row, old Dealer, today calendar.Day) {
	d := row.Dealer
	same := old.sameAs(d)
	switch {
	case d.ValidFrom == "" && same && (old.ValidTo == "" || old.ValidTo > today):
		d.ValidFrom = old.ValidFrom // holds already; at most its end is new
		if d.ValidTo == "" {
			d.ValidTo = old.ValidTo
		}
	case d.ValidFrom == "":
		d.ValidFrom = today
	case same && d.ValidFrom > old.ValidFrom && old.ValidTo == "" && d.ValidTo == "":
		d.ValidFrom = old.ValidFrom // holds already
	}
	switch {
	case d.ValidFrom < old.ValidFrom:
		p.wrong(row, colFrom, "dealer.import.starts_early", fault.Args{"Day": string(old.ValidFrom)})
	case d.ValidTo != "" && d.ValidTo <= d.ValidFrom:
		p.wrong(row, colTo, "dealer.import.ends_early", nil)
	case same && d.ValidFrom == old.ValidFrom && d.ValidTo == old.ValidTo:
		p.Unchanged++
	default:
		p.Changed = append(p.Changed, Change{Old: old, New: d})
	}
}

// over gives the row's dealer with what the file has no column for taken from
// the entry before.
func (row Row) over(old Dealer) Dealer {
	d := row.Dealer
	for _, c := range row.missing {
		switch c {
		case colArea:
			d.Area = old.Area
		case colTier:
			d.Tier = old.Tier
		case colChannels:
			d.Channels = old.Channels
		case colBrands:
			d.Brands = old.Brands
		case colRep:
			d.Rep = old.Rep
		case colOwner:
			d.OwnerGroup = old.OwnerGroup
		case colExclusive:
			d.Exclusive = old.Exclusive
		case colLanguage:
			d.Language = old.Language
		case colContact:
			d.Contact = old.Contact
		case colEmail:
			d.Email = old.Email
		case colPhone:
			d.Phone = old.Phone
		case colPurchases:
			d.Purchases = old.Purchases
		}
	}
	return d
}

// once leaves each value once, in the order given.
func once(list []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// refused is the plan's problems as a fault.
func refused(problems []Problem) error {
	fields := make([]fault.Field, len(problems))
	for i, pr := range problems {
		path := fmt.Sprintf("line %d", pr.Line)
		if pr.Column != "" {
			path += ", " + pr.Column
		}
		fields[i] = fault.Field{Path: path, Key: pr.Key, Args: pr.Args}
	}
	return fault.Invalid(fields...)
}
