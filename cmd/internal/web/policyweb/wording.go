package policyweb

// The wording of a version as a form holds it.

import (
	"fmt"
	"strconv"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

// blanks is how many empty clauses a new form offers.
const blanks = 2

// maxRows bounds how many clauses a form is read for; the register refuses fewer.
const maxRows = 100

// ClauseInput is one clause of the form.
type ClauseInput struct {
	Place  int
	ID     policy.ClauseID // empty: new
	IDName string
	ZH, EN form.Input
}

// draftOf reads the wording.
func draftOf(f form.Form) policy.Draft {
	d := policy.Draft{
		Summary: text(f, "summary"), From: calendar.Day(f.Text("from")), To: calendar.Day(f.Text("to")),
		Reach: policy.Reach{Regions: f.Values["regions"], Areas: f.Values["areas"]}, Note: f.Text("note"),
	}
	d.After, _ = strconv.Atoi(f.Text("after")) // not a number: 0, no version of that number
	for i := range rows(f) {
		name := fmt.Sprintf("clauses.%d", i)
		d.Clauses = append(d.Clauses, policy.Clause{ID: policy.ClauseID(f.Text(name + ".id")), Text: text(f, name)})
	}
	return d
}

// text reads both languages of a text.
func text(f form.Form, name string) language.Text {
	return language.Text{ZH: f.Text(name + ".zh"), EN: f.Text(name + ".en")}
}

// rows counts the clauses that the form holds.
func rows(f form.Form) int {
	n := 0
	for n < maxRows && f.Values.Has(fmt.Sprintf("clauses.%d.zh", n)) {
		n++
	}
	return n
}

// fill puts a version's wording into the form, to be changed into the next.
func fill(f form.Form, v policy.Version) {
	put := func(name, value string) { f.Values.Set(name, value) }
	put("summary.zh", v.Summary.ZH)
	put("summary.en", v.Summary.EN)
	put("after", strconv.Itoa(v.Number))
	f.Values["regions"], f.Values["areas"] = v.Reach.Regions, v.Reach.Areas
	for i, c := range v.Clauses {
		name := fmt.Sprintf("clauses.%d", i)
		put(name+".id", string(c.ID))
		put(name+".zh", c.Text.ZH)
		put(name+".en", c.Text.EN)
	}
	more(f)
}

// more adds empty clauses.
func more(f form.Form) {
	n := rows(f)
	for i := range blanks {
		f.Values.Set(fmt.Sprintf("clauses.%d.zh", n+i), "")
	}
}

// clauses are the inputs of the form's clauses.
func clauses(fr page.Frame, f form.Form) []ClauseInput {
	var out []ClauseInput
	for i := range rows(f) {
		name := fmt.Sprintf("clauses.%d", i)
		in := func(side, label string, tag language.Tag) form.Input {
			x := f.Input(fr, form.Ask{Kind: form.Area, Name: name + side, Label: label, Optional: tag == language.English || i > 0})
			x.Lang = string(tag)
			return x
		}
		out = append(out, ClauseInput{Place: i + 1, ID: policy.ClauseID(f.Text(name + ".id")), IDName: name + ".id",
			ZH: in(".zh", "policy.clause_zh", language.Chinese), EN: in(".en", "policy.clause_en", language.English)})
	}
	return out
}

// Wording is the part of a form that writes a version.
type Wording struct {
	Summary []form.Input
	Clauses []ClauseInput
	Reach   []form.Input
	After   string // the version it follows; empty for the first
}

// wording builds the fields of a version; the note is asked for from the second
// version on.
func wording(fr page.Frame, f form.Form, regions, areas []form.Option) Wording {
	area := func(name, label string, tag language.Tag) form.Input {
		in := f.Input(fr, form.Ask{Kind: form.Area, Name: name, Label: label, Optional: tag == language.English})
		in.Lang = string(tag)
		return in
	}
	w := Wording{
		Summary: []form.Input{area("summary.zh", "policy.summary_zh", language.Chinese), area("summary.en", "policy.summary_en", language.English)},
		Clauses: clauses(fr, f), After: f.Text("after"),
	}
	w.Reach = []form.Input{
		f.Input(fr, form.Ask{Kind: form.Date, Name: "from", Label: "policy.from"}),
		f.Input(fr, form.Ask{Kind: form.Date, Name: "to", Label: "policy.to", Help: "policy.to_help", Optional: true}),
	}
	if len(regions) > 0 {
		w.Reach = append(w.Reach, f.Input(fr, form.Ask{Kind: form.Checks, Name: "regions", Label: "policy.regions", Help: "policy.regions_help", Optional: true}).From(f, regions))
	}
	if len(areas) > 0 {
		w.Reach = append(w.Reach, f.Input(fr, form.Ask{Kind: form.Checks, Name: "areas", Label: "policy.areas", Optional: true}).From(f, areas))
	}
	note := form.Ask{Kind: form.Area, Name: "note", Label: "policy.note", Help: "policy.note_help", Optional: w.After == ""}
	w.Reach = append(w.Reach, f.Input(fr, note))
	return w
}

// head are the fields of the policy as a whole.
func head(fr page.Frame, f form.Form) []form.Input {
	zh := f.Input(fr, form.Ask{Kind: form.Line, Name: "title.zh", Label: "policy.title_zh"})
	en := f.Input(fr, form.Ask{Kind: form.Line, Name: "title.en", Label: "policy.title_en", Optional: true})
	zh.Lang, en.Lang = string(language.Chinese), string(language.English)
	return []form.Input{f.Input(fr, form.Ask{Kind: form.Select, Name: "type", Label: "policy.type"}).From(f, types(fr)), zh, en}
}
