// What a method is: its name, its flags, its conventions and the function that runs it.
package statcmd

// kind is what a flag takes.
type kind int

const (
	text kind = iota
	list
	num
	whole
	yes
)

// flag is one option of a method.
type flag struct {
	name     string
	kind     kind
	standard string // the default, as written on a command line
	help     string
	required bool
}

// method is one line of `stats --list`.
type method struct {
	name   string
	family string
	short  string
	// convention names what changes digits: the formula, the default among several.
	convention string
	flags      []flag
	// bare methods work on flags alone and take no file.
	bare bool
	run  func(c *call) (*result, error)
}

// must is a required flag; may an optional one.
func must(name string, k kind, help string) flag {
	return flag{name: name, kind: k, help: help, required: true}
}

func may(name string, k kind, standard, help string) flag {
	return flag{name: name, kind: k, standard: standard, help: help}
}

// common are the flags of every method that reads a file.
func common() []flag {
	return []flag{
		may("where", text, "", "keep rows for which this expression is true, e.g. 'arm == \"NJ\" && wave == 1'"),
		may("derive", list, "", "add a column, NAME=EXPRESSION; may be repeated"),
		may("missing", list, "", "words that mean no answer, besides an empty cell and NA"),
		may("valid", text, "", "values outside LOW..HIGH are missing in the measured columns"),
		may("first-by", text, "", "keep the first row of each value of a column"),
		may("by", list, "", "work out the method for each value of these columns"),
	}
}

// shared are the flags that bare methods have too.
func shared() []flag {
	return []flag{may("level", num, "0.95", "confidence level")}
}

// all are the flags of a method with the common ones.
func (m method) all() []flag {
	out := append([]flag{}, m.flags...)
	if !m.bare {
		out = append(out, common()...)
	}
	return append(out, shared()...)
}
