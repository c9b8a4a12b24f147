package forensic_test

// Whether answers can be linked to dealers, and whether this test would notice.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/forensic"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// size is how many dealers are asked: FORENSIC says otherwise.
func size(t *testing.T) int {
	t.Helper()
	text := os.Getenv("FORENSIC")
	if text == "" {
		return 100
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 60 {
		t.Fatalf("FORENSIC=%s: want a number of dealers, 60 or more", text)
	}
	return n
}

// truth finds whose each stored answer is, by the mark that its dealer typed.
func (s *scripted) truth(e forensic.Evidence) map[string]string {
	s.t.Helper()
	out := map[string]string{}
	for _, r := range e.Final["responses"] {
		var data map[string]any
		raw := r.Values["data"]
		if err := json.Unmarshal([]byte(raw), &data); err != nil {
			s.t.Fatalf("answers %q: %v", raw, err)
		}
		mark, _ := data["mark"].(string)
		if s.whose[mark] == "" {
			s.t.Fatalf("an answer of nobody: %q", raw)
		}
		out[r.Values["id"]] = s.whose[mark]
	}
	return out
}

// hits counts the answers that were linked to whose they are.
func hits(links, truth map[string]string) int {
	n := 0
	for id, name := range links {
		if truth[id] == name {
			n++
		}
	}
	return n
}

// crowds counts the groups of answers that nothing stored tells apart: those of
// one batch and wave with the same beside them. Who guesses within a group of
// any size is right once on average, whatever else he knows.
func crowds(e forensic.Evidence) (groups int, smallest int) {
	beside := map[string]string{}
	for _, r := range e.Final["responses"] {
		beside[r.Values["id"]] = strings.Join([]string{r.Values["wave"], r.Values["version"], r.Values["language"], r.Values["attributes"]}, "|")
	}
	count := map[string]int{}
	for _, c := range e.History {
		if c.Table == "responses" && c.Op == "INSERT" {
			count[c.Tx+"|"+beside[c.Values["id"]]]++
		}
	}
	return len(count), slices.Min(slices.Collect(maps.Values(count)))
}

// bound is the number of hits that a guesser exceeds less than once in a million
// times: hits among groups are nearly Poisson with one a group.
func bound(groups int) int {
	mean := float64(groups)
	p := math.Exp(-mean)
	sum, n := p, 0
	for 1-sum > 1e-6 {
		n++
		p *= mean / float64(n)
		sum += p
	}
	return n
}

func TestNobodyLinksAnswersOfAnUnlinkableSurveyToDealers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s := start(t, a, survey.Unlinkable, size(t))
		e := s.whole()
		keys := e.Keys
		e.Keys = nil
		truth := s.truth(e)
		if want := size(t); len(truth) < want {
			t.Fatalf("only %d answers of %d dealers in two waves", len(truth), want)
		}
		groups, smallest := crowds(e)
		if smallest < 5 {
			t.Errorf("%d answers stand together, 5 are promised", smallest)
		}
		limit := bound(groups)
		t.Logf("%d answers, %d groups of %d or more: a guesser is right %d times on average, and %d times at most", len(truth), groups, smallest, groups, limit)
		for _, f := range forensic.Attack(e) {
			n := hits(f.Links, truth)
			t.Logf("%-46s %4d right of %4d linked", f.Method, n, len(f.Links))
			if n > limit {
				t.Errorf("%s (%s): %d of %d answers linked, a guesser links %d at most", f.Method, f.Leaks, n, len(truth), limit)
			}
		}
		s.leavesNothing(e, truth)
		s.refusesFiles()

		// Whoever has the key folder too, before the survey ends, links them all:
		// what holds is that the key lies elsewhere and goes.
		e.Keys = keys
		for _, f := range forensic.Attack(e) {
			if n := hits(f.Links, truth); strings.HasPrefix(f.Method, "what the secrets") && n != len(truth) {
				t.Errorf("with the key %d of %d are linked: the attacker does not know the product", n, len(truth))
			}
		}
	})
}

// leavesNothing looks for what must stand nowhere.
func (s *scripted) leavesNothing(e forensic.Evidence, truth map[string]string) {
	s.t.Helper()
	for table, rows := range e.Final {
		switch table {
		case "participations", "set_aside", "ballots", "drafts":
			if len(rows) > 0 {
				s.t.Errorf("%d rows in %s", len(rows), table)
			}
		}
	}
	for _, r := range e.Final["responses"] {
		if r.Values["submitted_at"] != "" || r.Values["rep"]+r.Values["area"] != "" {
			s.t.Errorf("an answer keeps %v", r.Values)
		}
	}
	for _, c := range e.History {
		switch c.Table {
		case "invitations", "invitation_links":
			if c.Op == "UPDATE" {
				s.t.Errorf("the invitation was written: %v", c)
			}
		case "jobs":
			for id := range truth {
				if strings.Contains(c.Values["payload"], id) {
					s.t.Errorf("a job names an answer: %v", c.Values)
				}
			}
		}
	}
	for _, v := range e.Proxy { // L16
		if v.Referrer != "no-referrer" {
			s.t.Errorf("%s %s lets browsers tell its address: %q", v.Method, v.Path, v.Referrer)
		}
	}
	if n := len(e.Final["uploads"]); n > 0 { // L20
		s.t.Errorf("%d files", n)
	}
	for _, path := range []string{"/debug/pprof/", "/debug/pprof/heap", "/debug/vars", "/debug/requests"} { // L24
		if p := s.Visitor(language.English).Get(path); p.Status != http.StatusNotFound {
			s.t.Errorf("%s answers %d", path, p.Status)
		}
	}
	for mark := range s.whose {
		if strings.Contains(e.Log, mark) || strings.Contains(strings.Join(e.Metrics, ""), mark) {
			s.t.Errorf("what somebody answered, %s, stands in the log or in the metrics", mark)
		}
	}
	for token := range e.Mail {
		for what, text := range map[string]string{"the log": e.Log, "the metrics": strings.Join(e.Metrics, "")} {
			if strings.Contains(text, token) {
				s.t.Errorf("a link stands in %s", what)
			}
		}
		for name, raw := range e.Files {
			if bytes.Contains(raw, []byte(token)) {
				s.t.Errorf("a link stands in %s", name)
			}
		}
	}
	for path, texts := range e.Texts {
		for token := range e.Mail {
			if strings.Contains(strings.Join(texts, ""), token) {
				s.t.Errorf("staff see a link at %s", path)
			}
		}
	}
	if files := s.keyFiles(); len(files) > 0 {
		s.t.Errorf("keys of the survey are left: %v", files)
	}
}

