package codebook

// Changing a book: each change gives a new one and leaves the old as it is.

import (
	"encoding/json"
	"slices"
	"strings"

	"dealervoice/survey/fault"
)

// Clone is a copy that shares nothing.
func (b *Book) Clone() *Book {
	raw, _ := json.Marshal(b) // strings, slices and maps with string keys: cannot fail
	var out Book
	_ = json.Unmarshal(raw, &out) // what Marshal wrote can be read
	return &out
}

// unknown says that there is no such theme.
func unknown(path string) error {
	return fault.Invalid(fault.Field{Path: path, Key: "bookfile.no_theme"})
}

// Put gives the book with the theme in place of the one of its id, or added.
func (b *Book) Put(t Theme) (*Book, error) {
	out := b.Clone()
	if at := out.at(t.ID); at >= 0 {
		out.Themes[at] = t
	} else {
		out.Themes = append(out.Themes, t)
	}
	return out.sound()
}

// Drop gives the book without the theme.
func (b *Book) Drop(id string) (*Book, error) {
	out := b.Clone()
	at := out.at(id)
	if at < 0 {
		return nil, unknown("theme")
	}
	out.Themes = slices.Delete(out.Themes, at, at+1)
	out.renamePolicies(map[string][]string{id: nil})
	return out.sound()
}

// PutGroup gives the book with the group in place of the one of its id, or added.
func (b *Book) PutGroup(g Group) (*Book, error) {
	out := b.Clone()
	if at := slices.IndexFunc(out.Groups, func(x Group) bool { return x.ID == g.ID }); at >= 0 {
		out.Groups[at] = g
	} else {
		out.Groups = append(out.Groups, g)
	}
	return out.sound()
}

// Merge gives the book in which the theme from has become part of into: its cues,
// boundaries and examples go over, its id is kept among the former ones.
func (b *Book) Merge(from, into string) (*Book, error) {
	out := b.Clone()
	source, target := out.at(from), out.at(into)
	if source < 0 || target < 0 || source == target {
		return nil, unknown("into")
	}
	s, t := out.Themes[source], &out.Themes[target]
	t.Include, t.Exclude = union(t.Include, s.Include), union(t.Exclude, s.Exclude)
	t.Weak, t.PolicyTypes = union(t.Weak, s.Weak), union(t.PolicyTypes, s.PolicyTypes)
	t.Formerly = union(t.Formerly, append([]string{s.ID}, s.Formerly...))
	if t.Cues == nil {
		t.Cues = map[string]Cues{}
	}
	for lang, c := range s.Cues {
		have := t.Cues[lang]
		t.Cues[lang] = Cues{
			Topic: union(have.Topic, c.Topic), Negative: union(have.Negative, c.Negative), Positive: union(have.Positive, c.Positive),
		}
	}
	for lang, list := range s.Examples {
		if t.Examples == nil {
			t.Examples = map[string][]string{}
		}
		t.Examples[lang] = union(t.Examples[lang], list)
	}
	out.Themes = slices.Delete(out.Themes, source, source+1)
	out.renamePolicies(map[string][]string{from: {into}})
	return out.sound()
}

// Split gives the book in which the theme has become the ones given. Their ids must
// be new ones: a figure of the old theme is that of all of them together.
func (b *Book) Split(id string, parts []Theme) (*Book, error) {
	out := b.Clone()
	at := out.at(id)
	if at < 0 {
		return nil, unknown("theme")
	}
	old := out.Themes[at]
	var ids []string
	for i := range parts {
		p := &parts[i]
		if out.at(p.ID) >= 0 {
			return nil, fault.Invalid(fault.Field{Path: "id", Key: "bookfile.id_taken"})
		}
		p.Parent, p.OwnerDepartment, p.ProcessStage, p.PolicyTypes = old.Parent, old.OwnerDepartment, old.ProcessStage, old.PolicyTypes
		p.Formerly = union([]string{old.ID}, old.Formerly)
		ids = append(ids, p.ID)
	}
	out.Themes = slices.Replace(out.Themes, at, at+1, parts...)
	out.renamePolicies(map[string][]string{id: ids})
	return out.sound()
}

func (b *Book) at(id string) int {
	return slices.IndexFunc(b.Themes, func(t Theme) bool { return t.ID == id })
}

// renamePolicies puts themes that came of others in their place.
func (b *Book) renamePolicies(became map[string][]string) {
	for i, p := range b.PolicyTypes {
		var list []string
		for _, id := range p.Themes {
			if next, ok := became[id]; ok {
				list = union(list, next)
			} else {
				list = union(list, []string{id})
			}
		}
		b.PolicyTypes[i].Themes = list
	}
}

// sound gives the book if nothing is wrong with it.
func (b *Book) sound() (*Book, error) {
	if bad := b.Check(); len(bad) > 0 {
		return nil, fault.Invalid(bad...)
	}
	return b, nil
}

// union lists a and what b adds, in their order.
func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, s := range b {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
