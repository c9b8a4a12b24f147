package main

// Every way to a figure shows the same one: page, picture, files, interface,
// command line, on both databases, for filters, weights and segments at random.

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"math"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/companytest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/demo"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// surfaces are all ways to the figures of one survey.
type surfaces struct {
	t      *testing.T
	a      *apptest.App
	survey string
	reader access.Viewer
	client *apptest.Client
	token  string
	seen   map[string]int // how many numbers were compared on each surface
	hidden int
}

// ask is one question put on all of them.
type ask struct {
	analysis.ReportQuery
}

func openSurfaces(t *testing.T, dsn string) *surfaces {
	t.Helper()
	t.Setenv("DATABASE_URL", dsn)
	t.Setenv("DATA_DIR", t.TempDir())
	s := &surfaces{t: t, a: apptest.Start(t, dsn), reader: access.Machine("test"), seen: map[string]int{}}
	s.reader.Language = language.English
	s.client = s.a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
	_, secret, err := s.a.Accounts.AddToken(t.Context(), access.Machine("test"), account.NewToken{
		Name: "surfaces", Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.All},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.token = secret.Reveal()
	return s
}

// sees fails where a surface was hardly looked at.
func (s *surfaces) sees(least int, names ...string) {
	s.t.Helper()
	for _, name := range names {
		if s.seen[name] < least {
			s.t.Errorf("%d figures were compared by %s: the test sees too little", s.seen[name], name)
		}
	}
}

func TestEverySurfaceShowsTheSameFigure(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		s := openSurfaces(t, dsn)
		s.survey = "dealers"
		r := rand.New(rand.NewPCG(11, 23))
		s.openCompany(r)
		for range 12 {
			s.check(randomAsk(r))
		}
		s.named()
		s.digest()
		s.deeper(analysis.Filter{}.With("region", "华南"))
		s.sees(20, "csv", "xlsx", "named", "json", "api", "command line", "page", "picture", "cells", "weighted", "deeper api")
	})
}

// In a survey that promised confidence, what one surface hides all hide.
func TestWhatOneSurfaceHidesAllHide(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		s := openSurfaces(t, dsn)
		s.survey = "dealer-quarterly"
		if err := demo.Load(t.Context(), s.a.App, "a long password of the demo"); err != nil {
			t.Fatal(err)
		}
		weighted := analysis.Filter{Weight: analysis.Weighting{By: []string{"region"}, Trim: 3}}
		s.check(ask{analysis.ReportQuery{By: "region"}})
		s.check(ask{analysis.ReportQuery{Filter: weighted}})
		s.check(ask{analysis.ReportQuery{Filter: analysis.Filter{}.With("tier", "C").With("wave", "2")}})
		s.digest()
		s.deeper(analysis.Filter{})
		s.sees(1, "digest")
		s.sees(10, "csv", "xlsx", "json", "api", "command line", "page", "cells", "weighted", "deeper api")
		s.sees(4, "csv of watch", "csv of drivers", "csv of turnout", "csv of chain", "csv of kano", "command line of chain", "command line of turnout")
		if s.hidden == 0 {
			t.Errorf("%d figures were hidden: the test sees nothing of the guard", s.hidden)
		}
	})
}

