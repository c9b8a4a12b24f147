package api_test

// Handing in responses: once, whatever is sent how often.

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

func TestAResponseIsStoredOnceByItsKey(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		p := c.publish("small", form(survey.Identified))
		body := `{"data":{"q1":"1","q2":"我的回答"},"attributes":{"region":"华东","tier":"A"},"lang":"zh-CN"}`
		first := c.hand("small", "key-1", body).want(201).id()
		r, data := sole(t, a, p)
		if string(r.ID) != first || data != `{"q1":"1","q2":"我的回答"}` || r.Channel != feedback.ByAPI || r.Region != "华东" ||
			r.Attributes["tier"] != "A" || r.Language != "zh-CN" || r.SubmittedAt == nil || r.Version != 1 || r.Wave != 1 {
			t.Errorf("stored %+v: %s", r, data)
		}
		for _, same := range []string{body, `{"attributes": {}, "data": {"q2": "我的回答", "q1": "1"}}`} {
			if again := c.hand("small", "key-1", same).want(200).id(); again != first {
				t.Errorf("again: %s, want %s", again, first)
			}
		}
		if got := c.hand("small", "key-1", `{"data":{"q1":"2"}}`).want(409).problem(); got.Type != "urn:dealervoice:respond.conflict" {
			t.Errorf("conflict: %+v", got)
		}
		if other := c.hand("small", "key-2", body).want(201).id(); other == first {
			t.Error("another key got the same id")
		}
		if n := count(t, a, "responses"); n != 2 {
			t.Errorf("%d responses", n)
		}
		if _, data := first, stored(t, a, p)[0].Data; data["q1"] != "1" {
			t.Errorf("stored %v", data)
		}
		calm(t, a)
	})
}

func TestAHundredRetriesAtOnceMakeOneResponse(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		p := c.publish("small", form(survey.Confidential))
		const n = 100
		statuses, ids := make([]int, n), make([]string, n)
		var wg sync.WaitGroup
		for i := range n {
			wg.Go(func() {
				got := c.hand("small", "one", `{"data":{"q1":"1","q5":"x"}}`)
				statuses[i], ids[i] = got.Status, got.id()
			})
		}
		wg.Wait()
		created := 0
		for i := range n {
			if statuses[i] == 201 {
				created++
			} else if statuses[i] != 200 {
				t.Errorf("status %d", statuses[i])
			}
			if ids[i] != ids[0] || ids[i] == "" {
				t.Errorf("ids %q and %q", ids[i], ids[0])
			}
		}
		if created != 1 || count(t, a, "jobs") != 1 {
			t.Errorf("%d were told it is new, %d jobs", created, count(t, a, "jobs"))
		}
		sole(t, a, p)
		calm(t, a)
	})
}

func TestOfDifferentContentUnderOneKeyOneStands(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		p := c.publish("small", form(survey.Identified))
		statuses := make([]int, 20)
		var wg sync.WaitGroup
		for i := range statuses {
			wg.Go(func() {
				statuses[i] = c.hand("small", "one", fmt.Sprintf(`{"data":{"q1":"1","q5":"%d"}}`, i)).Status
			})
		}
		wg.Wait()
		taken := 0
		for _, s := range statuses {
			switch s {
			case 201:
				taken++
			case 409:
			default:
				t.Errorf("status %d", s)
			}
		}
		if taken != 1 {
			t.Errorf("%d were taken", taken)
		}
		sole(t, a, p)
		calm(t, a)
	})
}

func TestARetryIsKnownAfterANewVersionAndAfterTheEnd(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		p := c.publish("small", form(survey.Identified))
		body := `{"data":{"q1":"1","q5":"old"}}`
		first := c.hand("small", "key", body).want(201).id()
		next := strings.NewReplacer(`"1","2"`, `"7","8"`, `"name":"q5"`, `"name":"q6"`).Replace(form(survey.Identified))
		c.send("PUT", "/surveys/small/definition", next).want(200)
		c.post("/surveys/small/publish", "{}").want(200)
		if again := c.hand("small", "key", body).want(200).id(); again != first {
			t.Errorf("after a new version: %s, want %s", again, first)
		}
		c.hand("small", "key", `{"data":{"q1":"2","q5":"old"}}`).want(409)
		c.hand("small", "key", `{"data":{"q1":"7"}}`).want(409)
		if got := c.hand("small", "fresh", body).want(422).codes(); got != "q1 unknownoption; q5 unknownquestion" {
			t.Errorf("old answers to the new version: %s", got)
		}
		c.hand("small", "late", `{"data":{"q1":"2","q5":"on version 1"},"version":1}`).want(201)
		c.hand("small", "far", `{"data":{"q1":"7"},"version":3}`).want(422)
		if err := a.Surveys.Close(t.Context(), access.Machine("test"), "small"); err != nil {
			t.Fatal(err)
		}
		c.hand("small", "key", body).want(200)
		c.hand("small", "after", `{"data":{"q1":"7"}}`).want(410)
		list := stored(t, a, p)
		if len(list) != 2 || list[0].Version != 1 || list[1].Version != 1 {
			t.Errorf("stored %+v", list)
		}
		calm(t, a)
	})
}

