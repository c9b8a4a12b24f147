package codebookweb

// From a form to a changed book: every edit is one of these operations.

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/survey/fault"
)

// change is what a form asks for.
type change struct {
	Book   *codebook.Book
	Action string // as in the audit trail
	Theme  string // whose page comes after
	Note   string // what a note says where nobody wrote one
}

// changed applies the operation of the form to the book.
func changed(f form.Form, old *codebook.Book) (change, error) {
	switch op := f.Get("op"); op {
	case "theme":
		return putTheme(f, old)
	case "cue":
		return putCue(f, old)
	case "remove":
		b, err := old.Drop(f.Text("theme"))
		return change{b, "codebook.remove", "", "− " + f.Text("theme")}, err
	case "merge":
		b, err := old.Merge(f.Text("theme"), f.Text("into"))
		return change{b, "codebook.merge", f.Text("into"), f.Text("theme") + " → " + f.Text("into")}, err
	case "split":
		return splitTheme(f, old)
	case "group":
		return putGroup(f, old)
	case "import":
		return importBook(f, old)
	default:
		return change{}, fault.New(fault.KindBadRequest, "fault.bad_request", nil)
	}
}

// lists are the fields of a theme that hold one entry a line, with where they go.
func lists(t *codebook.Theme) map[string]*[]string {
	return map[string]*[]string{"include": &t.Include, "exclude": &t.Exclude, "weak": &t.Weak}
}

// putTheme writes the theme of the form; what the form does not show stays.
func putTheme(f form.Form, old *codebook.Book) (change, error) {
	id := f.Text("theme")
	t, known := old.Theme(id)
	if f.Get("new") != "" {
		id = f.Text("id")
		if bad := newID(id, old); bad.Key != "" {
			return change{}, fault.Invalid(bad)
		}
		t = codebook.Theme{ID: id, Weak: []string{}}
	} else if !known {
		return change{}, fault.NotFound("report.theme.not_found")
	}
	t.Parent, t.ZH, t.EN = f.Text("parent"), f.Text("zh"), f.Text("en")
	t.Definition = codebook.Label{ZH: f.Text("dzh"), EN: f.Text("den")}
	var bad []fault.Field
	for _, name := range []string{"zh", "en"} {
		if f.Text(name) == "" {
			bad = append(bad, fault.Field{Path: name, Key: "codebook.error.name"})
		}
	}
	for name, list := range lists(&t) {
		*list = codebook.Lines(f.Get(name))
	}
	t.Cues, t.Examples = map[string]codebook.Cues{}, map[string][]string{}
	for _, lang := range codebook.Languages() {
		t.Cues[lang] = codebook.Cues{
			Topic: codebook.Lines(f.Get(lang + ".topic")), Negative: codebook.Lines(f.Get(lang + ".neg")), Positive: codebook.Lines(f.Get(lang + ".pos")),
		}
		if list := codebook.Lines(f.Get(lang + ".examples")); len(list) > 0 {
			t.Examples[lang] = list
		}
	}
	base := old.Clone()
	bad = append(bad, setBlockers(base, t, f.Get("blockers"))...)
	if len(bad) > 0 {
		return change{}, fault.Invalid(bad...)
	}
	b, err := base.Put(t)
	return change{b, "codebook.edit", id, noteOf(old, b)}, located(err)
}

// newID says what is wrong with the id of a new theme.
func newID(id string, old *codebook.Book) fault.Field {
	if len(old.Successors(id)) > 0 {
		return fault.Field{Path: "id", Key: "bookfile.id_taken"}
	}
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '.' && r != '_' {
			return fault.Field{Path: "id", Key: "codebook.error.id"}
		}
	}
	if id == "" || len(id) > 60 {
		return fault.Field{Path: "id", Key: "codebook.error.id"}
	}
	return fault.Field{}
}

