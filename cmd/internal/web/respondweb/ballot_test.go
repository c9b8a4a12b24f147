package respondweb_test

// Personal links of unlinkable surveys: each counts once, tells nothing, and ends
// with the survey's key.

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

// darkLink is a link that nobody but its mail has shown.
func darkLink(t *testing.T, a *apptest.App, slug, code string) string {
	t.Helper()
	list, err := a.Surveys.Ask(t.Context(), machine, survey.Asking{Slug: slug, Dealers: []audience.Dealer{{
		Code: audience.Code(code), Name: "永盛商贸", Region: "华东", Area: "苏南", Tier: "A", Channels: []string{"trad"}, Rep: "li@example.com",
	}}})
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := a.Surveys.Tokens(t.Context(), slug, []survey.InvitationID{list[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	return "/i/" + tokens[list[0].ID].Reveal()
}

// dark3 asks for its dealer's region and representative, which it must not know.
var dark3 = strings.Replace(strings.Replace(pages3, `"title"`, `"dv":{"privacy":{"mode":"unlinkable"}},
	"calculatedValues":[{"name":"told","expression":"{rep} + {region} + {area}","includeIntoResult":true}],"title"`, 1), `"name":"a1"`, `"name":"a1","title":"Who {rep} {region}"`, 1)

func TestAnUnlinkableLinkCountsOnceAndTellsNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s := publish(t, a, "dark", dark3)
		link := darkLink(t, a, "dark", "D-1")
		before := tableText(t, a, "invitations") + tableText(t, a, "invitation_links")
		c := visitor(a)
		p := c.Get(link)
		if strings.Contains(p.Body, "li@example.com") || strings.Contains(p.Body, "华东") {
			t.Error("the form knows who its dealer is")
		}
		form(p).Set("a1", "erst").Press(next)
		p = visitor(a).Get(link) // on another device
		p.Expect(apptest.Says(".notice", "还在"))
		finish := func(p *apptest.Page, b1 string) *apptest.Page {
			return form(form(p).Set("b1", b1).Press(next)).Press(submit)
		}
		code := finish(p, "x").Text(".receipt strong")
		p = visitor(a).Get(link)
		p.Expect(apptest.Status(200), apptest.None(".notice"), apptest.Holds("a1", "")) // as if nobody had answered
		again := finish(form(p).Set("a1", "zweit").Press(next), "y")
		again.Expect(apptest.Status(200))
		if got := again.Text(".receipt strong"); got != code || code == "" {
			t.Errorf("another answer by the link gets receipt %q after %q", got, code)
		}
		if after := tableText(t, a, "invitations") + tableText(t, a, "invitation_links"); after != before {
			t.Error("the invitation was written")
		}
		if n := count(t, a, "participations") + count(t, a, "jobs") + count(t, a, "responses"); n != 0 {
			t.Errorf("%d rows tell of the answer", n)
		}
		a.Settle(t, "dark")
		r, data := sole(t, a, s)
		if !strings.Contains(data, "erst") || strings.Contains(data, "li@example.com") || strings.Contains(data, "华东") || len(r.Attributes) != 0 {
			t.Errorf("stored %+v %s", r, data)
		}

		visitor(a).Get(link).Expect(apptest.Status(410), apptest.Says("h1", "已经结束"))
		late := form(p).Set("a1", "zu spät").Request(next)
		visitor(a).Send(late).Expect(apptest.Status(410), apptest.Says("dl", "zu spät"))
		if err := a.Surveys.Reopen(t.Context(), machine, "dark"); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("reopened without its key: %v", err)
		}
		if left := keyFiles(t, a); len(left) != 0 {
			t.Errorf("keys are left: %v", left)
		}
		calm(t, a)
	})
}

// tableText is a table as text.
func tableText(t *testing.T, a *apptest.App, table string) string {
	t.Helper()
	var list []map[string]any
	if err := a.DB.Read(context.Background()).Raw("SELECT * FROM " + table).Scan(&list).Error; err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(list)
}

func keyFiles(t *testing.T, a *apptest.App) (out []string) {
	t.Helper()
	out, err := filepath.Glob(filepath.Join(a.Config.DataDir, "keys", "survey-*.key"))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAKeyThatCannotBeFoundLosesNoAnswerAndLetsNobodyAnswerTwice(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "dark", inMode(survey.Unlinkable))
		link := darkLink(t, a, "dark", "D-1")
		p := visitor(a).Get(link)
		key := keyFiles(t, a)[0]
		if err := os.Rename(key, key+".away"); err != nil {
			t.Fatal(err)
		}
		visitor(a).Get(link).Expect(apptest.Status(503))
		r := form(p).Set("q1", "1").Set("q2", "mühsam").Request(submit)
		visitor(a).Send(r).Expect(apptest.Status(503))
		if len(keyFiles(t, a)) != 0 {
			t.Error("there is a new key: who had answered could answer again")
		}
		if err := os.Rename(key+".away", key); err != nil {
			t.Fatal(err)
		}
		visitor(a).Send(r).Expect(apptest.Status(303))
		if n := count(t, a, "ballots"); n != 1 {
			t.Errorf("%d ballots", n)
		}
	})
}

func TestAnUnlinkableSurveyStaysSoAndMixesOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "dark", inMode(survey.Unlinkable))
		if _, _, err := a.Surveys.Import(t.Context(), machine, survey.Import{Slug: "dark", Source: []byte(inMode(survey.Identified))}); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Surveys.Publish(t.Context(), machine, "dark"); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("the promise was changed: %v", err)
		}
		var wg sync.WaitGroup
		link := darkLink(t, a, "dark", "D-1")
		body := form(visitor(a).Get(link)).Set("q1", "1").Set("q2", "x").Request(submit)
		for range 8 { // eight tabs
			wg.Add(1)
			go func() {
				defer wg.Done()
				visitor(a).Send(body).Expect(apptest.Status(303))
			}()
		}
		wg.Wait()
		for i := range 13 {
			receiptOf(t, a, "dark", "1", fmt.Sprint("wort", i))
		}
		if n := count(t, a, "ballots"); n != 14 {
			t.Fatalf("%d ballots of 14 people", n)
		}
		for range 3 { // three workers at once
			wg.Add(1)
			go func() {
				defer wg.Done()
				if err := a.Feedback.Mix(t.Context()); err != nil {
					t.Error(err)
				}
			}()
		}
		wg.Wait()
		if n := count(t, a, "responses"); n != 8 {
			t.Errorf("%d are mixed in, want 8 of the 13 alike beside a pool of 5", n)
		}
		calm(t, a)
	})
}

func TestABallotCostsFewStatements(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "dark", dark3)
		link := darkLink(t, a, "dark", "D-1")
		c := visitor(a)
		p := form(c.Get(link)).Set("a1", "x").Press(next)
		p = form(p).Set("b1", "x").Press(next)
		for _, step := range []struct {
			name string
			do   func()
			most int
		}{
			{"a look at a personal link", func() { c.Get(link) }, 2},
			{"a ballot", func() { c.Send(form(p).Request(submit)).Expect(apptest.Status(303)) }, 6},
			{"the same again", func() { c.Send(form(p).Request(submit)).Expect(apptest.Status(303)) }, 6},
		} {
			reads, writes := a.Statements(step.do)
			if reads+writes > step.most {
				t.Errorf("%s costs %d reads and %d writes", step.name, reads, writes)
			}
			t.Logf("%s: %d reads, %d writes", step.name, reads, writes)
		}
	})
}
