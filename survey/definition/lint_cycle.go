// Circles: questions that show each other, calculations that need each other.

package definition

import (
	"slices"
	"strings"
)

// cycles names each circle once, from its first question in the survey.
func (l *linter) cycles() {
	needs := map[*Element][]*Element{}
	paths := map[*Element]string{}
	for _, r := range l.rules {
		if r.kind != "visibleIf" && r.kind != "expression" || r.at == nil {
			continue
		}
		for _, name := range r.e.Names() {
			if e := l.d.asked(name, r.at); e != nil {
				needs[r.at] = append(needs[r.at], e)
				paths[r.at] = r.path
			}
		}
	}
	done := map[*Element]bool{}
	for _, r := range l.rules {
		if r.at != nil && !done[r.at] {
			l.circle(r.at, needs, paths, done)
		}
	}
	l.calculations()
}

// circle walks from one question to those it needs and tells when it comes
// back to one on the way.
func (l *linter) circle(start *Element, needs map[*Element][]*Element, paths map[*Element]string, done map[*Element]bool) {
	var way []*Element
	var walk func(e *Element)
	walk = func(e *Element) {
		if i := slices.Index(way, e); i >= 0 {
			l.warn(paths[e], WarnCycle, "waits for itself: %s", loop(way[i:]))
			return
		}
		if done[e] {
			return
		}
		way = append(way, e)
		for _, next := range needs[e] {
			walk(next)
		}
		way = way[:len(way)-1]
		done[e] = true
	}
	walk(start)
}

func loop(way []*Element) string {
	names := make([]string, 0, len(way)+1)
	for _, e := range way {
		names = append(names, e.Name)
	}
	return strings.Join(append(names, way[0].Name), " -> ")
}

// calculations finds calculated values that need themselves.
func (l *linter) calculations() {
	at := map[string]int{}
	for i, c := range l.d.Calculated {
		at[strings.ToLower(c.Name)] = i
	}
	for i := range l.d.Calculated {
		seen := map[int]bool{}
		if way := l.backTo(i, i, at, seen); way != nil {
			l.warn("calculatedValues["+itoa(i)+"].expression", WarnCycle, "needs itself: %s", strings.Join(way, " -> "))
		}
	}
}

// backTo finds a way from one calculated value to another by what they name.
func (l *linter) backTo(target, from int, at map[string]int, seen map[int]bool) []string {
	c := l.d.Calculated[from]
	if c.Formula == nil || seen[from] {
		return nil
	}
	seen[from] = true
	for _, name := range c.Formula.Names() {
		next, ok := at[strings.ToLower(root(name))]
		if !ok {
			continue
		}
		if next == target {
			return []string{c.Name, l.d.Calculated[target].Name}
		}
		if way := l.backTo(target, next, at, seen); way != nil {
			return append([]string{c.Name}, way...)
		}
	}
	return nil
}
