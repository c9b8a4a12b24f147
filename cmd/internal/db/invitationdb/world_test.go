package invitationdb_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/mailtest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/invitation"
)

var (
	ctx     = context.Background()
	analyst = access.Viewer{UserID: "u1", Name: "Ann", Email: "ann@example.com", Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.All}}
)

// world is the program with a mail server.
type world struct {
	*apptest.App
	t    *testing.T
	post *mailtest.Server
	slug string
}

func each(t *testing.T, fn func(w *world)) {
	t.Helper()
	dbtest.EachDSN(t, func(t *testing.T, dsn string) { fn(open(t, dsn)) })
}

func open(t *testing.T, dsn string, change ...func(*config.Config)) *world {
	t.Helper()
	post := mailtest.Start(t, mailtest.Options{})
	change = append([]func(*config.Config){func(c *config.Config) {
		c.SMTPURL, c.MailFrom, c.MailReturn, c.MailConnections = post.URL(), "Voice <voice@maker.example.com>", "bounce@maker.example.com", 2
	}}, change...)
	return &world{App: apptest.Start(t, dsn, change...), t: t, post: post, slug: "ask"}
}

// publish puts a survey of a mode up, of two screens.
func (w *world) publish(mode string) survey.Published {
	w.t.Helper()
	source := fmt.Sprintf(`{"title":{"default":"Dealer survey","zh-cn":"经销商调查"},"dv":{"firstLanguage":"zh-CN","privacy":{"mode":%q}},
	"pages":[{"name":"a","elements":[{"type":"text","name":"one","title":{"default":"One","zh-cn":"一"}}]},
	{"name":"b","elements":[{"type":"text","name":"two","title":{"default":"Two","zh-cn":"二"}}]}]}`, mode)
	if _, _, err := w.Surveys.Create(ctx, analyst, survey.Import{Slug: w.slug, Source: []byte(source)}); err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.Surveys.Publish(ctx, analyst, w.slug); err != nil {
		w.t.Fatal(err)
	}
	p, err := w.Surveys.Published(ctx, w.slug)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// roster enters dealers D1..Dn, odd ones in English.
func (w *world) roster(n int) {
	w.t.Helper()
	var b strings.Builder
	b.WriteString("code,name,region,language,email,phone\n")
	for i := 1; i <= n; i++ {
		region, tongue := "华东", "zh-CN"
		if i%2 == 1 {
			region, tongue = "华南", "en"
		}
		fmt.Fprintf(&b, "D%d,Dealer %d,%s,%s,d%d@dealer.example.com,1380013%04d\n", i, i, region, tongue, i, i)
	}
	if _, err := w.Roster.Import(ctx, access.Machine("test"), b.String()); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) request(kind invitation.Kind) invitation.Request {
	who := invitation.Fresh
	if kind == invitation.Reminder {
		who = invitation.Unsettled
	}
	return invitation.Request{Slug: w.slug, Kind: kind, Channel: invitation.Mail, Who: who}
}

// send schedules a mailing and works until nothing is due.
func (w *world) send(r invitation.Request) invitation.Listed {
	w.t.Helper()
	m, err := w.Mailings.Schedule(ctx, analyst, r)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Work()
	return w.mailing(m.ID)
}

// run brings a mailing on, as its job does.
func (w *world) run(id invitation.ID) {
	w.t.Helper()
	payload, err := json.Marshal(invitation.Job{Survey: w.slug, Mailing: id})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.Mailings.Run(ctx, payload); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) mailing(id invitation.ID) invitation.Listed {
	w.t.Helper()
	l, err := w.Mailings.Mailing(ctx, analyst, invitation.Job{Survey: w.slug, Mailing: id})
	if err != nil {
		w.t.Fatal(err)
	}
	return l
}

func (w *world) states(id invitation.ID) map[string]invitation.Person {
	w.t.Helper()
	list, _, err := w.Mailings.People(ctx, analyst, w.mailing(id), invitation.Query{Limit: 100000})
	if err != nil {
		w.t.Fatal(err)
	}
	out := map[string]invitation.Person{}
	for _, p := range list {
		out[string(p.DealerCode)] = p
	}
	return out
}

// bodies reads the two parts of a letter.
func bodies(t *testing.T, l mailtest.Letter) (text, html string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(l.Raw))
	if err != nil {
		t.Fatal(err)
	}
	boundary := regexp.MustCompile(`boundary="?([^";\s]+)`).FindStringSubmatch(m.Header.Get("Content-Type"))
	r := multipart.NewReader(m.Body, boundary[1])
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return text, html
		}
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") {
			html = string(raw)
		} else {
			text = string(raw)
		}
	}
}

var links = regexp.MustCompile(`/i/([0-9A-Z]{30})\b`)

// linkOf is the personal link in a letter.
func linkOf(t *testing.T, l mailtest.Letter) string {
	t.Helper()
	text, html := bodies(t, l)
	m := links.FindStringSubmatch(text)
	if m == nil || !strings.Contains(html, m[1]) {
		t.Fatalf("no link in both parts of\n%s\n%s", text, html)
	}
	return m[1]
}

// letterTo is the only letter to a dealer.
func (w *world) letterTo(i int) mailtest.Letter {
	w.t.Helper()
	var found []mailtest.Letter
	for _, l := range w.post.Box() {
		if l.To == fmt.Sprintf("d%d@dealer.example.com", i) {
			found = append(found, l)
		}
	}
	if len(found) != 1 {
		w.t.Fatalf("%d letters to D%d", len(found), i)
	}
	return found[0]
}

const day = 24 * time.Hour
