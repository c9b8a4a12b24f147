// The table: all columns of one survey at one moment.
package column

import (
	"maps"
	"math"
	"slices"
)

// NoDay stands where a response has no time.
const NoDay = math.MinInt32

// Table is the answers of one survey. It is read by many at once and changed
// by nobody: see Extend.
type Table struct {
	ids       []string
	at        map[string]int
	days      []int32
	questions map[string]*Column
	dims      map[string]*Column
	themes    map[string]*Column
	tagged    Bits
}

// New is an empty table.
func New() *Table {
	return &Table{
		at: map[string]int{}, questions: map[string]*Column{},
		dims: map[string]*Column{}, themes: map[string]*Column{},
	}
}

// Len is the number of responses.
func (t *Table) Len() int { return len(t.ids) }

// All are all responses.
func (t *Table) All() Bits { return First(len(t.ids)) }

// ID is the id of the response at a position.
func (t *Table) ID(i int) string { return t.ids[i] }

// Knows tells whether the response is in the table.
func (t *Table) Knows(id string) bool {
	_, ok := t.at[id]
	return ok
}

// Position finds a response.
func (t *Table) Position(id string) (int, bool) {
	i, ok := t.at[id]
	return i, ok
}

// Day is the day of the response since 1970-01-01 in the house's zone, NoDay
// where it has no time.
func (t *Table) Day(i int) int { return int(t.days[i]) }

// Question is the column of a path ("d6", "d10.on_time"); nil, which every
// method of Column bears, where nobody was asked.
func (t *Table) Question(path string) *Column { return t.questions[path] }

// Dim is the column of an attribute, a wave, a version …; nil if unknown.
func (t *Table) Dim(name string) *Column { return t.dims[name] }

// Dims lists the dimensions by name.
func (t *Table) Dims() []string { return slices.Sorted(maps.Keys(t.dims)) }

// Theme is the column of a theme or a group of themes, with the options of
// Mention; nil where nobody spoke of it.
func (t *Table) Theme(id string) *Column { return t.themes[id] }

// Themes lists the themes spoken of, by id.
func (t *Table) Themes() []string { return slices.Sorted(maps.Keys(t.themes)) }

// Tagged are the responses whose texts the tagger has read.
func (t *Table) Tagged() Bits { return t.tagged }

// Between are the responses given from the first to the last day, both
// included. Responses without time are in no period.
func (t *Table) Between(from, to int) Bits {
	var out Bits
	for i, d := range t.days {
		if d != NoDay && int(d) >= from && int(d) <= to {
			out = out.Set(i)
		}
	}
	return out
}

// Bytes is what the columns hold, without the maps of ids.
func (t *Table) Bytes() int {
	n := 4*len(t.days) + 8*len(t.tagged)
	for _, m := range []map[string]*Column{t.questions, t.dims, t.themes} {
		for _, c := range m {
			n += c.bytes()
		}
	}
	for _, id := range t.ids {
		n += len(id) + 16
	}
	return n
}

func (t *Table) clone() *Table {
	out := &Table{
		ids: slices.Clone(t.ids), at: maps.Clone(t.at), days: slices.Clone(t.days), tagged: t.tagged.Clone(),
		questions: cloneColumns(t.questions), dims: cloneColumns(t.dims), themes: cloneColumns(t.themes),
	}
	return out
}

func cloneColumns(m map[string]*Column) map[string]*Column {
	out := make(map[string]*Column, len(m))
	for name, c := range m {
		out[name] = c.clone()
	}
	return out
}
