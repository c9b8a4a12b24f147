// One run of a method: its flags and its data.
package statcmd

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"dealervoice/analysis/frame"
)

// call is what a method works on.
type call struct {
	flags *pflag.FlagSet
	data  *frame.Frame
}

func functionNames() []string { return frame.Functions() }

// text gives a flag as it was written.
func (c *call) text(name string) string {
	if f := c.flags.Lookup(name); f != nil {
		return f.Value.String()
	}
	return ""
}

// list gives a flag's comma-separated values.
func (c *call) list(name string) []string {
	f := c.flags.Lookup(name)
	if f == nil {
		return nil
	}
	if s, ok := f.Value.(pflag.SliceValue); ok {
		return s.GetSlice()
	}
	return commas(f.Value.String())
}

// on tells whether a switch is set.
func (c *call) on(name string) bool { return c.text(name) == "true" }

// given tells whether a flag was written on the command line.
func (c *call) given(name string) bool { return c.flags.Changed(name) }

// num gives a flag as a number.
func (c *call) num(name string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(c.text(name)), 64)
	if err != nil {
		return 0, fmt.Errorf("%w: --%s %q is not a number", ErrUsage, name, c.text(name))
	}
	return v, nil
}

// whole gives a flag as a whole number.
func (c *call) whole(name string) (int, error) {
	v, err := strconv.Atoi(strings.TrimSpace(c.text(name)))
	if err != nil {
		return 0, fmt.Errorf("%w: --%s %q is not a whole number", ErrUsage, name, c.text(name))
	}
	return v, nil
}

// nums gives a flag as a list of numbers.
func (c *call) nums(name string) ([]float64, error) {
	words := c.list(name)
	out := make([]float64, len(words))
	for i, w := range words {
		v, err := strconv.ParseFloat(strings.TrimSpace(w), 64)
		if err != nil {
			return nil, fmt.Errorf("%w: --%s: %q is not a number", ErrUsage, name, w)
		}
		out[i] = v
	}
	return out, nil
}

// level is the confidence level, a fraction.
func (c *call) level() (float64, error) {
	v, err := c.num("level")
	if err == nil && !(v > 0 && v < 1) {
		return 0, fmt.Errorf("%w: --level %v is not between 0 and 1", ErrUsage, v)
	}
	return v, err
}

// one gives a flag that takes one of several words; the first is the default.
func (c *call) one(name string, words ...string) (string, error) {
	got := c.text(name)
	if got == "" {
		return words[0], nil
	}
	for _, w := range words {
		if w == got {
			return w, nil
		}
	}
	return "", fmt.Errorf("%w: --%s is %q, not one of: %s", ErrUsage, name, got, strings.Join(words, ", "))
}

// pairs gives a flag of the form a=x,b=y.
func (c *call) pairs(name string) (map[string]string, error) {
	out := map[string]string{}
	for _, item := range c.list(name) {
		k, v, ok := strings.Cut(item, "=")
		if !ok {
			return nil, fmt.Errorf("%w: --%s: %q is not NAME=VALUE", ErrUsage, name, item)
		}
		out[strings.TrimSpace(k)] = strings.TrimSpace(v)
	}
	return out, nil
}

// read reads the file and applies derive, where and first-by, in this order.
func (c *call) read(in io.Reader) error {
	f, err := frame.Read(in, c.list("missing")...)
	if err != nil {
		return err
	}
	for _, d := range c.list("derive") {
		if err := f.Derive(d); err != nil {
			return err
		}
	}
	if condition := c.text("where"); condition != "" {
		if f, err = f.Where(condition); err != nil {
			return err
		}
	}
	if column := c.text("first-by"); column != "" {
		if f, err = f.FirstBy(column); err != nil {
			return err
		}
	}
	c.data = f
	return nil
}

// part is the data of one group.
type part struct {
	call *call
	keys []key
}

// split makes one call for each combination of values of --by.
func (c *call) split() ([]part, error) {
	parts := []part{{call: c}}
	for _, column := range c.list("by") {
		var next []part
		for _, p := range parts {
			values, frames, err := p.call.data.Split(column)
			if err != nil {
				return nil, err
			}
			for i, v := range values {
				next = append(next, part{
					call: &call{flags: c.flags, data: frames[i]},
					keys: append(append([]key{}, p.keys...), key{column, v}),
				})
			}
		}
		parts = next
	}
	return parts, nil
}
