package codebook

// What is different between two books.

import (
	"cmp"
	"slices"
	"strings"
)

// Change is one thing that is different between two books: a text that was Before
// and is After, or entries of a list that were Added and Removed.
type Change struct {
	Theme   string // id; of a group where Group is set
	Group   bool
	Field   string // "theme" and "group" for the whole; "zh", "definition.en", "cues.zh.neg", "weak" …
	Before  string
	After   string
	Added   []string
	Removed []string
}

// The fields of a change of a whole theme or group.
const (
	FieldTheme = "theme"
	FieldGroup = "group"
)

// Diff lists what is different in b from a: groups, then themes in b's order, then
// themes that are gone.
func Diff(a, b *Book) []Change {
	var out []Change
	groups := func(x *Book, id string) (Group, bool) {
		at := slices.IndexFunc(x.Groups, func(g Group) bool { return g.ID == id })
		if at < 0 {
			return Group{}, false
		}
		return x.Groups[at], true
	}
	for _, g := range b.Groups {
		old, ok := groups(a, g.ID)
		switch {
		case !ok:
			out = append(out, Change{Theme: g.ID, Group: true, Field: FieldGroup, After: g.ZH + " / " + g.EN})
		case old != g:
			out = append(out, Change{Theme: g.ID, Group: true, Field: FieldGroup, Before: old.ZH + " / " + old.EN, After: g.ZH + " / " + g.EN})
		}
	}
	for _, g := range a.Groups {
		if _, ok := groups(b, g.ID); !ok {
			out = append(out, Change{Theme: g.ID, Group: true, Field: FieldGroup, Before: g.ZH + " / " + g.EN})
		}
	}
	for _, t := range b.Themes {
		old, ok := a.Theme(t.ID)
		if !ok {
			out = append(out, Change{Theme: t.ID, Field: FieldTheme, After: t.ZH + " / " + t.EN, Removed: t.Formerly})
			continue
		}
		out = append(out, themeDiff(old, t)...)
	}
	for _, t := range a.Themes {
		if _, ok := b.Theme(t.ID); !ok {
			c := Change{Theme: t.ID, Field: FieldTheme, Before: t.ZH + " / " + t.EN}
			for _, next := range b.Successors(t.ID) {
				c.Added = append(c.Added, next.ID)
			}
			out = append(out, c)
		}
	}
	return append(out, blockerDiff(a, b)...)
}

func themeDiff(a, b Theme) []Change {
	var out []Change
	text := func(field, x, y string) {
		if x != y {
			out = append(out, Change{Theme: b.ID, Field: field, Before: x, After: y})
		}
	}
	list := func(field string, x, y []string) {
		if c := (Change{Theme: b.ID, Field: field, Added: without(y, x), Removed: without(x, y)}); len(c.Added)+len(c.Removed) > 0 {
			out = append(out, c)
		}
	}
	text("zh", a.ZH, b.ZH)
	text("en", a.EN, b.EN)
	text("parent", a.Parent, b.Parent)
	text("definition.zh", a.Definition.ZH, b.Definition.ZH)
	text("definition.en", a.Definition.EN, b.Definition.EN)
	list("include", a.Include, b.Include)
	list("exclude", a.Exclude, b.Exclude)
	for _, lang := range Languages() {
		x, y := a.Cues[lang], b.Cues[lang]
		list("cues."+lang+".topic", x.Topic, y.Topic)
		list("cues."+lang+".neg", x.Negative, y.Negative)
		list("cues."+lang+".pos", x.Positive, y.Positive)
		list("examples."+lang, a.Examples[lang], b.Examples[lang])
	}
	list("weak", a.Weak, b.Weak)
	list("formerly", a.Formerly, b.Formerly)
	return out
}

// blockerDiff compares the phrases in which a cue means something else.
func blockerDiff(a, b *Book) []Change {
	var out []Change
	cues := map[string]bool{}
	for cue := range a.Blockers {
		cues[cue] = true
	}
	for cue := range b.Blockers {
		cues[cue] = true
	}
	for cue := range cues {
		c := Change{Field: "blockers", Before: cue, After: cue, Added: without(b.Blockers[cue], a.Blockers[cue]), Removed: without(a.Blockers[cue], b.Blockers[cue])}
		if len(c.Added)+len(c.Removed) > 0 {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(x, y Change) int { return cmp.Compare(x.Before, y.Before) })
	return out
}

// without lists what of a is not in b.
func without(a, b []string) []string {
	var out []string
	for _, s := range a {
		if !slices.Contains(b, s) {
			out = append(out, s)
		}
	}
	return out
}

// Lines reads a list that a person wrote, one entry a line, each once.
func Lines(s string) []string { return union([]string{}, strings.Split(s, "\n")) }