// located turns what the book's check says of the theme into fields of the form.
func located(err error) error {
	ft := fault.From(err)
	if ft == nil || ft.Kind != fault.KindInvalid {
		return err
	}
	fields := make([]fault.Field, len(ft.Fields))
	for i, field := range ft.Fields {
		_, rest, _ := strings.Cut(field.Path, "].")
		parts := strings.Split(rest, ".")
		switch {
		case len(parts) == 3 && parts[0] == "cues":
			name, _, _ := strings.Cut(parts[2], "[")
			rest = parts[1] + "." + name
		case rest == "":
			rest = field.Path
		}
		field.Path = rest
		fields[i] = field
	}
	return fault.Invalid(fields...)
}

// setBlockers puts the phrases in which the theme's cues mean something else into
// the book: one line a cue, "cue = phrase, phrase".
func setBlockers(b *codebook.Book, t codebook.Theme, lines string) []fault.Field {
	mine := cuesOf(t)
	if b.Blockers == nil {
		b.Blockers = map[string][]string{}
	}
	for _, cue := range mine {
		delete(b.Blockers, cue)
	}
	for _, line := range codebook.Lines(lines) {
		cue, phrases, ok := strings.Cut(strings.ReplaceAll(line, "＝", "="), "=")
		cue = strings.TrimSpace(cue)
		list := codebook.Lines(strings.NewReplacer(",", "\n", "，", "\n", "、", "\n").Replace(phrases))
		if !ok || !slices.Contains(mine, cue) || len(list) == 0 {
			return []fault.Field{{Path: "blockers", Key: "codebook.error.blockers", Args: fault.Args{"Line": line}}}
		}
		b.Blockers[cue] = list
	}
	return nil
}

// cuesOf lists all cues of a theme.
func cuesOf(t codebook.Theme) []string {
	var out []string
	for _, c := range t.Cues {
		out = append(append(append(out, c.Topic...), c.Negative...), c.Positive...)
	}
	return append(out, t.Weak...)
}

// blockersOf writes the blockers of a theme's cues as the form has them.
func blockersOf(b *codebook.Book, t codebook.Theme) string {
	mine := map[string]bool{}
	for _, cue := range cuesOf(t) {
		mine[cue] = len(b.Blockers[cue]) > 0
	}
	var out []string
	for _, cue := range slices.Sorted(maps.Keys(mine)) {
		if mine[cue] {
			out = append(out, cue+" = "+strings.Join(b.Blockers[cue], "、"))
		}
	}
	return strings.Join(out, "\n")
}

// putCue adds one cue to a theme.
func putCue(f form.Form, old *codebook.Book) (change, error) {
	t, ok := old.Clone().Theme(f.Text("theme"))
	if !ok {
		return change{}, fault.Invalid(fault.Field{Path: "theme", Key: "codebook.error.theme"})
	}
	lang, cue := f.Text("language"), f.Text("cue")
	if !slices.Contains(codebook.Languages(), lang) {
		return change{}, fault.New(fault.KindBadRequest, "fault.bad_request", nil)
	}
	if t.Cues == nil {
		t.Cues = map[string]codebook.Cues{}
	}
	c := t.Cues[lang]
	switch f.Get("polarity") {
	case "weak":
		c.Topic, t.Weak = append(c.Topic, cue), append(t.Weak, cue)
	case "topic":
		c.Topic = append(c.Topic, cue)
	case "neg":
		c.Negative = append(c.Negative, cue)
	case "pos":
		c.Positive = append(c.Positive, cue)
	default:
		return change{}, fault.Invalid(fault.Field{Path: "polarity", Key: "codebook.error.polarity"})
	}
	t.Cues[lang] = c
	b, err := old.Put(t)
	return change{b, "codebook.accept_cue", t.ID, fmt.Sprintf("+ %s → %s (%s)", cue, t.ID, f.Get("polarity"))}, err
}

