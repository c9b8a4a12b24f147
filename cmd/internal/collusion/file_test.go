package collusion_test

// Files and the digest: the same figures by other ways.

import (
	"encoding/csv"
	"strconv"
	"strings"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/spreadsheet"
	"dealervoice/survey/calendar"
)

// file takes everything of a page's file, as CSV or as a workbook.
func (p *plot) file(v view, dim string) {
	q := v.filter.address()
	if v.from == "figures" {
		q.Set("by", dim)
	}
	ending := pick(p.r, "csv", "xlsx")
	doc := v.viewer.client.Get("/app/surveys/" + p.slug + "/export/" + v.from + "." + ending + "?" + q.Encode())
	doc.Expect(apptest.Status(200))
	text := doc.Body
	if ending == "xlsx" {
		t, err := spreadsheet.Read([]byte(doc.Body), spreadsheet.Options{})
		if err != nil {
			p.t.Fatalf("%s.xlsx: %v", v.from, err)
		}
		text = t.Text
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || len(rows) == 0 {
		p.t.Fatalf("%s.%s: %d rows, %v", v.from, ending, len(rows), err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	for _, row := range rows[1:] {
		at := func(name string) string { return row[column[name]] }
		c := cell{Suppressed: at("hidden") != ""}
		c.N, _ = strconv.Atoi(at("n")) // empty: nothing is shown
		c.AsOf, _ = strconv.Atoi(at("as_of"))
		if question := p.about(v.from, at("figure"), at("measure")); question != "" {
			h := heard{cells: []cell{c}}
			if at("segment_by") != "" {
				h.segments = filter{at("segment_by"): {at("segment")}}
			}
			if at("segment_by") == "wave" { // also the waves that the filter leaves out
				h.but = "wave"
			}
			p.heard(v, question, h)
		}
	}
}

// themes is what was written, as the page of themes has it.
const themes = "why it is"

// about is what a line of a file is a sum of; "" for what is fitted to single
// answers and is no sum.
func (p *plot) about(page, figure, measure string) string {
	switch {
	case strings.HasPrefix(figure, "theme:"):
		return themes
	case page != "drivers":
		return figure
	case measure == "count":
		return "complete"
	case measure == "mean" && strings.HasPrefix(figure, "supply."):
		return figure
	}
	return ""
}

// digest takes the page of what is new: how many answered in all, and in the week.
func (p *plot) digest(v view) {
	doc := v.viewer.client.Get("/app/digest")
	doc.Expect(apptest.Status(200))
	said := doc.Find("section.card:has(a[href='/app/surveys/" + p.slug + "/report']) li").First()
	fresh, total, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(said.Text()), "New answers: "), "; ")
	if !ok || strings.Contains(total, older) { // the note stands behind the total
		return
	}
	v.filter = filter{}
	if strings.ContainsAny(total[:1], "0123456789") {
		p.learn(v, "responses", p.group(v, nil, ""))
	}
	if week := p.week(); strings.ContainsAny(fresh[:1], "0123456789") {
		p.learn(v, "responses", p.group(v, filter{"quarter": {week}}, ""))
	}
}

// week names the quarter whose answers are those of the last week that is over.
func (p *plot) week() string {
	quarters := p.days.quarters()
	if calendar.Of(p.days.late, p.days.late.Location()) == calendar.Of(p.days.old, p.days.late.Location()) {
		p.t.Fatal("the two days are one")
	}
	return quarters[1]
}
