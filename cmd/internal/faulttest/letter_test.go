package faulttest

// X23, X25: kill -9 while letters are being sent.

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/mailtest"
	"dealervoice/survey/invitation"
)

var letters = flag.Int("letters", 300, "how many letters are sent while the program is killed")

// gate holds the mail server's lines at a point of the dialogue, so that the kill
// comes exactly there.
type gate struct {
	mu      sync.Mutex
	left    int // recipients until it closes
	stage   mailtest.Stage
	closed  bool
	reached chan struct{}
	release chan struct{}
}

func newGate(after int, stage mailtest.Stage) *gate {
	return &gate{left: after, stage: stage, reached: make(chan struct{}), release: make(chan struct{})}
}

// say is the server's script: once the gate closes, every line stops where it is.
func (g *gate) say(at mailtest.Stage, _ string) error {
	g.mu.Lock()
	if at == mailtest.Rcpt {
		g.left--
	}
	if g.left < 0 && at == g.stage && !g.closed {
		g.closed = true
		close(g.reached)
	}
	closed := g.closed
	g.mu.Unlock()
	if closed {
		<-g.release
		return mailtest.ErrHang
	}
	return nil
}

func TestNoLetterIsSentTwiceWhenTheProgramIsKilled(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		n, folder, post := *letters, t.TempDir(), mailtest.Start(t, mailtest.Options{})
		a := apptest.Start(t, dsn, func(c *config.Config) {
			c.DataDir, c.SMTPURL, c.MailFrom, c.MailConnections = folder, post.URL(), sender, 2
		})
		publish(t, a)
		enter(t, a, n)
		ctx := context.Background()
		m, err := a.Mailings.Schedule(ctx, machine, invitation.Request{Slug: "kill", Kind: invitation.Invite, Channel: invitation.Mail, Who: invitation.Fresh})
		if err != nil {
			t.Fatal(err)
		}
		s := &server{t: t, dsn: dsn, addr: freeAddress(t), folder: folder, smtp: post.URL()}
		stages := []mailtest.Stage{mailtest.Rcpt, mailtest.End, mailtest.Begin, mailtest.End}
		for _, stage := range stages {
			g := newGate(n/(len(stages)+2), stage)
			post.Say(g.say)
			s.start()
			select {
			case <-g.reached:
			case <-time.After(10 * time.Minute):
				t.Fatalf("nobody came to %s", stage)
			}
			s.kill()
			close(g.release)
			runOut(t, a)
		}
		post.Say(func(mailtest.Stage, string) error { return nil })
		already, began := len(post.Box()), time.Now()
		if err := a.Worker().Drain(ctx); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d letters after the last kill, %.0f a second", len(post.Box())-already, float64(len(post.Box())-already)/time.Since(began).Seconds())

		l, err := a.Mailings.Mailing(ctx, machine, invitation.Job{Survey: "kill", Mailing: m.ID})
		if err != nil || l.State != invitation.Done || l.Total != n {
			t.Fatalf("%+v, %v", l, err)
		}
		people, _, err := a.Mailings.People(ctx, machine, l, invitation.Query{Limit: n + 1})
		if err != nil || len(people) != n {
			t.Fatalf("%d people, %v", len(people), err)
		}
		got, uncertain := post.Counts(), 0
		for _, p := range people {
			switch c := got[p.Address]; {
			case c > 1:
				t.Errorf("%s got %d letters", p.Address, c)
			case p.State == invitation.Sent && c != 1, p.State != invitation.Sent && p.State != invitation.Uncertain:
				t.Errorf("%s is %s and got %d letters", p.Address, p.State, c)
			case p.State == invitation.Uncertain:
				uncertain++
			}
		}
		// Held at the end of a letter, its line alone was past the point of no
		// return for certain; the other may have been.
		if uncertain < 3 || uncertain > 2*len(stages) {
			t.Errorf("%d are uncertain after %d kills of two lines", uncertain, len(stages))
		}
		t.Logf("%d letters, %d kills, %d uncertain, none twice", n, len(stages), uncertain)
	})
}

// enter makes a roster of n dealers with addresses.
func enter(t *testing.T, a *apptest.App, n int) {
	t.Helper()
	var b strings.Builder
	b.WriteString("code,name,region,email\n")
	for i := range n {
		fmt.Fprintf(&b, "K%06d,Dealer %d,华东,k%d@dealer.example.com\n", i, i, i)
	}
	if _, err := a.Roster.Import(context.Background(), machine, b.String()); err != nil {
		t.Fatal(err)
	}
}

// runOut lets the leases and holds of a killed program run out.
func runOut(t *testing.T, a *apptest.App) {
	t.Helper()
	past := time.Now().Add(-time.Hour).UTC()
	for _, q := range []string{
		"UPDATE jobs SET locked_until = ? WHERE locked_until IS NOT NULL",
		"UPDATE messages SET next_at = ? WHERE state IN ('sending', 'handing')",
	} {
		if err := a.DB.Write(context.Background()).Exec(q, past).Error; err != nil {
			t.Fatal(err)
		}
	}
}
