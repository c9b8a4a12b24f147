package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/mail"
	"dealervoice/survey/fault"
	"dealervoice/survey/invitation"
)

func mailCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "mail", Short: "What mail servers send back"}
	cmd.AddCommand(mailBounceCommand())
	return cmd
}

// bounced is what the command prints.
type bounced struct {
	Tag     invitation.Tag `json:"message,omitempty"`
	Changed bool           `json:"changed"`
	Why     string         `json:"why"` // hard, soft, news, no report, unknown
}

func mailBounceCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:   "bounce < MESSAGE",
		Short: "Take down a report of a mail server that came to the return path",
		Long: `Reads one message from standard input and prints {"message","changed","why"}. Let the mail server hand it every
message to the return path, as in an aliases file:
    bounce: "|dealervoice mail bounce --to $ORIGINAL_RECIPIENT"
A mailbox that is not there stops its address; what came back for another reason is noted. Automatic answers, letters
of people and reports that are none of ours change nothing and exit 0, so that the mail server keeps none of them.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			report, err := mail.ReadReport(cmd.InOrStdin(), to)
			out := bounced{Tag: report.Tag}
			switch {
			case errors.Is(err, mail.ErrNoReport):
				out.Why = "no report"
			case errors.Is(err, mail.ErrNoTag):
				out.Why = "unknown"
			case err != nil:
				return atFault(err)
			}
			if err != nil {
				return printJSON(cmd.OutOrStdout(), out)
			}
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				switch report.Verdict {
				case invitation.Hard:
					out.Why = "hard"
				case invitation.Never:
					out.Why = "soft"
				default:
					out.Why = "news"
				}
				if out.Changed, err = a.Mailings.Reported(ctx, report); fault.KindOf(err) == fault.KindNotFound {
					out.Why, err = "unknown", nil
				}
				if err != nil {
					return fmt.Errorf("take down a report: %w", err)
				}
				return printJSON(cmd.OutOrStdout(), out)
			})
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "the address that the message came to, if the mail server tells")
	return cmd
}
