package app_test

// Every route x every role, from the one table of permissions.

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// parameter is a part of a pattern that stands for an id.
var parameter = regexp.MustCompile(`:[a-z]+|\*`)

// foreign fills a pattern with ids that nothing has.
func foreign(pattern string) string { return parameter.ReplaceAllString(pattern, "999999") }

// staff are the routes behind the log-in.
func staff(a *apptest.App) []route.Route {
	var out []route.Route
	for _, r := range a.Web().Routes() {
		if strings.HasPrefix(r.Path, "/app") && r.Path != "/app/language" {
			out = append(out, r)
		}
	}
	return out
}

// knock calls a route as a browser of the client would and gives the status of
// the first answer.
func knock(c *apptest.Client, r route.Route, token string) int {
	q := apptest.Request{Method: r.Method, Path: foreign(r.Path)}
	if r.Method != http.MethodGet {
		q.Type, q.Body = "application/x-www-form-urlencoded", url.Values{"_csrf": {token}}.Encode()
	}
	return c.Send(q).Status
}

func TestEveryRouteOpensToItsRolesAndToNoOther(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		routes := staff(a)
		if len(routes) < 60 {
			t.Fatalf("only %d staff routes are mounted", len(routes))
		}
		for _, role := range access.Roles() {
			c := a.LogIn(t, role)
			token, _ := c.Get("/app").Find("input[name=_csrf]").Attr("value")
			for _, r := range routes {
				if r.Path == "/app/me/password" {
					continue // counts as a failed log-in
				}
				got := knock(c, r, token)
				switch allowed := access.Allowed(r.Allow, []access.Role{role}); {
				case got >= 500:
					t.Errorf("%s %s as %s: %d", r.Method, r.Path, role, got)
				case allowed == (got == http.StatusForbidden):
					t.Errorf("%s %s as %s: %d, allowed: %v", r.Method, r.Path, role, got, allowed)
				}
			}
		}
	})
}

func TestAStrangerIsSentToTheLogInByEveryStaffRoute(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, r := range staff(a) {
			c := a.Visitor(language.English)
			q := apptest.Request{Method: r.Method, Path: foreign(r.Path)}
			if r.Method != http.MethodGet {
				q.Type = "application/x-www-form-urlencoded"
			}
			if p := c.Send(q); p.Status != http.StatusSeeOther || !strings.HasPrefix(p.Header.Get("Location"), "/login") {
				t.Errorf("%s to %q, want the log-in page", p, p.Header.Get("Location"))
			}
		}
	})
}

func TestAPostWithoutTheFormTokenChangesNothing(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	c := a.LogIn(t, access.Roles()...)
	for _, r := range staff(a) {
		if r.Method == http.MethodGet {
			continue
		}
		if got := knock(c, r, "guessed"); got != http.StatusForbidden {
			t.Errorf("%s %s without the token: %d", r.Method, r.Path, got)
		}
	}
}

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	for _, path := range []string{"/login", "/nowhere", "/s/nothing", "/healthz"} {
		p := a.Visitor(language.Chinese).Get(path)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
		} {
			if got := p.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if csp := p.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "default-src 'none'") {
			t.Errorf("%s: policy %q", path, csp)
		}
	}
}