// openCompany publishes a survey in which staff know who answered, with a roster
// that the answers do not mirror.
func (s *surfaces) openCompany(r *rand.Rand) {
	s.t.Helper()
	c := companytest.Open(s.t, s.a, survey.Identified)
	var rows []audience.Row
	for i := range 60 {
		rows = append(rows, audience.Row{Line: i + 1, Dealer: audience.Dealer{
			Code: audience.Code(fmt.Sprintf("D-%03d", i)), ValidFrom: "2026-01-01", Name: fmt.Sprint("Dealer ", i), Region: []string{"华东", "华南", "华南", "华北"}[i%4],
			Area: "a", Tier: "A", Channels: []string{"trad"}, Language: language.Chinese,
		}})
	}
	if _, err := s.a.Roster.Enter(s.t.Context(), access.Machine("test"), rows); err != nil {
		s.t.Fatal(err)
	}
	for wave := 1; wave <= 2; wave++ {
		for range 50 {
			c.Answer(wave, []string{"华东/苏南", "华东/浙北", "华南/粤东", "华北/京津"}[r.IntN(4)], answer.Data{
				"role": []any{"owner", "buyer"}[r.IntN(2)], "nps": float64(r.IntN(11)), "stock": float64(r.IntN(60)),
				"policy": map[string]any{"rebate": float64(1 + r.IntN(5)), "credit": float64(1 + r.IntN(5))},
			})
		}
	}
	c.Take()
}

func randomAsk(r *rand.Rand) ask {
	f := analysis.Filter{}
	for _, at := range []analysis.Condition{
		{Dim: "wave", Values: []string{"1", "2"}}, {Dim: "region", Values: []string{"华东", "华南", "华北"}}, {Dim: "role", Values: []string{"owner"}},
	} {
		if r.IntN(3) == 0 {
			f = f.With(at.Dim, at.Values[:1+r.IntN(len(at.Values))]...)
		}
	}
	if r.IntN(2) == 0 {
		f.Weight.By = [][]string{{"region"}, {"region", "area"}}[r.IntN(2)]
		f.Weight.Trim = []float64{0, 3}[r.IntN(2)]
	}
	return ask{analysis.ReportQuery{Filter: f, By: []string{"", "region", "role", "wave"}[r.IntN(4)]}}
}

// check puts the question everywhere.
func (s *surfaces) check(q ask) {
	s.t.Helper()
	name := q.Filter.Query().Encode() + " by " + q.By
	truth, err := s.a.Analysis.Figures(s.t.Context(), s.reader, s.survey, q.ReportQuery)
	if err != nil {
		s.t.Fatal(name, err)
	}
	lines := truth.Listed()
	address := q.Filter.Query()
	if q.By != "" {
		address.Set("by", q.By)
	}
	base := "/app/surveys/" + s.survey
	file := s.client.Get(base + "/export/figures.csv?" + address.Encode())
	s.rows(name, "csv", file.Body, lines)
	s.rows(name, "xlsx", s.workbook(s.client.Get(base+"/export/figures.xlsx?"+address.Encode()).Body), lines)
	s.rows(name, "command line", s.commandLine(q), lines)
	s.document(name, "json", s.client.Get(base+"/export/figures.json?"+address.Encode()).Body, truth)
	s.document(name, "api", s.api(q), truth)
	s.page(name, s.client.Get(base+"/report?"+q.Filter.Query().Encode()), truth)
	s.picture(name, q, truth)
	s.cells(name, q, truth)
	for _, l := range lines {
		if l.Cell.Suppressed {
			s.hidden++
		}
		if l.Cell.Weighted() {
			s.seen["weighted"]++
		}
	}
}

// rows compares a CSV with the cells, line by line.
func (s *surfaces) rows(name, surface, text string, want []analysis.FigureLine) {
	s.t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != len(want)+1 {
		s.t.Fatalf("%s: %s has %d rows for %d figures: %v\n%.300s", name, surface, len(rows), len(want), err, text)
	}
	at := map[string]int{}
	for i, column := range rows[0] {
		at[column] = i
	}
	for i, w := range want {
		got, c := rows[i+1], w.Cell
		where := fmt.Sprintf("%s: %s, %s %s %s %s", name, surface, w.Figure, c.Measure, w.Option, w.Value)
		if got[at["figure"]] != w.Figure || got[at["segment"]] != w.Value || got[at["measure"]] != string(c.Measure) {
			s.t.Fatalf("%s stands as %v", where, got)
		}
		if c.Suppressed {
			if got[at["value"]]+got[at["n"]]+got[at["low"]]+got[at["count"]]+got[at["unweighted"]] != "" || got[at["hidden"]] != string(c.Reason) {
				s.t.Errorf("%s is hidden, and the file has %v", where, got)
			}
			continue
		}
		if !c.Shown() {
			continue
		}
		s.seen[surface]++
		value, err := strconv.ParseFloat(got[at["value"]], 64)
		if err != nil || !same(value, c.Value, surface) || got[at["n"]] != strconv.Itoa(c.N) {
			s.t.Errorf("%s: %v, want %v of %d", where, got, c.Value, c.N)
		}
		if low, err := strconv.ParseFloat(got[at["low"]], 64); c.Bounded && (err != nil || !same(low, c.Low, surface)) {
			s.t.Errorf("%s: low %v, want %v", where, low, c.Low)
		}
	}
}

