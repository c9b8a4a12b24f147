package edit_test

// Each operation on one small questionnaire whose parts speak of each other.

import (
	"strings"
	"testing"

	"dealervoice/survey/definition"
	"dealervoice/survey/definition/edit"
)

const small = `{
  "title": "T", "kept": {"big": 12345678901234567890, "x": 1.50},
  "pages": [
    {"name": "p1", "elements": [
      {"type": "radiogroup", "name": "q1", "title": {"default": "One?", "zh-cn": "一？", "fr": "Un ?"}, "choices": ["a", {"value": "b", "text": "B", "dv": {"na": true}}, 3]},
      {"type": "comment", "name": "q2", "title": "Why {q1}?", "visibleIf": "{q1} = 'a' and {Q1} notempty"},
      {"type": "panel", "name": "box", "elements": [{"type": "text", "name": "in", "enableIf": "{in2} > 1"}]}
    ]},
    {"name": "p2", "elements": [{"type": "matrix", "name": "q10", "columns": [1, 2], "rows": ["r"], "visibleIf": "{q2-Comment} notempty or {q10.r} = 1"}]}
  ],
  "triggers": [{"type": "skip", "expression": "{q1} = 3", "gotoName": "q10"}]
}`

func TestEachOperation(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(d *edit.Document) bool
		has  []string
		not  []string
		same bool
	}{
		"up at the top does nothing": {do: func(d *edit.Document) bool { return !d.Shift("pages[0].elements[0]", edit.Up) }, same: true},
		"down changes places":        {do: func(d *edit.Document) bool { return d.Shift("pages[0].elements[0]", edit.Down) && first(d) == "q2" }},
		"a page goes down":           {do: func(d *edit.Document) bool { return d.Shift("pages[0]", edit.Down) && d.Pages()[0].Name == "p2" }},
		"to another page": {do: func(d *edit.Document) bool {
			return d.MoveTo("pages[0].elements[0]", "pages[1]") && names(d) == "q2 box in q10 q1"
		}},
		"into a panel": {do: func(d *edit.Document) bool {
			return d.MoveTo("pages[0].elements[0]", "pages[0].elements[2]") && names(d) == "q2 box in q1 q10"
		}},
		"a panel not into itself": {do: func(d *edit.Document) bool { return !d.MoveTo("pages[0].elements[2]", "pages[0].elements[2]") }, same: true},
		"nothing at a strange place": {do: func(d *edit.Document) bool {
			return !d.Remove("pages[9].elements[0]") && !d.Remove("title") && !d.Remove("")
		}, same: true},
		"away": {do: func(d *edit.Document) bool { return d.Remove("pages[0].elements[1]") && names(d) == "q1 box in q10" }},
		"a copy with its own names": {do: func(d *edit.Document) bool {
			_, ok := d.Duplicate("pages[0].elements[2]")
			return ok && names(d) == "q1 q2 box in box_2 in_2 q10"
		}},
		"a matrix copied minds itself": {do: func(d *edit.Document) bool { _, ok := d.Duplicate("pages[1].elements[0]"); return ok }, has: []string{"{q10.r} = 1", "{q_2.r} = 1"}},
		"a name with all that uses it": {do: func(d *edit.Document) bool { d.Rename("pages[0].elements[0]", "first"); return true },
			has: []string{`"name": "first"`, "{first} = 'a' and {first} notempty", "Why {first}?", "{first} = 3", "{q10.r}"}, not: []string{"{q1}"}},
		"the goal of a jump": {do: func(d *edit.Document) bool { d.Rename("pages[1].elements[0]", "m$1"); return true }, has: []string{`"gotoName": "m$1"`, "{m$1.r} = 1"}},
		"a text in one language": {do: func(d *edit.Document) bool {
			d.SetText("pages[0].elements[0]", "title", edit.Text{ZH: "二？", EN: "One?"})
			return true
		}, has: []string{"二？", "Un ?", "One?"}, not: []string{"一？"}},
		"a text that was plain": {do: func(d *edit.Document) bool { d.SetText("", "title", edit.Text{ZH: "题", EN: "T"}); return true }, has: []string{`"title": {"default": "T", "zh-cn": "题"}`}},
		"a text taken away":     {do: func(d *edit.Document) bool { d.SetText("", "title", edit.Text{}); return true }, not: []string{`"title": "T"`}},
		"choices keep what is known": {do: func(d *edit.Document) bool { return lines(d, "b | 乙 | B\n3\nc | 丙\n") },
			has: []string{`"na": true`, `"default": "B"`, "乙", ` 3,`, `"zh-cn": "丙"`}, not: []string{`"a",`}},
		"bars and breaks in choices": {do: func(d *edit.Document) bool {
			return lines(d, `a | x\|y | l\nm`) && d.Choices("pages[0].elements[0]", "choices")[0].Text == edit.Text{ZH: "x|y", EN: "l\nm"}
		}},
		"an empty page goes behind": {do: func(d *edit.Document) bool {
			return d.AddPage(edit.Text{ZH: "页"}) == "pages[2]" && len(d.Pages()) == 3
		}},
		"a property inside dv": {do: func(d *edit.Document) bool {
			d.Set("pages[0].elements[1]", "dv.analyze", true)
			return d.Flag("pages[0].elements[1]", "dv.analyze")
		}, has: []string{`"dv": {"analyze": true}`}},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, small)
			if !c.do(d) {
				t.Errorf("refused, or elsewhere: %s\n%s", names(d), d.Source())
			}
			got := d.Source()
			if c.same != (got == small) {
				t.Errorf("changed: %v", got != small)
			}
			for _, s := range append(c.has, `{"big": 12345678901234567890, "x": 1.50}`) {
				if !strings.Contains(got, s) {
					t.Errorf("lacks %s in\n%s", s, got)
				}
			}
			for _, s := range c.not {
				if strings.Contains(got, s) {
					t.Errorf("has still %s", s)
				}
			}
		})
	}
}

