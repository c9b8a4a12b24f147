package api_test

// Figures through the interface: those of the pages, and hidden where they are.

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// fill hands in answers of a region that differ from each other, and has them
// read: where confidence was promised they count from then on.
func (c *caller) fill(slug, region string, n int) {
	c.t.Helper()
	for i := range n {
		body := fmt.Sprintf(`{"data":{"q1":"%d","nps":%d,"q3":%d,"m":{"r1":%d}},"attributes":{"region":"%s"}}`, i%2+1, i%11, i, i%3+1, region)
		c.hand(slug, fmt.Sprint(region, i), body).want(201)
	}
	c.a.Work()
}

func TestTheReportHoldsTheFiguresOfThePages(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		c.publish("small", form(survey.Confidential))
		c.fill("small", "east", 24)
		c.fill("small", "west", 24)
		v := access.Machine("test")
		v.Language = language.English
		for query, f := range map[string]analysis.Filter{
			"": {}, "?filter=region:east": {Is: []analysis.Condition{{Dim: "region", Values: []string{"east"}}}},
			"?filter=region=east&filter=q1:2": {Is: []analysis.Condition{{Dim: "q1", Values: []string{"2"}}, {Dim: "region", Values: []string{"east"}}}},
			"?filter=region:east&filter=region:west&filter=from:2020-01-01": {
				Is: []analysis.Condition{{Dim: "region", Values: []string{"east", "west"}}}, From: "2020-01-01"},
		} {
			want, err := a.Analysis.Report(t.Context(), v, "small", f)
			if err != nil {
				t.Fatal(err)
			}
			if want.Total.N != 48 {
				t.Fatalf("%s: %d of 48 answers are counted", query, want.Total.N)
			}
			var got struct{ Figures, Responses, Total json.RawMessage }
			c.get("/surveys/small/report" + query).want(200).into(&got)
			same(t, query+" figures", got.Figures, want.Figures)
			same(t, query+" responses", got.Responses, want.Responses)
			same(t, query+" total", got.Total, want.Total)
		}
		var split struct {
			By     string
			Splits []struct {
				Figure   string
				Segments []struct {
					Value string
					Cells json.RawMessage
				}
			}
		}
		c.get("/surveys/small/report?by=region").want(200).into(&split)
		for _, s := range split.Splits {
			want, err := a.Analysis.Figure(t.Context(), v, "small", analysis.FigureQuery{Name: s.Figure, By: "region"})
			if err != nil || len(s.Segments) != 2 {
				t.Fatal(s, err)
			}
			for i, segment := range s.Segments {
				same(t, s.Figure+" by "+segment.Value, segment.Cells, want.Splits[i].Cells)
			}
		}
		calm(t, a)
	})
}

func same(t *testing.T, what string, got json.RawMessage, want any) {
	t.Helper()
	raw, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var a, b any
	if json.Unmarshal(got, &a) != nil || json.Unmarshal(raw, &b) != nil || fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, raw)
	}
}

// numbers lists what a figure tells: every number of every cell.
func numbers(v any, into *[]string) {
	switch x := v.(type) {
	case []any:
		for _, item := range x {
			numbers(item, into)
		}
	case map[string]any:
		if x["measure"] != nil && x["suppressed"] == true {
			for _, name := range []string{"n", "count", "missing", "value", "low", "high", "se"} {
				if x[name] != nil {
					*into = append(*into, fmt.Sprint(name, "=", x[name]))
				}
			}
		}
		for _, item := range x {
			numbers(item, into)
		}
	}
}

// L-17: the interface is no way round the guard, by whatever parameter.
func TestWhatIsHiddenHasNoNumberOnAnyWay(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		c.publish("small", form(survey.Confidential))
		c.fill("small", "east", 30)
		c.fill("small", "west", 4)
		var whole struct{ Total struct{ N int } }
		if c.get("/surveys/small/report").want(200).into(&whole); whole.Total.N != 34 {
			t.Fatalf("%d of 34 answers are counted", whole.Total.N)
		}
		hidden := 0
		for _, path := range []string{
			"/report?filter=region:west", "/report?by=region", "/report?filter=region:east&by=q1", "/report?by=q1",
			"/crosstab?rows=q1&cols=region", "/crosstab?rows=nps&cols=region", "/crosstab?rows=m.r1&cols=region&filter=region:west",
			"/themes?filter=region:west",
		} {
			var body any
			got := c.get("/surveys/small" + path).want(200)
			got.into(&body)
			var told []string
			if numbers(body, &told); len(told) > 0 {
				t.Errorf("%s: hidden cells tell %v", path, told)
			}
			hidden += strings.Count(got.Body, `"suppressed":true`)
		}
		if hidden == 0 {
			t.Error("nothing was hidden: the test sees nothing")
		}
		var table struct {
			Columns []struct {
				Value string
				N     struct{ N *int }
			}
		}
		c.get("/surveys/small/crosstab?rows=q1&cols=region").want(200).into(&table)
		for _, column := range table.Columns {
			if column.N.N != nil {
				t.Errorf("34 in all, and %s has %d", column.Value, *column.N.N)
			}
		}
	})
}

func TestFiguresEndAtTheTokensScope(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		c.publish("small", form(survey.Identified))
		c.fill("small", "east", 12)
		c.fill("small", "west", 9)
		west := enterAs(t, a, c.contract, account.NewToken{Roles: []access.Role{access.Manager}, Scope: access.Scope{Level: access.Region, Value: "west"}})
		for path, want := range map[string]int{"": 9, "?filter=region:east": 0, "?filter=region:west": 9} {
			var r struct{ Responses, Total struct{ N int } }
			west.get("/surveys/small/report" + path).want(200).into(&r)
			if r.Responses.N != want || r.Total.N != 9 {
				t.Errorf("%s: %+v, want %d", path, r, want)
			}
		}
	})
}

func TestAFigureIsToldInTheCallersLanguage(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		c.publish("small", form(survey.Identified))
		c.fill("small", url.PathEscape("east"), 1)
		title := func(path string) string {
			var r struct{ Title string }
			c.get("/surveys/small/report" + path).want(200).into(&r)
			return r.Title
		}
		if got := title(""); got != "Small" {
			t.Errorf("English: %q", got)
		}
		if got := title("?lang=zh-CN"); got != "小问卷" {
			t.Errorf("asked for Chinese: %q", got)
		}
		c.lang = language.Chinese
		if got := title(""); got != "小问卷" {
			t.Errorf("Chinese: %q", got)
		}
	})
}
