package main

// Workbooks, weightings by name and the digest.

import (
	"fmt"
	"math"
	"slices"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/spreadsheet"
	"dealervoice/survey/access"
)

// named saves a weighting and asks by its name: the figures are those of what it
// stands for.
func (s *surfaces) named() {
	s.t.Helper()
	w := analysis.Weighting{By: []string{"region"}, Trim: 3}
	if err := s.a.Schemes.Save(s.t.Context(), access.Machine("test"), "market", w); err != nil {
		s.t.Fatal(err)
	}
	s.check(ask{analysis.ReportQuery{Filter: analysis.Filter{Weight: analysis.Weighting{Scheme: "market"}}}})
	for _, figure := range []string{"nps", "stock"} {
		cells := map[string]string{}
		for name, by := range map[string]analysis.Weighting{"named": {Scheme: "market"}, "spelt out": w} {
			list, err := s.a.Analysis.Cells(s.t.Context(), s.reader, analysis.Query{Survey: s.survey, Figure: figure, Filter: analysis.Filter{Weight: by}})
			if err != nil {
				s.t.Fatal(err)
			}
			cells[name] = fmt.Sprintf("%+v", list)
			s.seen["named"] += len(list)
		}
		if cells["named"] != cells["spelt out"] {
			s.t.Errorf("%s: %v", figure, cells)
		}
	}
}

// same tells whether a number of a file is the figure: to the last digit, but for
// workbooks, which keep fifteen.
func same(got, want float64, surface string) bool {
	return got == want || surface == "xlsx" && math.Abs(got-want) <= 1e-14*math.Abs(want)
}

// workbook is the sheet of a workbook as comma separated text.
func (s *surfaces) workbook(raw string) string {
	s.t.Helper()
	t, err := spreadsheet.Read([]byte(raw), spreadsheet.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	return t.Text
}

// digest compares what a digest says of the survey with its report.
func (s *surfaces) digest() {
	s.t.Helper()
	period := analysis.Filter{From: "2000-01-01", To: "2099-12-31"}
	list, err := s.a.Analysis.News(s.t.Context(), s.reader, period)
	i := slices.IndexFunc(list, func(n analysis.News) bool { return n.Survey == s.survey })
	if err != nil || i < 0 {
		s.t.Fatalf("%+v, %v", list, err)
	}
	whole, err := s.a.Analysis.Report(s.t.Context(), s.reader, s.survey, analysis.Filter{})
	if err != nil {
		s.t.Fatal(err)
	}
	within, err := s.a.Analysis.Report(s.t.Context(), s.reader, s.survey, period)
	if err != nil {
		s.t.Fatal(err)
	}
	if got, want := fmt.Sprintf("%+v %+v", list[i].Fresh, list[i].Total), fmt.Sprintf("%+v %+v", within.Responses, whole.Responses); got != want {
		s.t.Errorf("the digest has %s, the report %s", got, want)
	}
	s.seen["digest"]++
	at := map[string]*analysis.Change{}
	for _, f := range append(whole.Indices, whole.Figures...) {
		for _, r := range append([]analysis.Figure{f}, f.Rows...) {
			at[r.Name] = r.Change
		}
	}
	for _, th := range whole.Themes.Themes {
		at["theme:"+th.ID] = th.Change
	}
	for _, m := range list[i].Moves {
		s.seen["digest"]++
		if c := at[m.Name]; c == nil || fmt.Sprintf("%+v", *c) != fmt.Sprintf("%+v", m.Change) {
			s.t.Errorf("the digest says %s moved by %+v, the report %+v", m.Name, m.Change, c)
		}
	}
}
