// Predictors of a regression from terms: "price", "arm*wave" (both and their product),
// "arm:wave" (the product only). Columns of words are factors.
package statcmd

import (
	"errors"
	"slices"
	"strings"

	"dealervoice/analysis/frame"
	"dealervoice/analysis/stats"
)

// termFlags are those of every regression.
func termFlags() []flag {
	return []flag{
		must("y", text, "outcome"),
		must("x", list, "terms: column, a*b, a:b"),
		may("factor", list, "", "columns of numbers to be taken as groups; columns of words are anyway"),
		may("base", list, "", "COLUMN=LEVEL to compare with; default the first in order"),
		may("no-intercept", yes, "false", "leave the intercept out"),
	}
}

// block is a term's columns.
type block struct {
	names  []string
	values [][]float64
}

// predictors are a regression's complete rows with their columns.
type predictors struct {
	*sample
	columns stats.Columns
	blocks  map[string]block
	levels  map[string][]string // of factors, base first
}

// predict takes the complete rows of the outcome, the terms and further columns.
func (c *call) predict(terms []string, more wanted) (*predictors, error) {
	factors, err := c.factors(terms)
	if err != nil {
		return nil, err
	}
	w := more
	for _, v := range variables(terms) {
		if factors[v] {
			w.words = append(w.words, v)
		} else {
			w.measures = append(w.measures, v)
		}
	}
	s, err := c.take(w)
	if err != nil {
		return nil, err
	}
	p := &predictors{sample: s, blocks: map[string]block{}, levels: map[string][]string{}}
	base, err := c.pairs("base")
	if err != nil {
		return nil, err
	}
	for _, v := range variables(terms) {
		if err := p.addVariable(v, factors[v], base[v]); err != nil {
			return nil, err
		}
	}
	if !c.on("no-intercept") {
		p.columns.AddIntercept(s.n)
	}
	for _, term := range terms {
		p.addTerm(term)
	}
	return p, nil
}

// variables are the columns that terms name, each once.
func variables(terms []string) []string {
	var out []string
	for _, t := range terms {
		for _, v := range strings.FieldsFunc(t, func(r rune) bool { return r == '*' || r == ':' }) {
			if v = strings.TrimSpace(v); !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// factors tells which columns are groups.
func (c *call) factors(terms []string) (map[string]bool, error) {
	out := map[string]bool{}
	for _, v := range variables(terms) {
		if slices.Contains(c.list("factor"), v) {
			out[v] = true
			continue
		}
		_, err := c.data.Numbers(v)
		if err != nil && !errors.Is(err, frame.ErrNotNumber) {
			return nil, err
		}
		out[v] = err != nil
	}
	return out, nil
}

func (p *predictors) addVariable(name string, factor bool, base string) error {
	if !factor {
		p.blocks[name] = block{names: []string{name}, values: [][]float64{p.numbers[name]}}
		return nil
	}
	all := levels(p.words[name])
	if base == "" && len(all) > 0 {
		base = all[0]
	}
	if !slices.Contains(all, base) {
		return usagef("--base %s=%s: not one of %q", name, base, all)
	}
	var b block
	p.levels[name] = []string{base}
	for _, level := range all {
		if level != base {
			p.levels[name] = append(p.levels[name], level)
			b.names = append(b.names, name+"="+level)
			b.values = append(b.values, stats.Dummy(p.words[name], level))
		}
	}
	p.blocks[name] = b
	return nil
}

// addTerm adds the columns of a term that are not there yet.
func (p *predictors) addTerm(term string) {
	if strings.Contains(term, "*") {
		parts := variables([]string{term})
		for _, v := range parts {
			p.addBlock(p.blocks[v])
		}
		p.addBlock(p.product(parts))
		return
	}
	p.addBlock(p.product(variables([]string{term})))
}

func (p *predictors) product(parts []string) block {
	out := p.blocks[parts[0]]
	for _, v := range parts[1:] {
		var next block
		for j, b := range p.blocks[v].values {
			for i, a := range out.values {
				next.names = append(next.names, out.names[i]+":"+p.blocks[v].names[j])
				next.values = append(next.values, stats.Product(a, b))
			}
		}
		out = next
	}
	return out
}

func (p *predictors) addBlock(b block) {
	for i, name := range b.names {
		if !slices.Contains(p.columns.Names, name) {
			p.columns.Add(name, b.values[i])
		}
	}
}
