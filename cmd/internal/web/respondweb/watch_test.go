package respondweb_test

// Staff who watch their pages while a dealer of a confidential survey answers
// see nothing move: neither a count, nor a list, nor a line of the trail, nor
// a job (leaks L15, L17 of the notes on anonymity).

import (
	"regexp"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
)

// drawn is what every page has anew.
var drawn = regexp.MustCompile(`name="_csrf" value="[^"]*"|content="[A-Za-z0-9_-]{40,}"`)

func TestNothingMovesOnStaffPagesWhenADealerAnswers(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "small", small)
	d := audience.Dealer{Name: "永盛商贸", Region: "华东", Area: "苏南", Tier: "A", Channels: []string{"trad"}}
	answers(t, a, "small", 7, d)
	links := map[string]string{}
	for _, code := range []string{"B-1", "B-2"} {
		links[code] = invite(t, a, "small", code)
	}
	a.Work()
	roles := []access.Role{access.Admin, access.Analyst, access.Manager, access.Marketing, access.Rep, access.Support}
	clients := map[access.Role]*apptest.Client{}
	for _, role := range roles {
		clients[role] = a.LogIn(t, role)
	}
	pages := []string{"/app", "/app/surveys", "/app/surveys/small", "/app/surveys/small/invitations", "/app/surveys/small/invitations?q=B-1",
		"/app/surveys/small/report", "/app/surveys/small/themes", "/app/audit", "/app/audit?kind=survey", "/app/audit?kind=response", "/app/jobs", "/app/dealers", "/app/dealers/B-1"}
	look := func() map[string]string {
		seen := map[string]string{}
		for _, role := range roles {
			for _, page := range pages {
				p := clients[role].Get(page)
				if p.Status >= 500 {
					t.Errorf("%s as %s: %d", page, role, p.Status)
				}
				if p.Status == 200 {
					seen[string(role)+" "+page] = drawn.ReplaceAllString(p.Body, "")
				}
			}
		}
		return seen
	}
	look() // the first look of a report writes its account
	before := look()
	if len(before) < 25 {
		t.Fatalf("only %d pages were seen", len(before))
	}
	link := links["B-1"]
	raw(visitor(a), link, "q1=2&q2=x&_end=1&_sid="+sid(t, visitor(a), link)).Expect(apptest.Status(303))
	a.Work()
	after := look()
	for at, was := range before {
		if after[at] != was {
			t.Errorf("%s moved:\n%s", at, difference(was, after[at]))
		}
	}
	calm(t, a)
}

// difference is the first place where two texts part.
func difference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, i-120):min(len(s), i+120)] }
	return cut(a) + "\n--- now ---\n" + cut(b)
}
