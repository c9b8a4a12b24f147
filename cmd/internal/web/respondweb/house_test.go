package respondweb_test

// What the tests share: published surveys, invitations, a reader of what is
// stored.

import (
	"context"
	"net/http"
	"testing"

	"dealervoice/cmd/internal/apptest"
	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

var machine = access.Machine("test")

// publish makes a survey of a definition and publishes it.
func publish(t testing.TB, a *apptest.App, slug, definition string) survey.Published {
	t.Helper()
	ctx := context.Background()
	if _, report, err := a.Surveys.Import(ctx, machine, survey.Import{Slug: slug, Source: []byte(definition)}); err != nil {
		t.Fatalf("import %s: %v\n%+v", slug, err, report)
	}
	if _, err := a.Surveys.Publish(ctx, machine, slug); err != nil {
		t.Fatalf("publish %s: %v", slug, err)
	}
	p, err := a.Surveys.Published(ctx, slug)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// dealers publishes the dealer questionnaire.
func dealers(t testing.TB, a *apptest.App) survey.Published {
	t.Helper()
	raw, err := questionnaire.Definition("dealer-quarterly")
	if err != nil {
		t.Fatal(err)
	}
	return publish(t, a, "dealer-quarterly", string(raw))
}

// invite gives a dealer a personal link.
func invite(t testing.TB, a *apptest.App, slug, code string) string {
	t.Helper()
	issued, err := a.Surveys.Invite(context.Background(), machine, slug, []audience.Dealer{{
		Code: audience.Code(code), Name: "永盛商贸", Region: "华东", Area: "苏南", Tier: "A", Channels: []string{"trad"}, Rep: "li@example.com",
	}})
	if err != nil {
		t.Fatal(err)
	}
	return "/i/" + issued[0].Token.Reveal()
}

// Short names for what is asked all the time.
func stored(t testing.TB, a *apptest.App, p survey.Published) []feedback.Response {
	return a.Responses(t, p)
}
func sole(t testing.TB, a *apptest.App, p survey.Published) (feedback.Response, string) {
	return a.Sole(t, p)
}
func count(t testing.TB, a *apptest.App, table string) int { return a.Count(t, table) }
func calm(t testing.TB, a *apptest.App)                    { a.Calm(t) }

// form is the form of a page.
func form(p *apptest.Page) *apptest.Form { return p.Form("form[method=post]:not(.letter)") }

const next, back, submit = "button.go", "button[value=back]", "button.go"

// visitor is a phone with a Chinese browser.
func visitor(a *apptest.App) *apptest.Client { return a.Visitor(language.Chinese) }

// urlencoded is the type of an ordinary form.
const urlencoded = "application/x-www-form-urlencoded"

// raw posts a body as it stands.
func raw(c *apptest.Client, path, body string, header ...string) *apptest.Page {
	r := apptest.Request{Method: http.MethodPost, Path: path, Body: body, Type: urlencoded, Header: http.Header{}}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
		if header[i] == "Content-Type" {
			r.Type = header[i+1]
		}
	}
	return c.Send(r)
}