// refusesFiles tries to ask for what is somebody's mark (L20): a file with its name
// and what a camera writes into it, and a signature.
func (s *scripted) refusesFiles() {
	s.t.Helper()
	for _, kind := range []string{"file", "signaturepad"} {
		source := strings.Replace(fmt.Sprintf(asked, survey.Unlinkable), `"type":"comment"`, `"type":"`+kind+`"`, 1)
		slug := "marks-" + kind
		_, _, err := s.Surveys.Import(s.t.Context(), access.Machine("test"), survey.Import{Slug: slug, Source: []byte(source)})
		if err == nil {
			_, err = s.Surveys.Publish(s.t.Context(), access.Machine("test"), slug)
		}
		if fault.KindOf(err) != fault.KindInvalid {
			s.t.Errorf("an unlinkable survey asks for a %s: %v", kind, err)
		}
	}
}

func (s *scripted) keyFiles() (out []string) {
	entries, err := os.ReadDir(s.Config.DataDir + "/keys")
	s.must(err)
	for _, entry := range entries {
		if strings.Contains(entry.Name(), s.evidence.Survey) {
			out = append(out, entry.Name())
		}
	}
	return out
}

// withhold takes from the evidence what a product may have thought of not
// keeping.
func withhold(e forensic.Evidence, drop func(table string, values map[string]string) bool) forensic.Evidence {
	clean := func(d forensic.Dump) forensic.Dump {
		out := forensic.Dump{}
		for table, rows := range d {
			for _, r := range rows {
				r.Values = maps.Clone(r.Values)
				if !drop(table, r.Values) {
					out[table] = append(out[table], r)
				}
			}
		}
		return out
	}
	e.Final = clean(e.Final)
	backups := e.Backups
	e.Backups = nil
	for _, d := range backups {
		e.Backups = append(e.Backups, clean(d))
	}
	history := e.History
	e.History = nil
	for _, c := range history {
		c.Values = maps.Clone(c.Values)
		if !drop(c.Table, c.Values) {
			e.History = append(e.History, c)
		}
	}
	return e
}

// TestTheAttackerSucceedsWhereThePromiseIsBroken hands the same attacker surveys
// that keep less and less of what links, as products do that promise anonymity
// without thinking it through.
func TestTheAttackerSucceedsWhereThePromiseIsBroken(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s := start(t, a, survey.Confidential, 60)
		e := s.whole()
		truth := s.truth(e)
		e.Keys = nil
		noLink := func(table string, values map[string]string) bool {
			delete(values, "at")
			return table == "participations" || table == "jobs"
		}
		noTime := func(table string, values map[string]string) bool {
			delete(values, "submitted_at")
			return noLink(table, values)
		}
		still := e
		still.History = nil
		type variant struct {
			name    string
			broken  forensic.Evidence
			by      string
			atLeast float64
		}
		variants := []variant{
			{"everything as it is kept of confidential surveys", e, "names and hashes", 1},
			{"the participation is written by the same transaction", e, "same transaction", 0.9},
			{"no participation, but times", withhold(still, noLink), "order: time responses.submitted_at", 0.9},
			{"no participation and no times, but the order in the log", withhold(e, noTime), "order: log", 0.9},
		}
		if a.DB.Dialect() == db.PostgreSQL { // SQLite's table of answers has no order of its own
			bare := withhold(still, noTime)
			variants = append(variants, variant{"no log either, but where rows lie", bare, "order: place in responses", 0.25},
				variant{"the same by who wrote them", bare, "order: xmin of responses", 0.8})
		}
		for _, v := range variants {
			best, by := 0, ""
			for _, f := range forensic.Attack(v.broken) {
				if n := hits(f.Links, truth); n >= best && strings.HasPrefix(f.Method, v.by) {
					best, by = n, f.Method
				}
			}
			t.Logf("%-60s %-50s %d of %d", v.name, by, best, len(truth))
			if float64(best) < v.atLeast*float64(len(truth)) || by == "" {
				t.Errorf("%s: %q links %d of %d", v.name, v.by, best, len(truth))
			}
		}
	})
}
