package main

// Saved weightings on the command line.

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/app"
	"dealervoice/survey/access"
)

func surveyWeightingCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "weighting", Short: "Save weightings under a name, list them, retire one"}
	cmd.AddCommand(weightingSaveCommand(), weightingListCommand(), weightingRetireCommand())
	return cmd
}

func weightingSaveCommand() *cobra.Command {
	var by []string
	var trim string
	cmd := &cobra.Command{
		Use:   "save NAME",
		Short: "Save a weighting; it is never changed afterwards",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := analysis.ParseWeighting(by, trim)
			if err != nil {
				return err
			}
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				return a.Schemes.Save(ctx, access.Machine("command line"), args[0], w)
			})
		},
	}
	cmd.Flags().StringSliceVar(&by, "by", nil, "margins of the roster: "+strings.Join(analysis.Margins(), ", "))
	cmd.Flags().StringVar(&trim, "trim", "", "keep weights within so many times the mean")
	return cmd
}

func weightingListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the saved weightings",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				list, err := a.Schemes.List(ctx, access.Machine("command line"))
				for _, one := range list {
					if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\t%g\n", one.Name, one.Margins, one.Trim); err != nil {
						return err
					}
				}
				return err
			})
		},
	}
}

func weightingRetireCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "retire NAME",
		Short: "Offer a weighting no more; where it was used it still holds",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				return a.Schemes.Retire(ctx, access.Machine("command line"), args[0])
			})
		},
	}
}
