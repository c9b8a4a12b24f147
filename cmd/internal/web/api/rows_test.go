package api_test

// Single responses: who sees them, page by page.

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// page is a page of rows.
type page struct {
	Responses []feedback.Record
	Next      *string
}

func TestRowsAreGivenAsFarAsThePromiseAllows(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		officer := enterAs(t, a, c.contract, account.NewToken{Roles: []access.Role{access.VoiceOfficer}})
		all := enterAs(t, a, c.contract, account.NewToken{Roles: access.Roles()})
		for mode, want := range map[survey.Mode][3]int{ // analyst, voice officer, every role
			survey.Identified: {200, 200, 200}, survey.Confidential: {403, 200, 200}, survey.Unlinkable: {403, 403, 403},
		} {
			slug := string(mode)
			c.publish(slug, form(mode))
			c.hand(slug, "k", `{"data":{"q1":"1","q2":"canary words"}}`).want(201)
			for i, who := range []*caller{c, officer, all} {
				got := who.get("/surveys/" + slug + "/responses").want(want[i])
				if shown := strings.Contains(got.Body, "canary"); shown != (want[i] == 200) {
					t.Errorf("%s, caller %d: %s", mode, i, got.Body)
				}
				if want[i] == 403 && got.problem().Type != "urn:dealervoice:respond.rows."+slug {
					t.Errorf("%s, caller %d is told %+v", mode, i, got.problem())
				}
			}
		}
		// a promise once made holds for the whole survey
		c.publish("twice", form(survey.Confidential))
		c.send("PUT", "/surveys/twice/definition", form(survey.Identified)).want(200)
		c.post("/surveys/twice/publish", "").want(200)
		c.get("/surveys/twice/responses").want(403)
		// nothing was published, nothing was promised
		c.post("/surveys?slug=draft", form(survey.Identified)).want(201)
		c.get("/surveys/draft/responses").want(403)
		calm(t, a)
	})
}

func TestPagesOfRowsHoldEveryRowOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		p := c.publish("small", form(survey.Identified))
		const n = 25
		for i := range n {
			c.hand("small", fmt.Sprint("k", i), fmt.Sprintf(`{"data":{"q1":"1","q5":"%d"},"attributes":{"region":"%s"},"lang":"en"}`, i, []string{"east", "west"}[i%2])).want(201)
		}
		for limit, pages := range map[int]int{1: n, 7: 4, 25: 1, 24: 2, 200: 1, 100000: 1, 0: n, -3: n} {
			got, seen := collect(t, c, limit)
			if got != pages || len(seen) != n {
				t.Errorf("limit %d: %d pages with %d rows", limit, got, len(seen))
			}
		}
		var first page
		c.get("/surveys/small/responses?limit=1").want(200).into(&first)
		for _, r := range stored(t, a, p) {
			if r.ID != first.Responses[0].ID {
				continue
			}
			got := first.Responses[0]
			if fmt.Sprint(got.Data) != fmt.Sprint(r.Data) || got.Attributes["region"] != r.Attributes["region"] || got.Version != 1 ||
				got.Language != "en" || !got.Submitted.Equal(*r.SubmittedAt) || got.Wave != 1 {
				t.Errorf("row %+v of %+v", got, r)
			}
		}
		east := enterAs(t, a, c.contract, account.NewToken{Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.Region, Value: "east"}})
		_, seen := collect(t, east, 10)
		if len(seen) != 13 {
			t.Errorf("the east sees %d rows", len(seen))
		}
		for _, r := range seen {
			if r.Attributes["region"] != "east" {
				t.Errorf("the east sees %+v", r)
			}
		}
		var on struct{ Responses []feedback.Record }
		c.get("/surveys/small/responses?limit=1&after=" + string(first.Responses[0].ID)[:5]).want(200).into(&on)
		if len(on.Responses) != 1 || on.Responses[0].ID != first.Responses[0].ID {
			t.Errorf("behind a place that no row has stands %+v", on)
		}
		c.get("/surveys/small/responses?after=" + strings.Repeat("x", 201)).want(400)
		before := count(t, a, "audit")
		c.get("/surveys/small/responses?limit=2").want(200)
		lines := auditLines(t, a)
		if l := lines[0]; len(lines) != before+1 || l.Action != "response.export" || l.ObjectID != "small" || !strings.HasPrefix(l.ActorID, "token:") || l.Detail != `{"rows":2}` {
			t.Errorf("audit: %+v", l)
		}
		calm(t, a)
	})
}

// collect reads page after page.
func collect(t *testing.T, c *caller, limit int) (pages int, seen map[feedback.ID]feedback.Record) {
	t.Helper()
	seen = map[feedback.ID]feedback.Record{}
	after := ""
	for pages = 1; pages < 100; pages++ {
		var p page
		c.get(fmt.Sprintf("/surveys/small/responses?limit=%d&after=%s", limit, url.QueryEscape(after))).want(200).into(&p)
		for _, r := range p.Responses {
			if _, twice := seen[r.ID]; twice {
				t.Errorf("row %s came twice", r.ID)
			}
			seen[r.ID] = r
		}
		if p.Next == nil {
			return pages, seen
		}
		after = *p.Next
	}
	return pages, seen
}

func TestRowsOfAConfidentialSurveyNameNobody(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		officer := enterAs(t, a, c.contract, account.NewToken{Roles: []access.Role{access.VoiceOfficer}})
		for mode, named := range map[survey.Mode]bool{survey.Identified: true, survey.Confidential: false} {
			slug := string(mode)
			c.publish(slug, form(mode))
			c.hand(slug, "k", `{"data":{"q1":"1","q2":"王经理说话不算数，打13812345678"}}`).want(201)
			got := officer.get("/surveys/" + slug + "/responses").want(200)
			for _, secret := range []string{"王经理", "13812345678"} {
				if strings.Contains(got.Body, secret) != named {
					t.Errorf("%s: %s", mode, got.Body)
				}
			}
			if !strings.Contains(got.Body, "说话不算数") || !strings.Contains(got.Body, `"q1":"1"`) {
				t.Errorf("%s: more than names went: %s", mode, got.Body)
			}
		}
	})
}
