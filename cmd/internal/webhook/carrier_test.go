package webhook_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/webhook"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/invitation"
)

var (
	ctx     = context.Background()
	machine = access.Machine("test")
)

// call is one that the gateway got.
type call struct {
	header http.Header
	body   []byte
}

// gateway is a real HTTP server that answers as told.
type gateway struct {
	*httptest.Server
	mu     sync.Mutex
	calls  []call
	answer func(w http.ResponseWriter, r *http.Request)
}

func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	g.mu.Lock()
	g.calls = append(g.calls, call{r.Header.Clone(), body})
	answer := g.answer
	g.mu.Unlock()
	if answer != nil {
		answer(w, r)
	}
}

func (g *gateway) got() []call {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]call(nil), g.calls...)
}

func (g *gateway) answers(fn func(w http.ResponseWriter, r *http.Request)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.answer, g.calls = fn, nil
}

// world is the program with a gateway, a survey, and two dealers with telephones.
func world(t *testing.T, dsn string) (*apptest.App, *gateway, string) {
	t.Helper()
	g := &gateway{}
	g.Server = httptest.NewServer(g)
	t.Cleanup(g.Close)
	a := apptest.Start(t, dsn, func(c *config.Config) { c.GatewayAllow = g.Listener.Addr().String() })
	source := `{"title":{"default":"Ask","zh-cn":"问"},"dv":{"privacy":{"mode":"confidential"}},"pages":[{"name":"a","elements":[{"type":"text","name":"one","title":"One"}]}]}`
	if _, _, err := a.Surveys.Create(ctx, machine, survey.Import{Slug: "ask", Source: []byte(source)}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Surveys.Publish(ctx, machine, "ask"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Roster.Import(ctx, machine, "code,name,region,language,phone\nD1,苏州恒达,华东,zh-CN,138 0013 8000\nD2,Canton,华南,en,+86-20-1234567\nD3,None,华南,en,\n"); err != nil {
		t.Fatal(err)
	}
	secret, err := a.Mailings.SetHook(ctx, machine, g.URL+"/send")
	if err != nil {
		t.Fatal(err)
	}
	return a, g, secret
}

func schedule(t *testing.T, a *apptest.App) invitation.Mailing {
	t.Helper()
	m, err := a.Mailings.Schedule(ctx, machine, invitation.Request{Slug: "ask", Kind: invitation.Invite, Channel: invitation.Gateway, Who: invitation.Fresh})
	if err != nil {
		t.Fatal(err)
	}
	a.Work()
	return m
}

func look(t *testing.T, a *apptest.App, m invitation.Mailing) (invitation.Listed, []invitation.Delivery) {
	t.Helper()
	l, err := a.Mailings.Mailing(ctx, machine, invitation.Job{Survey: "ask", Mailing: m.ID})
	if err != nil {
		t.Fatal(err)
	}
	calls, err := a.Mailings.Deliveries(ctx, machine, l)
	if err != nil {
		t.Fatal(err)
	}
	return l, calls
}

func run(t *testing.T, a *apptest.App, m invitation.Mailing) {
	t.Helper()
	payload, err := json.Marshal(invitation.Job{Survey: "ask", Mailing: m.ID})
	if err == nil {
		err = a.Mailings.Run(ctx, payload)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheGatewayGetsSignedCallsAndTheyAreLogged(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a, g, secret := world(t, dsn)
		m := schedule(t, a)
		l, log := look(t, a, m)
		if l.State != invitation.Done || l.Tally[invitation.Sent] != 2 || l.LeftOut != 1 || len(log) != 2 || log[0].Status != 200 || log[0].Problem != "" {
			t.Fatalf("%+v, %+v", l, log)
		}
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		if err != nil || len(key) != 32 {
			t.Fatalf("secret %q", secret)
		}
		to := map[string]string{}
		for _, c := range g.got() {
			id, stamp := c.header.Get("webhook-id"), c.header.Get("webhook-timestamp")
			if got, want := c.header.Get("webhook-signature"), webhook.Sign(key, id, stamp, c.body); got != want || !strings.HasPrefix(got, "v1,") {
				t.Errorf("signature %q, want %q", got, want)
			}
			if at, err := strconv.ParseInt(stamp, 10, 64); err != nil || time.Since(time.Unix(at, 0)).Abs() > time.Hour {
				t.Errorf("timestamp %q", stamp)
			}
			var p struct {
				Type string
				Data map[string]string
			}
			if err := json.Unmarshal(c.body, &p); err != nil || p.Type != "invitation.send" || p.Data["id"] != id {
				t.Fatalf("%s", c.body)
			}
			in, err := a.Surveys.InvitationByToken(ctx, p.Data["link"][strings.Index(p.Data["link"], "/i/")+3:])
			if err != nil {
				t.Fatal(err)
			}
			to[string(in.Invitation.DealerCode)] = p.Data["to"] + " " + p.Data["language"]
		}
		if to["D1"] != "13800138000 zh-CN" || to["D2"] != "+86201234567 en" {
			t.Errorf("%v", to)
		}

		// Replay: the same id, a new signature, one more line in the log.
		first := log[0].Tag
		g.answers(nil)
		if err := a.Mailings.Replay(ctx, machine, invitation.Job{Survey: "ask", Mailing: m.ID}, string(first)); err != nil {
			t.Fatal(err)
		}
		a.Work()
		if c := g.got(); len(c) != 1 || c[0].header.Get("webhook-id") != string(first) {
			t.Errorf("%d calls", len(c))
		}
		if l, log := look(t, a, m); len(log) != 3 || l.State != invitation.Done || l.Tally[invitation.Sent] != 2 {
			t.Errorf("%+v, %+v", l, log)
		}
		if strings.Contains(a.Logged(), "/i/") || strings.Contains(a.Logged(), secret) {
			t.Error("the log tells a link or the secret")
		}
	})
}

func TestAGatewayThatFailsIsTriedLaterAndTurnedOffInTheEnd(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a, g, _ := world(t, dsn)
		g.answers(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) })
		m := schedule(t, a)
		l, log := look(t, a, m)
		if l.State != invitation.Sending || l.Tally[invitation.Queued] != 2 || len(log) == 0 || log[0].Problem != "gateway.busy" {
			t.Fatalf("%+v, %+v", l, log)
		}
		// Nobody calls for a while.
		n := len(g.got())
		run(t, a, m)
		if len(g.got()) != n {
			t.Error("it was called again at once")
		}
		// A day of failures later it is back, and everything goes out.
		for range 6 {
			a.Later(4 * time.Hour)
			run(t, a, m)
		}
		if l, _ := look(t, a, m); l.Tally[invitation.Queued] != 2 {
			t.Fatalf("after a day: %+v", l)
		}
		g.answers(nil)
		a.Later(5 * time.Hour)
		run(t, a, m)
		if l, _ := look(t, a, m); l.State != invitation.Done || l.Tally[invitation.Sent] != 2 {
			t.Errorf("%+v", l)
		}
		if h, err := a.Mailings.Hook(ctx, machine); err != nil || h.Failing != nil || h.Off != "" {
			t.Errorf("%+v, %v", h, err)
		}
	})
}