// splitTheme makes two themes of one, each with its own names and cues.
func splitTheme(f form.Form, old *codebook.Book) (change, error) {
	id := f.Text("theme")
	t, ok := old.Theme(id)
	if !ok {
		return change{}, fault.NotFound("report.theme.not_found")
	}
	var parts []codebook.Theme
	var bad []fault.Field
	for _, side := range []string{"a.", "b."} {
		p, wrong := partOf(f, side, t)
		if taken := newID(p.ID, old); taken.Key != "" {
			wrong = append(wrong, fault.Field{Path: side + "id", Key: taken.Key})
		}
		parts, bad = append(parts, p), append(bad, wrong...)
	}
	if len(bad) == 0 && parts[0].ID == parts[1].ID {
		bad = append(bad, fault.Field{Path: "b.id", Key: "bookfile.id_taken"})
	}
	if len(bad) > 0 {
		return change{}, fault.Invalid(bad...)
	}
	b, err := old.Split(id, parts)
	return change{b, "codebook.split", parts[0].ID, id + " → " + parts[0].ID + ", " + parts[1].ID}, err
}

// partOf reads one side of a split.
func partOf(f form.Form, side string, whole codebook.Theme) (codebook.Theme, []fault.Field) {
	p := codebook.Theme{
		ID: f.Text(side + "id"), ZH: f.Text(side + "zh"), EN: f.Text(side + "en"),
		Definition: codebook.Label{ZH: f.Text(side + "dzh"), EN: f.Text(side + "den")}, Cues: map[string]codebook.Cues{}, Weak: []string{},
	}
	var bad []fault.Field
	for _, name := range []string{"zh", "en"} {
		if f.Text(side+name) == "" {
			bad = append(bad, fault.Field{Path: side + name, Key: "codebook.error.name"})
		}
	}
	for _, lang := range codebook.Languages() {
		list := func(kind string) []string { return codebook.Lines(f.Get(side + lang + "." + kind)) }
		p.Cues[lang] = codebook.Cues{Topic: list("topic"), Negative: list("neg"), Positive: list("pos")}
	}
	all := cuesOf(p)
	for _, w := range whole.Weak {
		if slices.Contains(all, w) {
			p.Weak = append(p.Weak, w)
		}
	}
	return p, bad
}

// putGroup writes a theme of the first level.
func putGroup(f form.Form, old *codebook.Book) (change, error) {
	g := codebook.Group{ID: f.Text("group"), ZH: f.Text("zh"), EN: f.Text("en")}
	var bad []fault.Field
	if f.Get("new") != "" {
		g.ID = f.Text("id")
		if wrong := newID(g.ID, old); wrong.Key != "" {
			bad = append(bad, wrong)
		}
	}
	for _, name := range []string{"zh", "en"} {
		if f.Text(name) == "" {
			bad = append(bad, fault.Field{Path: name, Key: "codebook.error.name"})
		}
	}
	if len(bad) > 0 {
		return change{}, fault.Invalid(bad...)
	}
	b, err := old.PutGroup(g)
	return change{b, "codebook.edit", "", noteOf(old, b)}, err
}

// importBook reads a book that was uploaded: JSON, or a table.
func importBook(f form.Form, old *codebook.Book) (change, error) {
	body := f.Get("body")
	var b *codebook.Book
	var err error
	if strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(body, "\ufeff")), "{") {
		b, err = codebook.Read(bytes.NewReader([]byte(body)))
	} else {
		b, err = old.ReadCSV(strings.NewReader(body))
	}
	return change{b, "codebook.import", "", ""}, err
}

// noteOf says in a line what is different.
func noteOf(old, next *codebook.Book) string {
	if next == nil {
		return ""
	}
	var out []string
	for _, c := range codebook.Diff(old, next) {
		s := c.Theme + " " + c.Field
		if len(c.Added) > 0 {
			s += " + " + strings.Join(c.Added, ", ")
		}
		if len(c.Removed) > 0 {
			s += " − " + strings.Join(c.Removed, ", ")
		}
		out = append(out, strings.TrimSpace(s))
	}
	return shortened(strings.Join(out, "; "))
}

// shortened bounds a note.
func shortened(s string) string {
	const most = 300
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
