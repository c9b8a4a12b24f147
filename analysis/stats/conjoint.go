// Conjoint experiments and vignettes: what does one attribute do, the others dealt at random?
package stats

import (
	"slices"
)

// Attribute is a randomised attribute: its value on each profile, its levels, the base first.
type Attribute struct {
	Name   string
	Values []string
	Levels []string
}

// Effect is the average marginal component effect of a level against the base of its attribute.
type Effect struct {
	Attribute string `json:"attribute"`
	Level     string `json:"level"`
	TTest
}

// Profiles are the profiles of a conjoint experiment: the outcome (1 = chosen, or a rating), the
// attributes, the pairs of attributes with forbidden combinations, who judged each.
type Profiles struct {
	Y           []float64
	Attributes  []Attribute
	Linked      [][2]string
	Respondents []string
}

// AMCE estimates the average marginal component effects by one linear
// regression, standard errors CR1S by respondent.
//
// Linked pairs of attributes are those with forbidden combinations: their interaction enters, and
// the effect of a level is averaged, with equal weight, over the levels of the other attribute
// that are allowed both with it and with the base.
//
// Source: Hainmueller, Hopkins & Yamamoto (2014) Political Analysis 22:1-30; package cjoint with
// a design that draws allowed combinations uniformly.
func AMCE(p Profiles, level float64) ([]Effect, error) {
	c := conjoint{attributes: p.Attributes, linked: p.Linked}
	if err := c.build(len(p.Y)); err != nil {
		return nil, err
	}
	f, err := OLS(p.Y, c.columns, nil)
	if err != nil {
		return nil, err
	}
	v, err := f.Cluster(p.Respondents, CR1S)
	if err != nil {
		return nil, err
	}
	var out []Effect
	for _, a := range p.Attributes {
		for _, l := range a.Levels[1:] {
			weights, err := c.effect(f, a, l)
			if err != nil {
				return nil, err
			}
			t, err := f.Combination(weights, v, level)
			if err != nil {
				return nil, err
			}
			out = append(out, Effect{Attribute: a.Name, Level: l, TTest: t})
		}
	}
	return out, nil
}

// Forbidden finds the pairs of attributes of which some combination of levels never occurs.
func Forbidden(attributes []Attribute) [][2]string {
	var out [][2]string
	for i, a := range attributes {
		for _, b := range attributes[i+1:] {
			if len(support(a, b)) < len(a.Levels)*len(b.Levels) {
				out = append(out, [2]string{a.Name, b.Name})
			}
		}
	}
	return out
}

// support are the combinations of levels that occur.
func support(a, b Attribute) map[[2]string]bool {
	out := map[[2]string]bool{}
	for i := range a.Values {
		out[[2]string{a.Values[i], b.Values[i]}] = true
	}
	return out
}

type conjoint struct {
	attributes []Attribute
	linked     [][2]string
	columns    Columns
}

func mainName(attribute, level string) string { return attribute + "=" + level }

func pairName(a Attribute, la string, b Attribute, lb string) string {
	return mainName(a.Name, la) + ":" + mainName(b.Name, lb)
}

func (c *conjoint) build(n int) error {
	const method = "AMCE"
	c.columns.AddIntercept(n)
	for _, a := range c.attributes {
		if len(a.Values) != n {
			return refuse(method, ErrShape, "attribute %s of %d for %d profiles", a.Name, len(a.Values), n)
		}
		if len(a.Levels) < 2 {
			return refuse(method, ErrOneGroup, "attribute %s has %d levels", a.Name, len(a.Levels))
		}
		for _, l := range a.Levels {
			if !slices.Contains(a.Values, l) {
				return refuse(method, ErrEmptyCell, "%s: nobody saw %q", a.Name, l)
			}
		}
		c.columns.AddFactor(a.Name, a.Values, a.Levels, a.Levels[0])
	}
	for _, pair := range c.linked {
		a, errA := c.find(pair[0])
		b, errB := c.find(pair[1])
		if errA != nil || errB != nil {
			return refuse(method, ErrRange, "linked attributes %q", pair)
		}
		seen := support(a, b)
		for _, la := range a.Levels[1:] {
			for _, lb := range b.Levels[1:] {
				if seen[[2]string{la, lb}] {
					c.columns.Add(pairName(a, la, b, lb), Product(Dummy(a.Values, la), Dummy(b.Values, lb)))
				}
			}
		}
	}
	return nil
}

func (c *conjoint) find(name string) (Attribute, error) {
	for _, a := range c.attributes {
		if a.Name == name {
			return a, nil
		}
	}
	return Attribute{}, ErrRange
}

// effect gives the weights of the coefficients in the effect of a level.
func (c *conjoint) effect(f *Linear, a Attribute, level string) ([]float64, error) {
	weights := make([]float64, len(c.columns.Names))
	at := func(name string, w float64) {
		if j := f.Index(name); j >= 0 {
			weights[j] += w
		}
	}
	at(mainName(a.Name, level), 1)
	for _, pair := range c.linked {
		k := slices.Index(pair[:], a.Name)
		if k < 0 {
			continue
		}
		b, _ := c.find(pair[1-k]) // build has found it
		seen := support(a, b)
		var shared []string
		for _, lb := range b.Levels {
			if seen[[2]string{level, lb}] && seen[[2]string{a.Levels[0], lb}] {
				shared = append(shared, lb)
			}
		}
		if len(shared) == 0 {
			return nil, refuse("AMCE", ErrEmptyCell, "%s=%s and its base share no level of %s", a.Name, level, b.Name)
		}
		for _, lb := range shared {
			name := pairName(a, level, b, lb)
			if k == 1 {
				name = pairName(b, lb, a, level)
			}
			at(name, 1/float64(len(shared)))
		}
	}
	return weights, nil
}

// MarginalMean is the mean outcome of the profiles that carry a level.
type MarginalMean struct {
	Attribute string `json:"attribute"`
	Level     string `json:"level"`
	TTest
}

// MarginalMeans gives the mean outcome at every level, standard errors CR1S by respondent. Unlike
// effects they do not depend on a base.
//
// Source: Leeper, Hobolt & Tilley (2020) Political Analysis 28:207-221.
func MarginalMeans(y []float64, a Attribute, respondents []string, level float64) ([]MarginalMean, error) {
	var c Columns
	for _, l := range a.Levels {
		c.Add(mainName(a.Name, l), Dummy(a.Values, l))
	}
	f, err := OLS(y, c, nil)
	if err != nil {
		return nil, err
	}
	v, err := f.Cluster(respondents, CR1S)
	if err != nil {
		return nil, err
	}
	rows, err := f.Coefficients(v, level)
	if err != nil {
		return nil, err
	}
	var out []MarginalMean
	for i, row := range rows {
		out = append(out, MarginalMean{Attribute: a.Name, Level: a.Levels[f.kept[i]], TTest: row.TTest})
	}
	return out, nil
}
