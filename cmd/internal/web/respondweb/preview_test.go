package respondweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// B8: what is tried out stores nothing, and is the same form.
func TestADraftIsTriedOutAndNothingIsStored(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "three", pages3)
		draft := strings.Replace(pages3, `"choices":["x","y"]`, `"choices":["only in the draft","y"]`, 1)
		if _, _, err := a.Surveys.Import(t.Context(), machine, survey.Import{Slug: "three", Source: []byte(draft)}); err != nil {
			t.Fatal(err)
		}
		staff := a.LogIn(t, access.Analyst)
		at := "/app/surveys/three/preview"
		staff.Get("/app/surveys/three").Expect(apptest.Has("a[href='" + at + "']"))
		tables := func() (n int) {
			for _, table := range []string{"responses", "drafts", "participations", "set_aside", "jobs", "survey_versions", "audit"} {
				n += count(t, a, table)
			}
			return n
		}
		before := tables()
		p := staff.Get(at).Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".trial", "不会保存"), apptest.Has("input[name=a1]"), apptest.Says(".step, .progress", "第 1 步"))
		p = form(p).Press(next).Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".summary"), apptest.Has(".trial"))
		p = form(p).Set("a1", "eins").Press(next).Expect(apptest.Status(200), apptest.Has("input[type=radio][value='only in the draft']"))
		p = form(form(p).Press(back)).Press(next).Expect(apptest.Holds("a1", "eins"))
		p = form(p).Set("b1", "only in the draft").Press(next).Expect(apptest.Has("textarea[name=c1]"))
		p = form(p).Press("button.tongue").Expect(apptest.Attr("html", "lang", "en"), apptest.Says(".trial", "nothing is stored"))
		p = form(p).Set("c1", "<b>done</b>").Press(submit).Expect(apptest.Status(200), apptest.At(at), apptest.WellMade(), apptest.Says("h1", "This would be taken"),
			apptest.Says("dl", "<b>done</b>"), apptest.Says("dl", "only in the draft"), apptest.None("dl b"))
		if after := tables(); after != before {
			t.Errorf("%d rows were written", after-before)
		}
		p.Follow("main p a").Expect(apptest.Status(200), apptest.Has("input[name=a1]"), apptest.Holds("a1", ""))
		// a respondent still meets what was published
		form(visitor(a).Get("/s/three")).Set("a1", "x").Press(next).Expect(apptest.None("input[value='only in the draft']"), apptest.None(".trial"))
		calm(t, a)
	})
}

func TestAPreviewIsForStaffAndItsSlipsAreGoodForNothingElse(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if _, _, err := a.Surveys.Import(t.Context(), machine, survey.Import{Slug: "fresh", Source: []byte(pages3)}); err != nil {
			t.Fatal(err)
		}
		staff := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		at := "/app/surveys/fresh/preview"
		p := staff.Get(at).Expect(apptest.Status(200), apptest.Attr("html", "lang", "en")) // never published
		slip := p.Find("input[name=_sid]").AttrOr("value", "")
		body := url.Values{"_sid": {slip}, "a1": {"x"}, "b1": {"x"}, "_end": {"1"}}
		raw(visitor(a), "/s/fresh", body.Encode()).Expect(apptest.Status(404))
		for _, c := range []*apptest.Client{visitor(a), staff} { // no session; no token
			got := c.Send(apptest.Request{Method: http.MethodPost, Path: at, Body: body.Encode(), Type: urlencoded})
			if got.Status != 303 && got.Status != 403 || strings.Contains(got.Header.Get("Location"), "done") {
				t.Errorf("a foreign form: %d to %q", got.Status, got.Header.Get("Location"))
			}
		}
		// published meanwhile: the number of the draft is that of a form now
		publish(t, a, "fresh", pages3)
		raw(visitor(a), "/s/fresh", body.Encode()).Expect(apptest.Status(303)) // it is that version, and a slip like any other
		if _, _, err := a.Surveys.Import(t.Context(), machine, survey.Import{Slug: "fresh", Source: []byte(strings.Replace(pages3, `"x"`, `"z"`, 1))}); err != nil {
			t.Fatal(err)
		}
		body.Set("_csrf", p.Find("input[name=_csrf]").AttrOr("value", ""))
		stale := staff.Post(at, body)
		stale.Expect(apptest.Status(400), apptest.WellMade(), apptest.Says("dd", "x"))
		staff.Get("/app/surveys/nothing/preview").Expect(apptest.Status(404))
		broken := `{"title":"B","pages":[{"name":"p","elements":[{"type":"text","name":"q","visibleIf":"{q"}]}]}`
		if _, _, err := a.Surveys.Import(t.Context(), machine, survey.Import{Slug: "broken", Source: []byte(broken)}); err == nil {
			if got := staff.Get("/app/surveys/broken/preview"); got.Status != 422 {
				t.Errorf("a faulty draft: %d", got.Status)
			}
		}
	})
}
