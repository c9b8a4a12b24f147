package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/mailtest"
	"dealervoice/survey/access"
)

// enter enters a roster, for which there is no command.
func enter(t *testing.T, roster string) {
	t.Helper()
	c, err := config.Load()
	if err != nil {
		t.Fatal(err)
	}
	a, err := open(context.Background(), c, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.Roster.Import(context.Background(), access.Machine("test"), roster)
	if err := errors.Join(err, a.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestDealersAreInvitedAndRemindedByCommands(t *testing.T) {
	post := mailtest.Start(t, mailtest.Options{})
	house(t)
	t.Setenv("SMTP_URL", post.URL())
	if got := dealervoice("", "config"); got.code != exitUsage || !strings.Contains(got.err, "MAIL_FROM") {
		t.Errorf("without a sender: %+v", got)
	}
	t.Setenv("MAIL_FROM", "Voice <voice@maker.example.com>")
	def := file(t, "q.json", `{"title":"Q","dv":{"privacy":{"mode":"identified"}},"pages":[{"elements":[{"type":"text","name":"one","title":"One"}]}]}`)
	if got := dealervoice("", "survey", "import", def, "--slug", "q", "--publish"); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	enter(t, "code,name,region,email\nD1,One,East,d1@dealer.example.com\nD2,Two,West,d2@dealer.example.com\nD3,Three,West,\n")
	read := func(args ...string) invited {
		t.Helper()
		var out invited
		if got := dealervoice("", args...); got.code != exitDone || json.Unmarshal([]byte(got.out), &out) != nil {
			t.Fatalf("%v: %+v", args, got)
		}
		return out
	}
	if got := read("survey", "invite", "q", "--dry-run"); got.Ask != 2 || got.Left != 1 || got.Mailing != "" || len(post.Box()) != 0 {
		t.Errorf("dry run: %+v", got)
	}
	if got := read("survey", "invite", "q", "--region", "East", "--wait"); got.State != "done" || got.States["sent"] != 1 || post.Counts()["d1@dealer.example.com"] != 1 {
		t.Errorf("invite: %+v, %v", got, post.Counts())
	}
	if got := read("survey", "remind", "q", "--wait"); got.State != "done" || got.Ask != 0 || len(post.Box()) != 1 {
		t.Errorf("remind at once: %+v", got)
	}
	for _, args := range [][]string{{"survey", "invite", "none"}, {"survey", "invite", "q", "--channel", "pigeon"}, {"survey", "invite", "q", "--on", "2026-02-30"}, {"survey", "invite", "q", "--segment", "none"}, {"survey", "invite", "q", "--who", "all"}} {
		if got := dealervoice("", args...); got.code != exitInput || got.out != "" {
			t.Errorf("%v: %+v", args, got)
		}
	}

	// What comes back.
	id := post.Box()[0].Header(t, "Message-ID")
	report := "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-Id: " + id + "\r\n\r\n--b--\r\n"
	for _, c := range []struct {
		in, why string
		changed bool
	}{{report, "hard", true}, {report, "hard", false}, {"Subject: away\r\n\r\nI am away\r\n", "no report", false}, {strings.Replace(report, id, "<x@y>", 1), "unknown", false}} {
		var out bounced
		if got := dealervoice(c.in, "mail", "bounce"); got.code != exitDone || json.Unmarshal([]byte(got.out), &out) != nil || out.Why != c.why || out.Changed != c.changed {
			t.Errorf("%+v", got)
		}
	}
	if got := read("survey", "invite", "q", "--who", "unreached", "--dry-run"); got.Ask != 0 || got.Left != 1 {
		t.Errorf("a dead address: %+v", got)
	}
}
