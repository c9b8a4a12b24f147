package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/demo"
)

func demoCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "demo", Short: "The demo company: a maker of household goods and its 60 dealers"}
	cmd.AddCommand(&cobra.Command{
		Use:   "load",
		Short: "Load the demo company into an empty installation and print its log-in",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				loaded, err := demoIfEmpty(ctx, a, cmd.OutOrStdout())
				if err == nil && !loaded {
					return atFault(errors.New("there are accounts already: the demo company is only loaded into an empty installation"))
				}
				return err
			})
		},
	})
	return cmd
}

// demoIfEmpty loads the demo company into an installation without accounts and
// prints its log-in; the password is random and shown only now.
func demoIfEmpty(ctx context.Context, a *app.App, out io.Writer) (loaded bool, err error) {
	n, err := a.Accounts.Count(ctx)
	if err != nil || n > 0 {
		return false, err
	}
	password := account.NewPassword()
	if err := demo.Load(ctx, a, password); err != nil {
		return false, err
	}
	people := demo.People()
	fmt.Fprintf(out, "\nThe demo company is loaded. Log in at %s/app\n  e-mail:   %s\n  password: %s\n",
		a.Config.BaseURL, people[0].Email, password)
	fmt.Fprint(out, "The same password opens one account for each part in the ring, for example\n ")
	for _, p := range people[1:8] {
		fmt.Fprint(out, " ", p.Email)
	}
	fmt.Fprint(out, "\nThe password is not stored in clear and not shown again.\n\n")
	return true, nil
}
