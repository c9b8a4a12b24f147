package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/app"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

func userCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "user", Short: "Accounts of the people who work with the product"}
	cmd.AddCommand(userAddCommand())
	return cmd
}

func userAddCommand() *cobra.Command {
	var flags struct{ email, name, role, scope, department, language string }
	cmd := &cobra.Command{
		Use:   "add --email E --role R[,R…] [--scope S]",
		Short: "Add an account; the password is read from standard input",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if flags.email == "" || flags.role == "" {
				return usage(errors.New("--email and --role say who is added and what for"))
			}
			roles, err := access.ParseRoles(flags.role)
			if err != nil {
				return usage(err)
			}
			scope, err := scopeOf(flags.scope)
			if err != nil {
				return usage(err)
			}
			tag, ok := language.Parse(flags.language)
			if !ok {
				return usage(fmt.Errorf("unknown language %q (zh-CN, en)", flags.language))
			}
			password, err := readLine(cmd.InOrStdin())
			if err != nil {
				return err
			}
			n := account.NewUser{Email: flags.email, Name: flags.name, Password: password, Roles: roles,
				Department: flags.department, Scope: scope, Language: tag}
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				u, err := a.Accounts.Add(ctx, access.Machine("command line"), n)
				if err == nil {
					fmt.Fprintf(cmd.ErrOrStderr(), "added %s (%s)\n", u.Email, access.JoinRoles(u.Roles))
				}
				return err
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.email, "email", "", "the e-mail to log in with")
	f.StringVar(&flags.name, "name", "", "the name shown (default: the e-mail)")
	f.StringVar(&flags.role, "role", "", "one or more of "+access.JoinRoles(access.Roles()))
	f.StringVar(&flags.scope, "scope", "", "all, region:NAME, area:NAME or own:EMAIL (default all; for a rep own:the e-mail)")
	f.StringVar(&flags.department, "department", "", "of a support role: the department id of the process file")
	f.StringVar(&flags.language, "language", "zh-CN", "zh-CN or en")
	return cmd
}

// scopeOf reads a scope; what is not given is for the account to decide.
func scopeOf(s string) (access.Scope, error) {
	if s == "" {
		return access.Scope{}, nil
	}
	return access.ParseScope(s)
}

// readLine reads the first line of a stream, without its end.
func readLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(r, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}
