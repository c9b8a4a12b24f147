package main

import (
	"context"
	"fmt"
	"io"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/app"
	"dealervoice/survey/access"
)

// demoIfEmpty loads the demo company into a database without accounts and
// prints the log-in it made; the password is random and shown only now.
func demoIfEmpty(ctx context.Context, a *app.App, out io.Writer) error {
	n, err := a.Accounts.Count(ctx)
	if err != nil || n > 0 {
		return err
	}
	password := account.NewPassword()
	_, err = a.Accounts.Add(ctx, access.Machine("demo"), account.NewUser{
		Email: "demo@example.com", Name: "Demo", Password: password, Roles: access.Roles(), Department: "finance",
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Log in at %s/app\n  e-mail:   demo@example.com\n  password: %s\n", a.Config.BaseURL, password)
	return nil
}
