// What a method gives back, and how it is printed.
package statcmd

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"text/tabwriter"

	"dealervoice/analysis/stats"
)

// result is a list of rows with the convention that was used.
type result struct {
	Method     string
	Convention string
	// Used says which of several conventions was asked for ("cov": "CR1S").
	Used  []key
	Rows  []*row
	Notes []string
}

// key is a name with a word; figure a name with a number.
type key struct{ Name, Value string }

type figure struct {
	Name  string
	Value float64
}

type row struct {
	Keys    []key
	Figures []figure
	Refused string
}

// addRow begins a row.
func (r *result) addRow(keys []key) *row {
	out := &row{Keys: keys}
	r.Rows = append(r.Rows, out)
	return out
}

// add begins a row with keys given as name, value, name, value …
func (r *result) add(words ...string) *row {
	var keys []key
	for i := 0; i+1 < len(words); i += 2 {
		keys = append(keys, key{words[i], words[i+1]})
	}
	return r.addRow(keys)
}

// single is a result of one row without keys.
func single() (*result, *row) {
	r := &result{}
	return r, r.add()
}

// use notes a convention.
func (r *result) use(name, value string) { r.Used = append(r.Used, key{name, value}) }

// note adds a sentence for the reader.
func (r *result) note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

// set adds a figure to a row.
func (r *row) set(name string, value float64) *row {
	r.Figures = append(r.Figures, figure{name, value})
	return r
}

// maybe adds a figure, or the reason why there is none.
func (r *row) maybe(name string, value float64, err error) *row {
	if err != nil {
		if r.Refused == "" {
			r.Refused = err.Error()
		}
		return r
	}
	return r.set(name, value)
}

// nothing is the first reason, where every row is refused and holds no more than how
// many rows there are: such a run has failed. One that is refused only in part has not.
func (r *result) nothing() error {
	why := ""
	for _, row := range r.Rows {
		for _, f := range row.Figures {
			if !slices.Contains([]string{"n", "missing", "rows"}, f.Name) {
				return nil
			}
		}
		if row.Refused == "" {
			return nil
		}
		if why == "" {
			why = row.Refused
		}
	}
	if why == "" {
		return nil
	}
	return errors.New(why)
}

// errUnrefused is the last net: a method gave a figure that is not finite instead
// of refusing by name. The tests drive every method so that none gets here.
var errUnrefused = fmt.Errorf("%w, and the method did not say so", stats.ErrNotFinite)

func (r *result) check() error {
	for _, row := range r.Rows {
		for _, f := range row.Figures {
			if math.IsNaN(f.Value) || math.IsInf(f.Value, 0) {
				return fmt.Errorf("%s: %w (%s)", r.Method, errUnrefused, f.Name)
			}
		}
	}
	return nil
}

// writeJSON prints {"method", "convention", "used", "results": [{key: word, figure: number}], "notes"}.
func (r *result) writeJSON(w io.Writer) error {
	if err := r.check(); err != nil {
		return err
	}
	out := struct {
		Method     string            `json:"method"`
		Convention string            `json:"convention,omitempty"`
		Used       json.RawMessage   `json:"used,omitempty"`
		Results    []json.RawMessage `json:"results"`
		Notes      []string          `json:"notes,omitempty"`
	}{Method: r.Method, Convention: r.Convention, Results: []json.RawMessage{}, Notes: r.Notes}
	if len(r.Used) > 0 {
		out.Used = object(r.Used, nil)
	}
	for _, row := range r.Rows {
		keys := row.Keys
		if row.Refused != "" {
			keys = append(append([]key{}, keys...), key{"refused", row.Refused})
		}
		out.Results = append(out.Results, object(keys, row.Figures))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// object is a JSON object with its members in order.
func object(keys []key, figures []figure) json.RawMessage {
	var b bytes.Buffer
	b.WriteByte('{')
	member := func(name, value string) {
		if b.Len() > 1 {
			b.WriteString(", ")
		}
		b.WriteString(quote(name) + ": " + value)
	}
	for _, k := range keys {
		member(k.Name, quote(k.Value))
	}
	for _, f := range figures {
		member(f.Name, strconv.FormatFloat(f.Value, 'g', -1, 64))
	}
	b.WriteByte('}')
	return b.Bytes()
}

func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes, into a buffer that always takes it
	return string(bytes.TrimSpace(b.Bytes()))
}

// writeText prints a table; rows of another shape begin a new one.
func (r *result) writeText(w io.Writer) error {
	if err := r.check(); err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	last := ""
	for _, row := range r.Rows {
		head, line := row.cells()
		if head != last {
			fmt.Fprintln(t, head)
			last = head
		}
		fmt.Fprintln(t, line)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, u := range r.Used {
		fmt.Fprintf(w, "%s: %s\n", u.Name, u.Value)
	}
	if r.Convention != "" {
		fmt.Fprintf(w, "convention: %s\n", r.Convention)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(w, "note: %s\n", n)
	}
	return nil
}

func (r *row) cells() (head, line string) {
	join := func(name, value string) {
		if head != "" {
			head, line = head+"\t", line+"\t"
		}
		head, line = head+name, line+value
	}
	for _, k := range r.Keys {
		join(k.Name, k.Value)
	}
	for _, f := range r.Figures {
		join(f.Name, strconv.FormatFloat(f.Value, 'g', 10, 64))
	}
	if r.Refused != "" {
		join("refused", r.Refused)
	}
	return head, line
}
