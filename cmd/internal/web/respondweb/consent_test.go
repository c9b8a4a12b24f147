package respondweb_test

// What a respondent read is kept word for word, and each answer names it.

import (
	"context"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey/language"
)

const agreed = `{"title":{"default":"Agreed","zh-cn":"知情"},"dv":{"privacy":{"mode":"confidential"},"consent":{"version":"2026-11","text":{"en":"We keep answers for two years.","zh-CN":"答卷保存两年。<script>x</script>"}}},
	"pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`

func TestEachAnswerNamesWhatItsRespondentRead(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx := context.Background()
		p := publish(t, a, "agreed", agreed)
		page := visitor(a).Get("/s/agreed")
		page.Expect(apptest.WellMade(), apptest.Says(".privacy", "答卷保存两年"), apptest.None("script:not([src])"))
		form(page).Set("q", "1").Press(submit).Expect(apptest.At("/s/agreed/done"))
		r, _ := sole(t, a, p)
		for _, tag := range language.All() {
			kept, err := a.Consents.Find(ctx, p.Survey.ID, r.Consent, tag)
			if err != nil || kept == nil || kept.Language != tag || kept.Label != "2026-11" || kept.Version != 1 {
				t.Fatalf("%s: %+v, %v", tag, kept, err)
			}
			shown := a.Visitor(tag).Get("/s/agreed").Text(".privacy")
			for line := range strings.SplitSeq(strings.Split(kept.Text, "<script>")[0], "\n") {
				if !strings.Contains(shown, line) {
					t.Errorf("%s: kept is %q, the page says %q", tag, line, shown)
				}
			}
		}

		// By a personal link something else is promised; a new text is a new statement.
		was := r.Consent
		publish(t, a, "agreed", strings.Replace(agreed, "two years", "one year", 1))
		form(visitor(a).Get(invite(t, a, "agreed", "D-1"))).Set("q", "2").Press(submit).Expect(apptest.At("/s/agreed/done"))
		var ids []string
		if err := a.DB.Read(ctx).Raw("SELECT DISTINCT consent FROM responses WHERE survey_id = ? AND consent <> ''", p.Survey.ID).Scan(&ids).Error; err != nil || len(ids) != 2 {
			t.Errorf("statements %v, %v", ids, err)
		}
		if old, err := a.Consents.Find(ctx, p.Survey.ID, was, language.English); err != nil || !strings.Contains(old.Text, "two years") {
			t.Errorf("the old one: %+v, %v", old, err)
		}
		before := count(t, a, "consents")
		if err := a.Consents.KeepAll(ctx); err != nil || count(t, a, "consents") != before || before != 8 {
			t.Errorf("%d statements, then %d, %v", before, count(t, a, "consents"), err)
		}
	})
}
