package analysis

// One margin: the groups of the roster and the answers in each, the small ones
// taken together.

import (
	"slices"
	"strings"

	"dealervoice/analysis/internal/column"
	"dealervoice/survey/audience"
)

// margin counts the roster and the answers by a dimension. Groups with fewer than
// minGroup answers, or without a dealer in the roster, are taken together, with
// the smallest of the others if need be: so no group of the roster is left
// without anybody to speak for it.
func (s *snapshot) margin(dim string, dealers []audience.Dealer, placed column.Bits) marginGroups {
	groups := map[string]*marginGroup{}
	of := func(value string) *marginGroup {
		if groups[value] == nil {
			groups[value] = &marginGroup{values: []string{value}}
		}
		return groups[value]
	}
	for _, d := range dealers {
		if value := d.Attributes()[dim]; value != "" {
			of(value).dealers++
		}
	}
	c := s.table.Dim(dim)
	for _, value := range c.Options() {
		if in := c.Chose(value).And(placed); in.Count() > 0 {
			of(value).in = in
		}
	}
	var list []marginGroup
	for _, g := range groups {
		list = append(list, *g)
	}
	slices.SortFunc(list, func(a, b marginGroup) int { return strings.Compare(a.values[0], b.values[0]) })
	return marginGroups{dim: dim, groups: together(list, max(minGroup, s.promise.threshold(score)))}
}

// together joins the groups that cannot stand by themselves.
func together(list []marginGroup, least int) []marginGroup {
	var out, small []marginGroup
	for _, g := range list {
		if g.in.Count() < least || g.dealers == 0 {
			small = append(small, g)
		} else {
			out = append(out, g)
		}
	}
	if len(small) == 0 {
		return out
	}
	pool := marginGroup{}
	for _, g := range small {
		pool.join(g)
	}
	for (pool.in.Count() < least || pool.dealers == 0) && len(out) > 0 {
		i := 0
		for k := range out {
			if out[k].in.Count() < out[i].in.Count() {
				i = k
			}
		}
		pool.join(out[i])
		out = slices.Delete(out, i, i+1)
	}
	return append(out, pool)
}

func (g *marginGroup) join(o marginGroup) {
	g.values = append(g.values, o.values...)
	slices.Sort(g.values)
	g.dealers += o.dealers
	g.in = g.in.Or(o.in)
}

// within is the part of the group that a viewer sees.
func within(g marginGroup, total column.Bits) group { return group{in: g.in.And(total)} }