func TestWhatAGatewayMayAnswer(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a redirect was followed") }))
	defer elsewhere.Close()
	a, g, _ := world(t, dbtest.SQLite(t))
	var tag invitation.Tag
	for _, c := range []struct {
		name    string
		answer  func(w http.ResponseWriter, r *http.Request)
		problem string
		state   invitation.MessageState
	}{
		{"refused", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(400) }, "gateway.refused", invitation.Failed},
		{"a redirect", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
		}, "gateway.redirect", invitation.Failed},
		{"an endless body", func(w http.ResponseWriter, _ *http.Request) {
			junk := bytes.Repeat([]byte("x"), 64<<10)
			for range 1000 {
				if _, err := w.Write(junk); err != nil {
					return
				}
			}
		}, "", invitation.Sent},
		{"a bomb", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "\x1f\x8b\x08")
		}, "", invitation.Sent},
		{"endless headers", func(w http.ResponseWriter, _ *http.Request) {
			for i := range 40 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("x", 1000))
			}
		}, "gateway.no_answer", invitation.Queued},
	} {
		a.Later(time.Hour) // past the pause after a failure
		g.answers(c.answer)
		if tag == "" {
			m := schedule(t, a)
			_, log := look(t, a, m)
			tag = log[0].Tag
		} else if list, err := a.Mailings.Mailings(ctx, machine, "ask"); err != nil {
			t.Fatal(err)
		} else if err := a.Mailings.Replay(ctx, machine, invitation.Job{Survey: "ask", Mailing: list[0].ID}, string(tag)); err != nil {
			t.Fatal(err)
		} else {
			run(t, a, list[0].Mailing)
		}
		list, err := a.Mailings.Mailings(ctx, machine, "ask")
		if err != nil {
			t.Fatal(err)
		}
		l, log := look(t, a, list[0].Mailing)
		people, _, err := a.Mailings.People(ctx, machine, l, invitation.Query{Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range people {
			if p.Tag == tag && p.State != c.state {
				t.Errorf("%s: %s %s", c.name, p.State, p.Detail)
			}
		}
		if log[0].Problem != c.problem {
			t.Errorf("%s: %q", c.name, log[0].Problem)
		}
	}
	// 410 turns it off, with a notice on the mailing.
	a.Later(5 * time.Hour)
	g.answers(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(410) })
	list, err := a.Mailings.Mailings(ctx, machine, "ask")
	if err != nil {
		t.Fatal(err)
	}
	run(t, a, list[0].Mailing)
	if h, err := a.Mailings.Hook(ctx, machine); err != nil || h.Off != "gateway.off.gone" {
		t.Errorf("%+v, %v", h, err)
	}
	if l, _ := look(t, a, list[0].Mailing); l.Problem != "invite.problem.off" {
		t.Errorf("%+v", l)
	}
}

