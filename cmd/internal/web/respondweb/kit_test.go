package respondweb_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	questionnaire "dealervoice/cmd/internal/demo/surveys"
)

func TestAKitHoldsEveryQuestionOfItsFormOnItsScreen(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	for _, slug := range []string{"dealer-quarterly", "consumer-after-purchase"} {
		raw, err := questionnaire.Definition(slug)
		if err != nil {
			t.Fatal(err)
		}
		survey := publish(t, a, slug, string(raw))
		c := visitor(a)
		r := form(c.Get("/s/" + slug)).Request(next)
		r.Path = "/s/" + slug + "/kit"
		page := c.Send(r)
		page.Expect(apptest.Status(200))
		var k struct {
			Pages []string
			Rules []struct {
				Name, Box string
				At        int
				If        []any
			}
			Words map[string]string
		}
		if err := json.Unmarshal([]byte(page.Body), &k); err != nil {
			t.Fatal(err)
		}
		if len(k.Rules) != len(survey.Definition.Questions()) {
			t.Errorf("%s: %d rules for %d questions", slug, len(k.Rules), len(survey.Definition.Questions()))
		}
		for _, rule := range k.Rules {
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(k.Pages[rule.At-1]))
			if err != nil {
				t.Fatal(err)
			}
			box := doc.Find(`[data-q="` + rule.Box + `"]`)
			if box.Length() != 1 || box.Find("[name='"+rule.Name+"'], [name^='"+rule.Name+".']").Length() == 0 {
				t.Errorf("%s: %s is not on screen %d", slug, rule.Name, rule.At)
			}
			if e := survey.Definition.Question(rule.Name); e.VisibleIf != nil && len(rule.If) == 0 {
				t.Errorf("%s: the condition of %s is lost", slug, rule.Name)
			}
		}
		for name, said := range k.Words {
			if said == "" || strings.HasPrefix(said, "[") {
				t.Errorf("%s says %q", name, said)
			}
		}
	}
	calm(t, a)
}