func TestAnUnlinkableSurveyKeepsLittleAndTellsNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		p := c.publish("small", form(survey.Unlinkable))
		body := `{"data":{"q1":"1"},"attributes":{"region":"华东","tier":"A","channel":"trad","area":"苏南","rep":"li@example.com","dealer":"D-1"}}`
		first := c.hand("small", "key", body).want(201).id()
		if again := c.hand("small", "key", `{"data":{"q1":"2"}}`).want(200).id(); again != first {
			t.Errorf("other content: %s", again)
		}
		for _, other := range []string{"a", "b", "c", "d"} { // alone it would be known by where it came from
			c.hand("small", other, body).want(201)
		}
		a.Settle(t, "small")
		list := stored(t, a, p)
		if len(list) != 5 {
			t.Errorf("%d of 5 are stored", len(list))
		}
		for _, r := range list {
			if r.Data["q1"] != "1" || r.SubmittedAt != nil || len(r.Attributes) != 3 || r.Area+r.Rep != "" || r.Region != "华东" {
				t.Errorf("stored %+v", r)
			}
		}
		if log, audit := a.Logged(), fmt.Sprint(auditLines(t, a)); strings.Contains(log+audit, first) || strings.Contains(audit, "response") {
			t.Errorf("the log or the trail tells of a response: %s", audit)
		}
	})
}

func TestATokenHandsInWithinItsScope(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		p := c.publish("small", form(survey.Identified))
		east := enterAs(t, a, c.contract, account.NewToken{Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.Region, Value: "华东"}})
		for _, attributes := range []string{`{}`, `null`, `{"region":"华北"}`, `{"area":"华东"}`} {
			if got := east.hand("small", "k", `{"data":{"q1":"1"},"attributes":`+attributes+`}`).want(422).codes(); got != "attributes scope" {
				t.Errorf("%s: %s", attributes, got)
			}
		}
		east.hand("small", "k", `{"data":{"q1":"1"},"attributes":{"region":" 华东 "}}`).want(201)
		if r, _ := sole(t, a, p); r.Region != "华东" {
			t.Errorf("stored %+v", r)
		}
	})
}

func TestAResponseCostsFewStatements(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		c.publish("small", form(survey.Identified))
		c.hand("small", "warm", `{"data":{"q1":"1"}}`).want(201)
		for _, step := range []struct {
			name, key, body string
			status          int
		}{
			{"a new response", "k1", `{"data":{"q1":"1","q2":"x"},"attributes":{"region":"华东"}}`, 201},
			{"the same again", "k1", `{"data":{"q1":"1","q2":"x"},"attributes":{"region":"华东"}}`, 200},
			{"other content", "k1", `{"data":{"q1":"2"}}`, 409},
			{"wrong answers", "k2", `{"data":{"q1":"9"}}`, 422},
		} {
			reads, writes := a.Statements(func() { c.hand("small", step.key, step.body).want(step.status) })
			if reads+writes > 6+1 { // the tokens, once a second
				t.Errorf("%s costs %d reads and %d writes", step.name, reads, writes)
			}
			t.Logf("%s: %d reads, %d writes", step.name, reads, writes)
		}
	})
}

func TestAnAnswerBeyondItsQuotaSaysSoAndIsInNoRow(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Roles()...)
		c.post("/surveys?slug=scarce", `{"title":{"default":"S"},"dv":{"privacy":{"mode":"identified"},"quotas":{"cells":[{"id":"one","limit":1}]}},"pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`).want(201)
		c.post("/surveys/scarce/publish", "").want(200)
		for i, key := range []string{"k1", "k2", "k1", "k2"} {
			r := c.post("/surveys/scarce/responses", fmt.Sprintf(`{"data":{"q":"%s"}}`, key), "Idempotency-Key", key).want(201 - i/2)
			if over := strings.Contains(r.Body, `"over_quota":"one"`); over != (key == "k2") {
				t.Errorf("%s: %s", key, r.Body)
			}
		}
		if rows := c.get("/surveys/scarce/responses").want(200).Body; strings.Contains(rows, `"q":"k2"`) || !strings.Contains(rows, `"q":"k1"`) { // a random id may hold k2
			t.Errorf("rows %s", rows)
		}
		if got := c.get("/surveys/scarce/quotas").want(200).Body; !strings.Contains(got, `"full":true,"filled":1,"held":0,"over":1`) {
			t.Errorf("quotas %s", got)
		}
	})
}