func (s *surfaces) commandLine(q ask) string {
	s.t.Helper()
	args := []string{"survey", "report", s.survey, "--format", "csv", "--lang", "en"}
	for _, c := range q.Filter.Is {
		for _, v := range c.Values {
			args = append(args, "--filter", c.Dim+":"+v)
		}
	}
	if q.By != "" {
		args = append(args, "--by", q.By)
	}
	if w := q.Filter.Weight; w.On() {
		args = append(args, "--weight", cmp.Or(w.Scheme, strings.Join(w.By, ",")))
		if w.Scheme == "" {
			args = append(args, "--trim", fmt.Sprint(w.Trim))
		}
	}
	got := dealervoice("", args...)
	if got.code != exitDone {
		s.t.Fatalf("%v: %+v", args, got)
	}
	return got.out
}

func (s *surfaces) api(q ask) string {
	s.t.Helper()
	p := url.Values{}
	for _, c := range q.Filter.Is {
		for _, v := range c.Values {
			p.Add("filter", c.Dim+":"+v)
		}
	}
	if w := q.Filter.Weight; w.On() {
		p.Set("weight", cmp.Or(w.Scheme, strings.Join(w.By, ",")))
		if w.Scheme == "" {
			p.Set("trim", fmt.Sprint(w.Trim))
		}
	}
	p.Set("by", q.By)
	p.Set("lang", "en")
	got := s.a.Visitor(language.English).Send(apptest.Request{
		Method: http.MethodGet, Path: "/api/v1/surveys/" + s.survey + "/report?" + p.Encode(), Header: http.Header{"Authorization": {"Bearer " + s.token}},
	})
	if got.Status != http.StatusOK {
		s.t.Fatalf("%s: %d %s", p.Encode(), got.Status, got.Body)
	}
	return got.Body
}