func first(d *edit.Document) string { return d.Elements("pages[0]")[0].Name }

func names(d *edit.Document) string {
	var out []string
	for _, p := range d.Pages() {
		for _, e := range d.Elements(p.Path) {
			out = append(out, e.Name)
		}
	}
	return strings.Join(out, " ")
}

func lines(d *edit.Document, text string) bool {
	l, err := edit.ParseLines(text)
	d.SetLines("pages[0].elements[0]", "choices", l)
	return err == nil
}

func TestWhatSpeaksOfAQuestionIsFound(t *testing.T) {
	d := open(t, small)
	var got []string
	for _, r := range d.References(d.NamesIn("pages[0].elements[0]"), "pages[0].elements[0]") {
		got = append(got, r.Path)
	}
	if want := "pages[0].elements[1].title pages[0].elements[1].visibleIf triggers[0].expression"; strings.Join(got, " ") != want {
		t.Errorf("got %s", got)
	}
	if r := d.References([]string{"q10"}, "pages[1]"); len(r) != 1 || r[0].Property != "gotoName" {
		t.Errorf("got %v", r)
	}
}

func TestBadLinesAreNamed(t *testing.T) {
	for text, want := range map[string]string{"a\n\n| x": "value", "a\na | b": "twice", "a|b|c|d": "parts"} {
		_, err := edit.ParseLines(text)
		if bad, ok := err.(*edit.BadLine); !ok || bad.Reason != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestConditionsAreRowsWhereRowsCanSayThem(t *testing.T) {
	for source, want := range map[string]string{
		"{a} = 'x'":                       "{a} = 'x'",
		"{a} >= 3 and ({b} contains 'y')": "{a} >= 3 and {b} contains 'y'",
		"{a} anyof ['x', 2] or {b} empty": "{a} anyof ['x', 2] or {b} empty",
		"{a.row} != true":                 "{a.row} != true",
		`{a} = 'it\'s'`:                   `{a} = 'it\'s'`,
		"{a} = '1'":                       "",
		"{a} = 1 and {b} = 2 or {c} = 3":  "",
		"{a} + 1 > 2":                     "",
		"age({a}) > 2":                    "",
		"{a} = {b}":                       "",
		"!({a} = 1)":                      "",
		"{a} = ":                          "",
	} {
		c, ok := edit.ReadCondition(source)
		if ok != (want != "") || ok && c.String() != want {
			t.Errorf("%s: %v %q", source, ok, c.String())
		}
	}
}

func TestEveryKindThatCanBeAddedRuns(t *testing.T) {
	d := open(t, edit.Blank(edit.Text{ZH: "新", EN: "New"}, "confidential"))
	for _, kind := range edit.Kinds() {
		path, ok := d.Add("pages[0]", edit.Wish{Kind: kind, Title: edit.Text{ZH: "问", EN: "Q"}})
		if !ok {
			t.Fatalf("%s cannot be added", kind)
		}
		if kind == "panel" {
			if _, ok := d.Add(path, edit.Wish{Kind: "text", Title: edit.Text{EN: "In"}}); !ok {
				t.Error("nothing can be added to a panel")
			}
		}
	}
	if r := definition.Check([]byte(d.Source())); !r.OK() {
		t.Errorf("%v\n%s", r.Errors, d.Source())
	}
	if _, ok := d.Add("pages[0]", edit.Wish{Kind: "teleport"}); ok {
		t.Error("an unknown kind was added")
	}
}
