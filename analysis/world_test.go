package analysis

// A small survey for tests of figures: no store, the answers go straight into
// the columns.

import (
	"context"
	"fmt"
	"testing"
	"time"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/mask"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

const worldForm = `{
 "title": {"default": "Dealers", "zh-cn": "经销商"},
 "pages": [{"name": "p1", "elements": [
  {"type": "radiogroup", "name": "role", "choices": ["owner", "buyer", {"value": "unsure", "dv": {"na": true}}], "showOtherItem": true},
  {"type": "checkbox", "name": "channels", "choices": ["trad", "cvs", "online"]},
  {"type": "rating", "name": "osat", "rateMin": 1, "rateMax": 5},
  {"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10, "dv": {"metric": "nps"}},
  {"type": "comment", "name": "why", "visibleIf": "{nps} <= 6", "dv": {"analyze": true, "polarityPrior": -1}},
  {"type": "matrix", "name": "supply", "columns": [1, 2, 3, 4, 5, {"value": "na", "dv": {"na": true}}],
   "rows": ["available", "on_time"]},
  {"type": "ranking", "name": "first", "choices": ["rebate", "credit", "target"], "selectToRankEnabled": true, "maxSelectedChoices": 2},
  {"type": "text", "name": "stock", "inputType": "number"}
 ]}],
 "dv": {"privacy": {"mode": "confidential"}, "scoring": {"dsi": {"range": [0, 100], "minShare": 0.6, "factors": [
   {"id": "supply", "weight": 0.6, "questions": ["supply"]},
   {"id": "overall", "weight": 0.4, "questions": ["osat"]}]}}}
}`

// world is a survey being answered.
type world struct {
	*snapshot
	writer *column.Writer
	reader reader
	count  int
}

func newWorld(t testing.TB, mode survey.Mode) *world {
	t.Helper()
	return worldOf(t, worldForm, mode)
}

// worldOf is a world with another questionnaire.
func worldOf(t testing.TB, form string, mode survey.Mode) *world {
	t.Helper()
	def, err := definition.Load([]byte(form))
	if err != nil {
		t.Fatal(err)
	}
	o := outlineOf(map[int]*definition.Definition{1: def}, []int{1})
	s := &snapshot{masker: mask.New(),
		outline: o, book: worldBook(), table: column.New(), mode: mode, pending: map[string]bool{}, tagger: "t",
		promise: protect([]survey.Version{{Mode: mode, MinCell: 5}}),
	}
	s.survey.Slug, s.survey.Title = "dealers", language.Text{ZH: "经销商", EN: "Dealers"}
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return &world{snapshot: s, writer: s.table.Extend(), reader: reader{outline: o, zone: zone}}
}

func worldBook() *codebook.Book {
	return &codebook.Book{
		Groups: []codebook.Group{{ID: "supply", ZH: "供货", EN: "Supply"}, {ID: "money", ZH: "资金", EN: "Money"}},
		Themes: []codebook.Theme{
			{ID: "supply.stockout", Parent: "supply", ZH: "断货", EN: "Stockouts"},
			{ID: "supply.excess", Parent: "supply", ZH: "压货", EN: "Excess"},
			{ID: "money.rebate", Parent: "money", ZH: "返利", EN: "Rebates"},
		},
	}
}

// says adds a response with an open answer that was read as the hits say.
func (w *world) says(words string, at audience.Attributes, hits ...Hit) feedback.ID {
	id := w.answer(answer.Data{"nps": 3.0, "why": words}, at)
	w.enter(w.writer, Coding{Response: id, Tagger: "t", Hits: hits})
	return id
}

// answer adds a response; at gives its attributes.
func (w *world) answer(data answer.Data, at audience.Attributes) feedback.ID {
	w.count++
	r := feedback.Response{
		ID: feedback.ID(fmt.Sprintf("r%04d", w.count)), Version: 1, Data: data, Attributes: at,
		Region: at["region"], Area: at["area"], Rep: at["rep"],
	}
	if wave := at["wave"]; wave != "" {
		fmt.Sscan(wave, &r.Wave)
	}
	w.reader.read(w.writer, r)
	return r.ID
}

func (w *world) answers(n int, data answer.Data, at audience.Attributes) {
	for range n {
		w.answer(data, at)
	}
}

// callRoll ends the answering and notes who was asked.
func (w *world) callRoll(asked []Invitee) {
	w.table, w.writer = w.writer.Table(), nil
	if !w.promise.open {
		w.roll = rollOfInvited(asked, w.table)
	}
	w.finish()
}

// open ends the answering and looks at it.
func (w *world) open(t testing.TB, v access.Viewer, f Filter) *look {
	t.Helper()
	if w.writer != nil {
		w.table, w.writer = w.writer.Table(), nil
		w.finish()
	}
	l, err := w.look(context.Background(), v, f)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// everyone is a viewer with the whole market in scope.
func everyone() access.Viewer {
	return access.Viewer{UserID: "u", Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.All}}
}

func (l *look) must(t testing.TB, figure string, by ...string) []Cell {
	t.Helper()
	cells, err := l.cells(Query{Figure: figure, By: by})
	if err != nil {
		t.Fatal(err)
	}
	return cells
}

// find picks the cell of a measure and option.
func find(t testing.TB, cells []Cell, m Measure, option string) Cell {
	t.Helper()
	for _, c := range cells {
		if c.Measure == m && c.Option == option {
			return c
		}
	}
	t.Fatalf("no cell %s %q among %+v", m, option, cells)
	return Cell{}
}
