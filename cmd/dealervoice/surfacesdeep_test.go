package main

// The pages beyond the report: file, interface and command line show what the
// page is made of.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/figurefile"
	"dealervoice/survey/language"
)

// deeper puts every page but the report on all ways, under a filter.
func (s *surfaces) deeper(f analysis.Filter) {
	s.t.Helper()
	for _, page := range []string{figurefile.Turnout, figurefile.Watch, figurefile.Drivers, figurefile.Kano, figurefile.Guess, figurefile.Chain} {
		p := figurefile.Page{Name: page, Survey: s.survey, Address: f.Query()}
		if page == figurefile.Turnout || page == figurefile.Guess || page == figurefile.Chain {
			p.Address = url.Values{}
		}
		if page == figurefile.Chain {
			p.Survey = ""
		}
		s.onAllWays(p)
	}
}

func (s *surfaces) onAllWays(p figurefile.Page) {
	s.t.Helper()
	name := p.Name + " " + p.Address.Encode()
	truth, err := figurefile.Source{Analysis: s.a.Analysis, Guess: s.a.Guess}.Read(s.t.Context(), s.reader, p)
	if err != nil {
		s.t.Fatal(name, err)
	}
	lines := truth.Listed()
	files, api, command := "/app/surveys/"+p.Survey+"/export/", "/api/v1/surveys/"+p.Survey+"/"+p.Name, []string{"survey", "report", p.Survey, p.Name}
	if p.Survey == "" {
		files, api, command = "/app/export/", "/api/v1/"+p.Name, []string{"survey", p.Name}
	}
	s.rows(name, "csv of "+p.Name, s.client.Get(files+p.Name+".csv?"+p.Address.Encode()).Body, lines)
	asked := url.Values{"lang": {"en"}}
	command = append(command, "--format", "csv", "--lang", "en")
	for dim, values := range p.Address {
		for _, v := range values {
			asked.Add("filter", dim+":"+v)
			command = append(command, "--filter", dim+":"+v)
		}
	}
	got := dealervoice("", command...)
	if got.code != exitDone {
		s.t.Fatalf("%v: %+v", command, got)
	}
	s.rows(name, "command line of "+p.Name, got.out, lines)
	answer := s.a.Visitor(language.English).Send(apptest.Request{
		Method: http.MethodGet, Path: api + "?" + asked.Encode(), Header: http.Header{"Authorization": {"Bearer " + s.token}},
	})
	s.same(name, answer.Body, truth)
	for _, l := range lines {
		if l.Cell.Suppressed {
			s.hidden++
		}
	}
}

// same compares a page as JSON with the truth, member for member.
func (s *surfaces) same(name, raw string, truth figurefile.Figures) {
	s.t.Helper()
	var got, want map[string]any
	truly, err := json.Marshal(truth)
	if err == nil {
		err = json.Unmarshal(truly, &want)
	}
	if err == nil {
		err = json.Unmarshal([]byte(raw), &got)
	}
	if err != nil {
		s.t.Fatalf("%s: %v\n%.300s", name, err, raw)
	}
	none := strings.NewReplacer("<nil>", "[]")
	for member := range want {
		if a, b := none.Replace(fmt.Sprint(got[member])), none.Replace(fmt.Sprint(want[member])); a != b {
			s.t.Errorf("%s: the interface has other %s:\n%.400s\nwant\n%.400s", name, member, a, b)
		}
	}
	s.seen["deeper api"] += strings.Count(raw, `"value":`)
}
