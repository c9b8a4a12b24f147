// Quotas: how many answers are taken of whom.

package definition

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"dealervoice/survey/expression"
)

// QuotasDV are the quotas of a survey, as written.
type QuotasDV struct {
	Target      int       `json:"target"`
	HoldMinutes int       `json:"holdMinutes"`
	Cells       []QuotaDV `json:"cells"`
}

// QuotaDV is one cell, as written: a limit, or a percentage of the target.
type QuotaDV struct {
	ID      string            `json:"id"`
	Title   map[string]string `json:"title"`
	If      string            `json:"if"`
	Limit   int               `json:"limit"`
	Percent float64           `json:"percent"`
}

// Quota is a cell that answers may fall into. An answer may fall into several,
// and then needs a place in each.
type Quota struct {
	ID     string
	Title  map[string]string
	If     *expression.Expression // nil: everybody
	Places int
}

// holdMinutes is how long a place is held where the definition does not say.
const holdMinutes = 30

// Quotas lists the cells in the order of the definition.
func (d *Definition) Quotas() []Quota { return d.quotas }

// HoldsFor is how long a place is held for somebody who has stopped answering.
func (q QuotasDV) HoldsFor() time.Duration {
	return time.Duration(cmp.Or(q.HoldMinutes, holdMinutes)) * time.Minute
}

// places is how many answers a cell takes; percentages are rounded to the
// nearest whole place.
func (q QuotasDV) places(c QuotaDV) int {
	if c.Percent > 0 {
		return int(math.Round(c.Percent * float64(q.Target) / 100))
	}
	return c.Limit
}

// quotas reads the cells.
func (l *loader) quotas(d *Definition) {
	q := d.DV.Quotas
	if len(q.Cells) == 0 {
		return
	}
	if d.DV.Privacy.Mode == "unlinkable" {
		l.fail("dv.quotas", CodeQuota, "an unlinkable survey has no quotas: a place that is held or taken tells that somebody of the cell is answering now")
	}
	seen := map[string]int{}
	for i, c := range q.Cells {
		path := fmt.Sprintf("dv.quotas.cells[%d]", i)
		if first, twice := seen[c.ID]; twice {
			l.fail(path+".id", CodeDuplicate, "cell %d has the id %s already", first+1, clip(c.ID))
		} else {
			seen[c.ID] = i
		}
		if c.Percent > 0 && q.Target == 0 {
			l.fail(path+".percent", CodeQuota, "a percentage needs dv.quotas.target: of how many answers")
			continue
		}
		cell := Quota{ID: c.ID, Title: c.Title, Places: q.places(c)}
		l.placesOf(d, path, cell.Places)
		if c.If != "" {
			cell.If = (&object{l: l, path: path}).parse("if", c.If)
			l.countable(d, path+".if", cell.If)
		}
		d.quotas = append(d.quotas, cell)
	}
}

// smallestCell is the smallest group whose figures are shown where the mode asks
// for a threshold; a definition may only raise it.
const smallestCell = 5

// placesOf refuses a cell that takes nobody, and one that is full, as its page
// says then, with so few answers that nothing else may be said of them.
func (l *loader) placesOf(d *Definition, path string, places int) {
	least := max(smallestCell, d.DV.Privacy.MinCell)
	switch {
	case places < 1:
		l.fail(path, CodeQuota, "the cell has no place")
	case d.DV.Privacy.Mode != "identified" && places < least:
		l.fail(path, CodeQuota, "%d places are fewer than the smallest group that may be told of (%d)", places, least)
	}
}

// countable checks what the condition of a cell names.
func (l *loader) countable(d *Definition, path string, e *expression.Expression) {
	if e == nil {
		return
	}
	for _, name := range e.Names() {
		known := d.asked(name, nil) != nil || slices.Contains(Respondent(), strings.ToLower(root(name))) ||
			strings.EqualFold(name, "wave") || strings.EqualFold(name, "locale") ||
			slices.ContainsFunc(d.Calculated, func(c Calculated) bool { return strings.EqualFold(c.Name, root(name)) }) ||
			slices.ContainsFunc(d.DV.Designs, func(x DesignDV) bool { return x.ID == root(name) })
		if !known {
			l.fail(path, CodeReference, "no question and no attribute {%s}", clip(name))
		}
	}
}

// Asked lists the names of the questions that a cell's condition rests on; ""
// stands for what is computed or dealt, which may rest on any.
func (d *Definition) Asked(q Quota) []string {
	if q.If == nil {
		return nil
	}
	var out []string
	for _, name := range q.If.Names() {
		e := d.asked(name, nil)
		switch {
		case e != nil && e.IsQuestion() && e.Type != Calculation:
			out = append(out, e.Name)
		case e != nil || slices.ContainsFunc(d.Calculated, func(c Calculated) bool { return strings.EqualFold(c.Name, root(name)) }):
			out = append(out, "")
		}
	}
	return out
}