// document compares a report as JSON with the truth, cell for cell.
func (s *surfaces) document(name, surface, raw string, truth analysis.SplitReport) {
	s.t.Helper()
	type document struct {
		Responses, Total, Indices, Figures, Splits any
		Themes                                     struct{ Themes any }
	}
	var got, want document
	if err := json.Unmarshal([]byte(raw), &got); err != nil {
		s.t.Fatalf("%s: %s: %v\n%.300s", name, surface, err, raw)
	}
	truly, err := json.Marshal(truth)
	if err == nil {
		err = json.Unmarshal(truly, &want)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	for part, pair := range map[string][2]any{
		"responses": {got.Responses, want.Responses}, "total": {got.Total, want.Total}, "indices": {got.Indices, want.Indices},
		"figures": {got.Figures, want.Figures}, "themes": {got.Themes.Themes, want.Themes.Themes}, "splits": {got.Splits, want.Splits},
	} {
		a, b := fmt.Sprint(pair[0]), fmt.Sprint(pair[1])
		if none := strings.NewReplacer("<nil>", "[]"); none.Replace(a) != none.Replace(b) {
			s.t.Errorf("%s: %s has other %s:\n%.400s\nwant\n%.400s", name, surface, part, a, b)
		}
		s.seen[surface] += strings.Count(b, "measure:")
	}
}

var firstNumber = regexp.MustCompile(`[−-]?[0-9][0-9,]*(\.[0-9]+)?`)

// agrees tells whether a written number is the value, rounded as it is written.
func agrees(text string, value float64) bool {
	m := firstNumber.FindString(text)
	x, err := strconv.ParseFloat(strings.NewReplacer("−", "-", ",", "").Replace(m), 64)
	if err != nil {
		return false
	}
	digits := 0
	if _, decimals, ok := strings.Cut(m, "."); ok {
		digits = len(decimals)
	}
	return math.Abs(x-value) <= 0.5000001*math.Pow(10, -float64(digits))
}

// page compares the large numbers of the cards.
func (s *surfaces) page(name string, p *apptest.Page, truth analysis.SplitReport) {
	s.t.Helper()
	for _, f := range truth.Figures {
		if f.Headline == nil {
			continue
		}
		text := p.Text(`section[id="f-` + f.Name + `"] .value`)
		switch {
		case f.Headline.Suppressed:
			if !strings.Contains(text, "<") && !strings.Contains(text, "hidden") {
				s.t.Errorf("%s: the page shows %q of %s, which is hidden", name, text, f.Name)
			}
		case f.Headline.Shown():
			s.seen["page"]++
			if !agrees(text, f.Headline.Value) {
				s.t.Errorf("%s: the page shows %q of %s, want %v", name, text, f.Name, f.Headline.Value)
			}
		}
	}
}

// picture compares what a chart says of itself with the segments.
func (s *surfaces) picture(name string, q ask, truth analysis.SplitReport) {
	s.t.Helper()
	if q.By == "" || q.By == analysis.DimWave {
		return
	}
	for _, split := range truth.Splits {
		address := q.Filter.Query()
		address.Set("by", q.By)
		p := s.client.Get("/app/surveys/" + s.survey + "/charts/" + split.Figure + ".svg?" + address.Encode())
		if p.Status == http.StatusNotFound { // numbers and texts have no chart
			continue
		}
		drawn := html.UnescapeString(p.Body)
		for _, segment := range split.Splits {
			if len(segment.Cells) != 1 {
				continue
			}
			c := segment.Cells[0]
			i := strings.Index(drawn, segment.Label+": ")
			if i < 0 {
				s.t.Errorf("%s: the picture of %s does not name %s", name, split.Figure, segment.Label)
				continue
			}
			said := drawn[i+len(segment.Label)+2:]
			switch {
			case c.Shown():
				s.seen["picture"]++
				if !agrees(said[:min(24, len(said))], c.Value) {
					s.t.Errorf("%s: the picture of %s says %.24q of %s, want %v", name, split.Figure, said, segment.Label, c.Value)
				}
			case c.Suppressed && !strings.HasPrefix(said, "<") && !strings.HasPrefix(said, "hidden"):
				s.t.Errorf("%s: the picture of %s says %.24q of %s, which is hidden", name, split.Figure, said, segment.Label)
			}
		}
	}
}

// cells compares the report with the one layer that everything comes from.
func (s *surfaces) cells(name string, q ask, truth analysis.SplitReport) {
	s.t.Helper()
	for _, f := range truth.Figures {
		if f.Headline == nil {
			continue
		}
		list, err := s.a.Analysis.Cells(s.t.Context(), s.reader, analysis.Query{Survey: s.survey, Figure: f.Name, Filter: q.Filter})
		if err != nil {
			s.t.Fatal(err)
		}
		i := slices.IndexFunc(list, func(c analysis.Cell) bool { return c.Measure == f.Headline.Measure })
		if i < 0 || fmt.Sprintf("%+v", list[i]) != fmt.Sprintf("%+v", *f.Headline) {
			s.t.Errorf("%s: %s is %+v, a cell of it %+v", name, f.Name, *f.Headline, list)
		}
		s.seen["cells"]++
	}
}
