// Random order that can be recomputed: a pure function of the survey's seed,
// the respondent's unit and the name of what is ordered.

package answer

import (
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"dealervoice/survey/definition"
	"dealervoice/survey/design"
)

// Order returns a permutation of 0…n-1: the places of the items in the order
// to show them. The same seed, unit and name always give the same one; how it is
// made stands at design.Order.
func Order(seed int64, unit, name string, n int) []int { return design.Order(seed, unit, name, n) }

// PageOrder gives the places of the pages in the order to show them to a unit:
// as written, or shuffled among those that are not fixed.
func PageOrder(def *definition.Definition, unit string) []int {
	out := make([]int, len(def.Pages))
	var free []int
	for i, p := range def.Pages {
		if out[i] = i; !p.DV.Fixed {
			free = append(free, i)
		}
	}
	if !def.ShufflesPages() || unit == "" {
		return out
	}
	for k, i := range Order(def.DV.Seed, unit, "pages", len(free)) {
		out[free[k]] = free[i]
	}
	return out
}

// shuffled puts items into the unit's order; fixed ones keep their places.
func (f *form) shuffled(name string, list []definition.Choice) []definition.Choice {
	if f.on.Unit == "" || len(list) < 2 {
		return list
	}
	var free []int
	for i, c := range list {
		if !c.Fixed {
			free = append(free, i)
		}
	}
	out := slices.Clone(list)
	for k, i := range Order(f.def.DV.Seed, f.on.Unit, name, len(free)) {
		out[free[k]] = list[free[i]]
	}
	return out
}

// arranged puts choices into the order the question asks for.
func (f *form) arranged(e *definition.Element, list []definition.Choice) []definition.Choice {
	switch e.ChoicesOrder {
	case "random":
		return f.shuffled(e.Name+"/choices", list)
	case "asc", "desc":
		sign := 1
		if e.ChoicesOrder == "desc" {
			sign = -1
		}
		c := collate.New(language.Make(f.on.Language), collate.Numeric)
		out := slices.Clone(list)
		slices.SortStableFunc(out, func(a, b definition.Choice) int {
			return sign * c.CompareString(choiceText(a, f.on.Language), choiceText(b, f.on.Language))
		})
		return out
	}
	return list
}

// lined puts the elements of a page or panel into the unit's order where they
// are to be shown in random order.
func (f *form) lined(name, order string, list []*definition.Element) []*definition.Element {
	if !f.shuffles(order) || f.on.Unit == "" {
		return list
	}
	out := slices.Clone(list)
	var free []int
	for i, e := range list {
		if !e.Fixed {
			free = append(free, i)
		}
	}
	for k, i := range Order(f.def.DV.Seed, f.on.Unit, name+"/questions", len(free)) {
		out[free[k]] = list[free[i]]
	}
	return out
}

// shuffles tells whether an order asked for, or the survey's where none is, is
// a random one.
func (f *form) shuffles(order string) bool {
	if order = cmp.Or(order, "default"); order == "default" {
		order = f.def.Layout.QuestionOrder
	}
	return order == "random"
}
