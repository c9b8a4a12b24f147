package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/app"
	"dealervoice/survey/access"
)

func tokenCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "token", Short: "Tokens by which programs use the API"}
	cmd.AddCommand(tokenAddCommand(), tokenListCommand(), tokenRevokeCommand())
	return cmd
}

func tokenAddCommand() *cobra.Command {
	var flags struct{ name, role, scope string }
	cmd := &cobra.Command{
		Use:   "add --name N --role R[,R…] [--scope S]",
		Short: "Make a token; it is printed this once and kept nowhere",
		Long: `Make a token and print it on standard output. It is kept nowhere but as a hash:
whoever loses it makes another. Programs send it as "Authorization: Bearer TOKEN".
What a token may do follows from its roles, as for people; what it sees, from its scope.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if flags.name == "" || flags.role == "" {
				return usage(errors.New("--name and --role say what the token is for and what it may do"))
			}
			roles, err := access.ParseRoles(flags.role)
			if err != nil {
				return usage(err)
			}
			if flags.scope == "" && slices.Contains(roles, access.Rep) {
				return usage(errors.New("a rep sees own dealers only: --scope own:EMAIL says whose"))
			}
			scope, err := scopeOf(flags.scope)
			if err != nil {
				return usage(err)
			}
			n := account.NewToken{Name: flags.name, Roles: roles, Scope: scope}
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				t, secret, err := a.Accounts.AddToken(ctx, access.Machine("command line"), n)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.ErrOrStderr(), "added token %s (%s, scope %s); it is shown only now\n", t.Name, access.JoinRoles(t.Roles), t.Scope())
				_, err = fmt.Fprintln(cmd.OutOrStdout(), secret.Reveal())
				return err
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.name, "name", "", "what the token is for; a name is used once")
	f.StringVar(&flags.role, "role", "", "one or more of "+access.JoinRoles(access.Roles()))
	f.StringVar(&flags.scope, "scope", "", "all, region:NAME, area:NAME or own:EMAIL (default all; a rep's has to be named)")
	return cmd
}

// listedToken is a line of token list.
type listedToken struct {
	Name    string        `json:"name"`
	Roles   []access.Role `json:"roles"`
	Scope   string        `json:"scope"`
	Created time.Time     `json:"created"`
	Revoked *time.Time    `json:"revoked"`
}

func tokenListCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the tokens by name: roles, scope, when made, when revoked",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				tokens, err := a.Accounts.Tokens(ctx)
				if err != nil {
					return err
				}
				list := make([]listedToken, len(tokens))
				for i, t := range tokens {
					list[i] = listedToken{Name: t.Name, Roles: t.Roles, Scope: t.Scope().String(), Created: t.CreatedAt.UTC(), Revoked: t.RevokedAt}
				}
				if asJSON {
					return printJSON(cmd.OutOrStdout(), list)
				}
				return printTokens(cmd, list)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the list as JSON")
	return cmd
}

func printTokens(cmd *cobra.Command, list []listedToken) error {
	for _, t := range list {
		state := "active"
		if t.Revoked != nil {
			state = "revoked " + t.Revoked.UTC().Format(time.RFC3339)
		}
		_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\t%s\t%s\t%s\n", t.Name, access.JoinRoles(t.Roles), t.Scope, t.Created.Format(time.RFC3339), state)
		if err != nil {
			return err
		}
	}
	return nil
}

func tokenRevokeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "revoke NAME",
		Short: "End a token for good; running servers follow within a second",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				if err := a.Accounts.RevokeToken(ctx, access.Machine("command line"), args[0]); err != nil {
					return err
				}
				_, err := fmt.Fprintf(cmd.ErrOrStderr(), "revoked token %s\n", args[0])
				return err
			})
		},
	}
}
