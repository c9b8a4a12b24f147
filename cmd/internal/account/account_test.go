package account_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

const password = "correct horse battery"

func service(t *testing.T, d *db.DB, now func() time.Time) (*account.Service, *audit.Trail) {
	t.Helper()
	trail := audit.New(d, now)
	s, err := account.New(d, trail, now)
	if err != nil {
		t.Fatal(err)
	}
	return s, trail
}

func add(t *testing.T, s *account.Service, email string, roles ...access.Role) account.User {
	t.Helper()
	u, err := s.Add(context.Background(), access.Machine("test"),
		account.NewUser{Email: email, Password: password, Roles: roles, Department: "finance"})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestLoginFindsTheAccountWhateverTheCaseOfTheAddress(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, trail := service(t, d, time.Now)
		add(t, s, "Li@Example.com", access.Analyst)
		u, err := s.Login(ctx, " lI@example.COM ", password, "127.0.0.1")
		if err != nil || !u.Viewer().Is(access.Analyst) {
			t.Fatalf("login: %+v, %v", u, err)
		}
		lines, err := trail.List(ctx, "user", 0, 10)
		if err != nil || len(lines) != 2 || lines[0].Action != "user.login" {
			t.Errorf("audit: %+v, %v", lines, err)
		}
	})
}

func TestLoginIsBlockedAfterTooManyFailuresAndOpensAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		now := time.Now()
		s, _ := service(t, d, func() time.Time { return now })
		add(t, s, "li@example.com", access.Analyst)
		for i := range 8 {
			if _, err := s.Login(ctx, "li@example.com", "wrong wrong wrong", "10.0.0.1"); fault.From(err) == nil || fault.From(err).Key != "account.login_wrong" {
				t.Fatalf("try %d: %v", i, err)
			}
		}
		if _, err := s.Login(ctx, "li@example.com", password, "10.0.0.1"); fault.KindOf(err) != fault.KindTooMany {
			t.Errorf("ninth try: %v, want too many", err)
		}
		if _, err := s.Login(ctx, "li@example.com", password, "10.0.0.2"); err != nil {
			t.Errorf("somebody else's failures lock the owner out: %v", err)
		}
		now = now.Add(16 * time.Minute)
		if _, err := s.Login(ctx, "li@example.com", password, "10.0.0.1"); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	})
}

func TestAnAddressIsTakenOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, _ := service(t, d, time.Now)
		add(t, s, "li@example.com", access.Analyst)
		_, err := s.Add(context.Background(), access.Machine("test"),
			account.NewUser{Email: "LI@example.com", Password: password, Roles: []access.Role{access.Rep}})
		if f := fault.From(err); f == nil || f.Fields[0].Key != "account.email_taken" {
			t.Errorf("got %v", err)
		}
	})
}

func TestTheLastAdminStays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, _ := service(t, d, time.Now)
		a, b := add(t, s, "a@example.com", access.Admin), add(t, s, "b@example.com", access.Admin)
		if err := s.Disable(ctx, access.Machine("test"), a.ID); err != nil {
			t.Fatal(err)
		}
		if err := s.Disable(ctx, access.Machine("test"), b.ID); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("the last admin was disabled: %v", err)
		}
		if _, err := s.Login(ctx, "a@example.com", password, "x"); fault.From(err) == nil {
			t.Error("a disabled account still logs in")
		}
	})
}

func TestADisabledAccountLosesItsSessions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, _ := service(t, d, time.Now)
		add(t, s, "a@example.com", access.Admin)
		u := add(t, s, "li@example.com", access.Analyst)
		store := account.NewSessions(d)
		owned, owner := account.WithOwner(ctx)
		owner.ID = u.ID
		if err := store.CommitCtx(owned, "hash", []byte("data"), time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := store.FindCtx(ctx, "hash"); !ok || err != nil {
			t.Fatalf("session not found: %v", err)
		}
		if err := s.Disable(ctx, access.Machine("test"), u.ID); err != nil {
			t.Fatal(err)
		}
		if _, ok, _ := store.FindCtx(ctx, "hash"); ok {
			t.Error("the session outlived the account")
		}
	})
}

func TestPasswordsHaveALength(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, _ := service(t, d, time.Now)
		for _, p := range []string{"", "short", strings.Repeat("长", 129)} {
			_, err := s.Add(context.Background(), access.Machine("test"),
				account.NewUser{Email: "x@example.com", Password: p, Roles: []access.Role{access.Rep}})
			if f := fault.From(err); f == nil || f.Fields[0].Path != "password" {
				t.Errorf("password of %d bytes: %v", len(p), err)
			}
		}
	})
}

func TestTheTrailIsNeverChanged(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, _ := service(t, d, time.Now)
		add(t, s, "li@example.com", access.Analyst)
		if err := d.Write(ctx).Exec("UPDATE audit SET actor_name = 'nobody'").Error; err == nil {
			t.Error("an audit line was changed")
		}
		if err := d.Write(ctx).Exec("DELETE FROM audit").Error; err == nil {
			t.Error("an audit line was removed")
		}
	})
}
