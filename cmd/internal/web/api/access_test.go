package api_test

// Who may call what, how callers are recognised, and what they never learn.

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// operations are the routes that need a token.
func operations(a *apptest.App) []route.Route {
	var out []route.Route
	for _, r := range a.Web().Routes() {
		if strings.HasPrefix(r.Path, base) && r.Allow != access.Public {
			out = append(out, r)
		}
	}
	return out
}

func TestEveryOperationOpensToItsRolesAndToNoOther(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		k := readContract(t, a)
		list := operations(a)
		if len(list) < 17 {
			t.Fatalf("only %d operations", len(list))
		}
		for _, role := range access.Roles() {
			c := enterAs(t, a, k, account.NewToken{Roles: []access.Role{role}})
			for _, r := range list {
				path := parameter.ReplaceAllString(strings.TrimPrefix(r.Path, base), "999999")
				got := c.send(r.Method, path, "")
				allowed := access.Allowed(r.Allow, []access.Role{role})
				if allowed == (got.Status == http.StatusForbidden) {
					t.Errorf("%s %s as %s: %d, allowed: %v", r.Method, r.Path, role, got.Status, allowed)
				}
				if !allowed && !strings.Contains(got.problem().Detail, string(r.Allow)) {
					t.Errorf("%s %s as %s is told %q", r.Method, r.Path, role, got.problem().Detail)
				}
			}
		}
	})
}

func TestOnlyATokenInItsHeaderOpens(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		good := c.token
		for name, x := range map[string]struct {
			header []string
			status int
			says   string // of WWW-Authenticate
		}{
			"no header":           {nil, 401, `Bearer realm="dealervoice"`},
			"the token":           {[]string{"Bearer " + good}, 200, ""},
			"small letters":       {[]string{"bearer " + good}, 200, ""},
			"spaces around":       {[]string{"Bearer   " + good + " "}, 200, ""},
			"without its scheme":  {[]string{good}, 401, `Bearer realm="dealervoice"`},
			"another scheme":      {[]string{"Basic " + good}, 401, `Bearer realm="dealervoice"`},
			"two headers":         {[]string{"Bearer " + good, "Bearer " + good}, 401, `Bearer realm="dealervoice"`},
			"two tokens":          {[]string{"Bearer " + good + "," + good}, 401, `Bearer realm="dealervoice", error="invalid_token"`},
			"an empty one":        {[]string{"Bearer "}, 401, `Bearer realm="dealervoice"`},
			"one too long":        {[]string{"Bearer " + strings.Repeat("x", 8000)}, 401, `Bearer realm="dealervoice", error="invalid_token"`},
			"one of other script": {[]string{"Bearer 令牌"}, 401, `Bearer realm="dealervoice", error="invalid_token"`},
			"SQL":                 {[]string{"Bearer ' OR 1=1--"}, 401, `Bearer realm="dealervoice", error="invalid_token"`},
		} {
			h := http.Header{"Authorization": x.header}
			if x.header == nil {
				h = http.Header{"Authorization": {}}
			}
			got := c.call(apptest.Request{Path: "/surveys", Header: h})
			if got.Status != x.status || got.Header.Get("WWW-Authenticate") != x.says {
				t.Errorf("%s: %d, %q", name, got.Status, got.Header.Get("WWW-Authenticate"))
			}
		}
		// a token in the address is a parameter that nobody reads
		c.call(apptest.Request{Path: "/surveys?access_token=" + good, Header: http.Header{"Authorization": {}}}).want(401)
		if strings.Contains(a.Logged(), good) {
			t.Error("the log tells the token")
		}
		calm(t, a)
	})
}

func TestALogInOpensNoOperationAndATokenNoPage(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		staff := a.LogIn(t, access.Roles()...)
		for _, r := range operations(a) {
			p := staff.Send(apptest.Request{Method: r.Method, Path: parameter.ReplaceAllString(r.Path, "1"), Type: "application/json", Body: "{}"})
			if p.Status != 401 {
				t.Errorf("%s with a session", p)
			}
		}
		c := enter(t, a, access.Roles()...)
		p := a.Visitor("en").Send(apptest.Request{Path: "/app/surveys", Header: http.Header{"Authorization": {"Bearer " + c.token}}})
		if p.Status != 303 || !strings.HasPrefix(p.Header.Get("Location"), "/login") {
			t.Errorf("%s with a token", p)
		}
	})
}

func TestARevokedTokenIsShutOutWithinASecond(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enterAs(t, a, readContract(t, a), account.NewToken{Name: "lost", Roles: []access.Role{access.Analyst}})
		c.get("/surveys").want(200)
		if err := a.Accounts.RevokeToken(t.Context(), access.Machine("test"), "lost"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(1100 * time.Millisecond)
		c.get("/surveys").want(401)
	})
}

func TestWhoGuessesTokensHasToWait(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	c := enter(t, a, access.Analyst)
	guess := *c
	guess.token = "dvt_GUESS"
	var last answer
	for range 21 {
		last = guess.get("/surveys")
	}
	if last.want(429).Header.Get("Retry-After") != "60" {
		t.Errorf("retry after %q", last.Header.Get("Retry-After"))
	}
	c.get("/surveys").want(200) // the same address, a good token
}

func TestAFailureOfOursTellsNothingButItsNumber(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	c := enter(t, a, access.Analyst)
	c.publish("small", form(survey.Identified))
	if err := a.DB.Write(t.Context()).Exec("ALTER TABLE responses RENAME TO elsewhere").Error; err != nil {
		t.Fatal(err)
	}
	client := a.Visitor("en")
	for _, r := range []apptest.Request{
		{Path: "/surveys/small/responses"},
		{Method: "POST", Path: "/surveys/small/responses", Body: `{"data":{"q1":"1"}}`},
	} {
		r.Path = base + r.Path
		r.Header = http.Header{"Authorization": {"Bearer " + c.token}, "Content-Type": {"application/json"}, "Idempotency-Key": {"k"}}
		got := answer{client.Send(r), t}
		p := got.problem()
		if got.Status != 500 || got.Header.Get("Content-Type") != "application/problem+json" || p.Type != "urn:dealervoice:fault.internal" {
			t.Errorf("%s: %s", got, got.Body)
		}
		id, ok := strings.CutPrefix(instance(got), "urn:dealervoice:failure:")
		if !ok || !strings.Contains(a.Logged(), "id="+id) {
			t.Errorf("%s: the log does not know %q", got, id)
		}
		if strings.Contains(strings.ToLower(got.Body), "responses") || strings.Contains(got.Body, "no such table") {
			t.Errorf("%s tells too much: %s", got, got.Body)
		}
	}
}

func instance(a answer) string {
	var p struct{ Instance string }
	a.into(&p)
	return p.Instance
}
