package main

import (
	"context"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
)

// A rep sees own dealers: nobody gets everything by leaving a flag out.
func TestARepGetsNothingByLeavingTheScopeOut(t *testing.T) {
	house(t)
	for _, roles := range []string{"rep", "analyst,rep"} {
		got := dealervoice("", "token", "add", "--name", "phone", "--role", roles)
		if got.code != exitUsage || got.out != "" || !strings.Contains(got.err, "own:EMAIL") {
			t.Errorf("token of %s: %+v", roles, got)
		}
	}
	if got := dealervoice("", "token", "add", "--name", "phone", "--role", "rep", "--scope", "own:Li@Example.com"); got.code != exitDone || !strings.Contains(got.err, "scope own:li@example.com") {
		t.Errorf("%+v", got)
	}
	if got := dealervoice("", "token", "add", "--name", "warehouse", "--role", "analyst"); got.code != exitDone || !strings.Contains(got.err, "scope all") {
		t.Errorf("%+v", got)
	}
	scopes := map[string]string{}
	for email, args := range map[string][]string{
		"Rep1@example.com": {"--role", "rep"}, "rep2@example.com": {"--role", "rep", "--scope", "area:苏南"}, "boss@example.com": {"--role", "manager"},
	} {
		if got := dealervoice("correct horse battery staple\n", append([]string{"user", "add", "--email", email}, args...)...); got.code != exitDone {
			t.Fatalf("%+v", got)
		}
	}
	cmd := &cobra.Command{}
	cmd.SetContext(context.Background())
	err := withApp(cmd, func(ctx context.Context, a *app.App) error {
		users, err := a.Accounts.List(ctx)
		for _, u := range users {
			scopes[u.Email] = u.Viewer().Scope.String()
		}
		return err
	})
	if err != nil || scopes["rep1@example.com"] != "own:rep1@example.com" || scopes["rep2@example.com"] != "area:苏南" || scopes["boss@example.com"] != "all" {
		t.Errorf("%v, %v", scopes, err)
	}
}