func TestAGatewayInsideTheHouseIsNotCalledWithoutLeave(t *testing.T) {
	a, g, _ := world(t, dbtest.SQLite(t))
	// Somebody writes an address into the database, or a name begins to lead here.
	port := g.Listener.Addr().String()[strings.LastIndex(g.Listener.Addr().String(), ":"):]
	var m invitation.Mailing
	for i, to := range []string{"http://localhost" + port, "http://127.0.0.2" + port, "http://[::1]" + port, "https://localhost/"} {
		if err := a.DB.Write(ctx).Exec("UPDATE gateways SET url = ?, off = ''", to).Error; err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			m = schedule(t, a)
		} else {
			a.Later(time.Hour)
			run(t, a, m)
		}
		if l, _ := look(t, a, m); len(g.got()) != 0 || l.Tally[invitation.Sent] != 0 || l.Tally.Total() != 2 || l.Problem == "" {
			t.Errorf("%s: %d calls, %+v", to, len(g.got()), l)
		}
	}
}

// Whoever looks after the gateway sees its latest calls with what it answered, and
// none that tells who has not answered a survey.
func TestThePageOfTheGatewayListsItsCalls(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a, g, _ := world(t, dsn)
		admin := a.LogIn(t, access.Admin)
		admin.Get("/app/gateway").Expect(apptest.WellMade(), apptest.Says("section .empty", "还没有呼叫过"))
		a.LogIn(t, access.Analyst).Get("/app/gateway").Expect(apptest.Status(403))
		var first sync.Once
		g.answers(func(w http.ResponseWriter, _ *http.Request) { first.Do(func() { w.WriteHeader(400) }) })
		m := schedule(t, a)
		p := admin.Get("/app/gateway")
		p.Expect(apptest.WellMade(), apptest.Count("tbody tr", 2), apptest.Count("tbody .tag.bad", 1), apptest.Count("tbody .tag.good", 1),
			apptest.Says("section p", "最近 2 次呼叫，其中 1 次没有被收下"), apptest.Attr("tbody a", "href", "/app/surveys/ask/mailings/"+string(m.ID)))
		p.Follow("tbody a").Expect(apptest.Status(200), apptest.WellMade(), apptest.Has("button[value=replay]"))

		a.Later(5 * 24 * time.Hour)
		if _, err := a.Mailings.Schedule(ctx, machine, invitation.Request{Slug: "ask", Kind: invitation.Reminder, Channel: invitation.Gateway, Who: invitation.Unsettled}); err != nil {
			t.Fatal(err)
		}
		a.Work()
		if n := a.Count(t, "deliveries"); n != 4 && n != 3 {
			t.Fatalf("%d calls", n)
		}
		admin.Get("/app/gateway").Expect(apptest.Count("tbody tr", 2))
	})
}
