package account_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

func addToken(t *testing.T, s *account.Service, name string) account.Secret {
	t.Helper()
	_, secret, err := s.AddToken(context.Background(), access.Machine("test"), account.NewToken{
		Name: name, Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.Region, Value: "华东"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestATokenIsKnownAtOnceAndOpensWhatItWasMadeFor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, trail := service(t, d, time.Now)
		ring := s.Keyring()
		if _, err := ring.Find(ctx, "dvt_nobody", "10.0.0.1"); fault.KindOf(err) != fault.KindStranger {
			t.Fatalf("an unknown token: %v", err)
		}
		secret := addToken(t, s, "loader") // the ring was read a moment ago
		got, err := ring.Find(ctx, secret.Reveal(), "10.0.0.1")
		if err != nil {
			t.Fatal(err)
		}
		v := got.Viewer()
		if !v.Is(access.Analyst) || len(v.Roles) != 1 || v.Scope.String() != "region:华东" || v.Name != "loader" || v.UserID != "token:"+got.ID {
			t.Errorf("viewer %+v", v)
		}
		for _, wrong := range []string{"", secret.Reveal() + "x", secret.Reveal()[1:], strings.ToLower(secret.Reveal()), strings.Repeat("x", 1<<16), got.TokenHash} {
			if _, err := ring.Find(ctx, wrong, "10.0.0.2"); fault.KindOf(err) != fault.KindStranger {
				t.Errorf("%.40q opens: %v", wrong, err)
			}
		}
		lines, err := trail.List(ctx, "token", 0, 10)
		if err != nil || len(lines) != 1 || lines[0].Action != "token.add" || lines[0].ObjectID != got.ID {
			t.Errorf("audit: %+v, %v", lines, err)
		}
	})
}

func TestTheSecretOfATokenIsKeptNowhere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, _ := service(t, d, time.Now)
		a, b := addToken(t, s, "a"), addToken(t, s, "b")
		if len(a.Reveal()) < len("dvt_")+26 || a.Reveal() == b.Reveal() { // 26 letters of base 32: 130 bits
			t.Errorf("secrets %q, %q", a.Reveal(), b.Reveal())
		}
		list, err := s.Tokens(context.Background())
		if err != nil || len(list) != 2 {
			t.Fatal(list, err)
		}
		var audited string
		if err := d.Read(context.Background()).Raw("SELECT MAX(detail) FROM audit").Scan(&audited).Error; err != nil {
			t.Fatal(err)
		}
		asJSON, err := json.Marshal(struct{ Secret account.Secret }{a})
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{fmt.Sprintf("%+v %#v %v", list, a, a), audited, string(asJSON)} {
			if strings.Contains(text, a.Reveal()[4:]) {
				t.Errorf("the secret stands in %s", text)
			}
		}
	})
}

func TestARevokedTokenOpensNothingASecondLater(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		now := time.Now()
		s, trail := service(t, d, func() time.Time { return now })
		ring, secret := s.Keyring(), addToken(t, s, "loader")
		if _, err := ring.Find(ctx, secret.Reveal(), "x"); err != nil {
			t.Fatal(err)
		}
		if err := s.RevokeToken(ctx, access.Machine("test"), "loader"); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Second)
		if _, err := ring.Find(ctx, secret.Reveal(), "x"); fault.KindOf(err) != fault.KindStranger {
			t.Errorf("a revoked token: %v", err)
		}
		for _, name := range []string{"loader", "nobody"} {
			if err := s.RevokeToken(ctx, access.Machine("test"), name); fault.KindOf(err) != fault.KindNotFound {
				t.Errorf("revoke %s: %v", name, err)
			}
		}
		lines, err := trail.List(ctx, "token", 0, 10)
		if err != nil || len(lines) != 2 || lines[0].Action != "token.revoke" {
			t.Errorf("audit: %+v, %v", lines, err)
		}
		if _, _, err := s.AddToken(ctx, access.Machine("test"), account.NewToken{Name: "loader", Roles: []access.Role{access.Rep}}); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("the name was used again: %v", err)
		}
	})
}

func TestTokensNeedANameAndARole(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, _ := service(t, d, time.Now)
		for _, n := range []account.NewToken{
			{Name: "  ", Roles: []access.Role{access.Rep}}, {Name: "a\nb", Roles: []access.Role{access.Rep}},
			{Name: strings.Repeat("长", 81), Roles: []access.Role{access.Rep}}, {Name: "x\x00", Roles: []access.Role{access.Rep}}, {Name: "x"},
		} {
			if _, _, err := s.AddToken(context.Background(), access.Machine("test"), n); fault.KindOf(err) != fault.KindInvalid {
				t.Errorf("%+v: %v", n, err)
			}
		}
		if list, err := s.Tokens(context.Background()); len(list) != 0 || err != nil {
			t.Errorf("stored: %v, %v", list, err)
		}
	})
}

func TestTokensCostOneReadASecond(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := time.Now()
		s, _ := service(t, d, func() time.Time { return now })
		ring, secret := s.Keyring(), addToken(t, s, "loader")
		ctx, count := db.CountStatements(context.Background())
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() {
				if _, err := ring.Find(ctx, secret.Reveal(), "10.0.0.1"); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if count.Statements() != 1 {
			t.Errorf("50 requests at once cost %d statements", count.Statements())
		}
		now = now.Add(time.Second)
		if _, err := ring.Find(ctx, secret.Reveal(), "10.0.0.1"); err != nil || count.Statements() != 2 {
			t.Errorf("a second later: %d statements, %v", count.Statements(), err)
		}
	})
}

func TestAnAddressThatGuessesHasToWaitAndCostsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := time.Now()
		s, _ := service(t, d, func() time.Time { return now })
		ring, secret := s.Keyring(), addToken(t, s, "loader")
		kind := func(text, address string) fault.Kind {
			_, err := ring.Find(context.Background(), text, address)
			if err == nil {
				return -1
			}
			return fault.KindOf(err)
		}
		for i := range 20 {
			if got := kind(fmt.Sprint("guess", i), "2001:db8::1"); got != fault.KindStranger {
				t.Fatalf("guess %d: %v", i, got)
			}
		}
		ctx, count := db.CountStatements(context.Background())
		if _, err := ring.Find(ctx, "another", "2001:db8::ffff"); fault.KindOf(err) != fault.KindTooMany || count.Statements() != 0 { // the same /64
			t.Errorf("the 21st guess: %v, %d statements", err, count.Statements())
		}
		if got := kind("another", "2001:db8:0:1::1"); got != fault.KindStranger {
			t.Errorf("another network: %v", got)
		}
		if got := kind(secret.Reveal(), "2001:db8::1"); got != -1 {
			t.Errorf("a good token from the same address: %v", got)
		}
		now = now.Add(time.Minute)
		if got := kind("another", "2001:db8::1"); got != fault.KindStranger {
			t.Errorf("a minute later: %v", got)
		}
	})
}
