package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

func surveyExportCommand() *cobra.Command {
	var flags struct {
		format  string
		version int
	}
	cmd := &cobra.Command{
		Use:   "export SLUG",
		Short: "Print a survey's definition: the draft, or a published version",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if flags.format != "surveyjs" {
				return usage(fmt.Errorf("unknown format %q (surveyjs)", flags.format))
			}
			if flags.version < 0 {
				return usage(fmt.Errorf("version %d: versions count from 1", flags.version))
			}
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				raw, err := a.Surveys.Export(ctx, access.Machine("command line"), args[0], survey.Number(flags.version))
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", raw)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&flags.format, "format", "surveyjs", "surveyjs")
	cmd.Flags().IntVar(&flags.version, "version", 0, "a published version (default: the draft)")
	return cmd
}
