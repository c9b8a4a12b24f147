package edit

// Who speaks of whom: conditions, formulas and texts name questions in braces,
// some properties name them plainly.

import (
	"fmt"
	"regexp"
	"strings"
)

// Reference is a place that speaks of a question.
type Reference struct {
	Path     string // of the property
	Property string
	Says     string // the condition or text
}

// plainly are properties that hold the name of a question without braces.
var plainly = map[string]bool{
	"choicesFromQuestion": true, "gotoName": true, "setToName": true, "fromName": true, "pair": true,
}

// listed are properties that hold a list of names.
var listed = map[string]bool{"questions": true}

// References lists what speaks of any of the names, outside the part of the
// document that is left out.
func (d *Document) References(names []string, except string) []Reference {
	var out []Reference
	leave := d.at(except)
	var walk func(n *node, path, key string)
	walk = func(n *node, path, key string) {
		if except != "" && n == leave {
			return
		}
		if s := n.str(); s != "" {
			for _, name := range names {
				if mentions(name).MatchString(s) || plainly[key] && s == name || listed[listKeyOf(path)] && strings.HasSuffix(path, "]") && s == name {
					out = append(out, Reference{path, key, s})
					break
				}
			}
		}
		for _, m := range n.members {
			walk(m.value, join(path, m.key), m.key)
		}
		for i, item := range n.items {
			walk(item, fmt.Sprintf("%s[%d]", path, i), key)
		}
	}
	walk(d.root, "", "")
	return out
}

// listKeyOf is the key of the list that the path is an entry of.
func listKeyOf(path string) string {
	cut := strings.LastIndexByte(path, '[')
	if cut < 0 {
		return ""
	}
	return path[strings.LastIndexByte(path[:cut], '.')+1 : cut]
}

// NamesIn lists the names of an element, or of all of a page, that others may
// speak of.
func (d *Document) NamesIn(path string) []string {
	var out []string
	item, _ := d.Find(path)
	if item.Name != "" && item.Type != "" {
		out = append(out, item.Name)
	}
	if item.Type == "" || item.Type == "panel" {
		for _, e := range d.Elements(path) {
			if e.Name != "" {
				out = append(out, e.Name)
			}
		}
	}
	return out
}

// mentions finds a name in braces, with what may stand behind it: a row, a
// comment, a total.
func mentions(name string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(\{\s*#?)` + regexp.QuoteMeta(name) + `(\s*\}|[.\[]|-comment\s*\}|-total[.}])`)
}

// Rename gives an element another name, and everything that speaks of it.
func (d *Document) Rename(path, name string) {
	n := d.at(path)
	old := n.get("name").str()
	if n == nil || old == name {
		return
	}
	n.put("name", of(name))
	if old != "" && n.get("valueName").str() != old {
		rename(d.root, old, name)
	}
}

func rename(n *node, old, name string) {
	found := mentions(old)
	var walk func(n *node, key string, inList bool)
	walk = func(n *node, key string, inList bool) {
		if s := n.str(); s != "" {
			fresh := found.ReplaceAllString(s, "${1}"+strings.ReplaceAll(name, "$", "$$")+"${2}")
			if plainly[key] && s == old || inList && listed[key] && s == old {
				fresh = name
			}
			if fresh != s {
				*n = *of(fresh)
				n.changed = true
			}
		}
		for _, m := range n.members {
			walk(m.value, m.key, false)
		}
		for _, item := range n.items {
			walk(item, key, true)
		}
	}
	walk(n, "", false)
}
