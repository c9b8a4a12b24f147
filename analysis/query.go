package analysis

// Asking for cells.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Query asks for one figure.
//
// Figure is the name of a question ("d6") or of a row of one ("d10.on_time"),
// "responses", "theme:ID", "index:ID" or "index:ID.FACTOR". Measures choose among
// what the figure has; none means all of it. By splits it: one dimension, or two
// that are crossed.
type Query struct {
	Survey   string
	Figure   string
	Measures []Measure
	By       []string
	Filter   Filter
}

// maxBy bounds the dimensions crossed in one query.
const maxBy = 2

// Cells gives the figure as far as the viewer may see it: within their scope,
// and as much as the survey's promise allows. It is the only source of figures;
// every cell has passed the guard.
//
// With By, the cells of the groups come in the order of the dimension's values;
// the group of those without a value is left out. An unknown figure, dimension
// or option is a fault of KindBadRequest; an unknown survey is not found.
func (s *Service) Cells(ctx context.Context, v access.Viewer, q Query) ([]Cell, error) {
	return written(ctx, func(ctx context.Context) ([]Cell, error) {
		l, err := s.look(ctx, v, q.Survey, q.Filter)
		if err != nil {
			return nil, fmt.Errorf("count %s of %s: %w", q.Figure, q.Survey, err)
		}
		cells, err := l.cells(q)
		if err != nil {
			return nil, fmt.Errorf("count %s of %s: %w", q.Figure, q.Survey, err)
		}
		return cells, nil
	})
}

// look is one viewer's view of one snapshot under one filter; all figures of a
// page are taken from the same one.
type look struct {
	*snapshot
	guard
	ctx     context.Context // of the request that looks
	viewer  access.Viewer
	filter  Filter
	within  column.Bits // in scope and kept by the filter
	meant   call        // who of those asked that means
	weights *weights    // nil: each respondent counts as one
	free    *look       // the same with every wave; made when needed
}

// cells counts a figure; the survey and the filter of the query are those of the
// look already.
func (l *look) cells(q Query) ([]Cell, error) {
	t, err := l.plan(q.Figure, q.Measures)
	if err != nil {
		return nil, err
	}
	if t.groups, err = l.groups(q.By); err != nil {
		return nil, err
	}
	return disclose(l.ctx, l.weighted(t), l.guard)
}

// groups splits those within the look by the dimensions, crossed.
func (l *look) groups(by []string) ([]group, error) {
	if len(by) > maxBy {
		return nil, badFilter("report.filter.too_many", fault.Args{"Max": maxBy})
	}
	out := l.whole()
	for _, name := range by {
		d, ok := l.dimension(name)
		if !ok {
			return nil, badFilter("report.filter.unknown_dimension", fault.Args{"Name": name})
		}
		var next []group
		for _, g := range out {
			for _, value := range d.values() {
				next = append(next, group{
					keys: append(slices.Clone(g.keys), Key{Dim: name, Value: value}),
					in:   g.in.And(d.column.Chose(value)),
					call: l.in(g.call, name, value),
				})
			}
		}
		out = next
	}
	return out, nil
}

// whole is everybody within the look, as the one group of a tally.
func (l *look) whole() []group { return []group{{in: l.within, call: l.meant}} }

// scope gives the respondents of the snapshot that the viewer may see at all.
func (s *snapshot) scope(sc access.Scope) column.Bits { return scopeOf(s.table, sc) }

func scopeOf(t *column.Table, sc access.Scope) column.Bits {
	switch sc.Level {
	case access.All:
		return t.All()
	case access.Region:
		return t.Dim(DimRegion).Chose(sc.Value)
	case access.Area:
		return t.Dim(DimArea).Chose(sc.Value)
	case access.Own:
		return t.Dim(dimRep).Chose(sc.Value)
	}
	return nil
}

// silence gives those of the roll whom the scope takes in, and those whom the filter
// means besides.
func (s *snapshot) silence(sc access.Scope, f Filter) (silence, call) {
	if s.roll == nil {
		return silence{}, call{}
	}
	total := s.calling(sc)
	meant := total
	for _, c := range f.Is {
		meant = s.in(meant, c.Dim, c.Values...)
	}
	return silence{s.roll, total}, meant
}
