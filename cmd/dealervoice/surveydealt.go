package main

import (
	"context"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

func surveyDealtCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "dealt SLUG",
		Short: "List what was dealt of a survey's designs, computed again from its seed (JSON)",
		Long: `Prints [{"design","wave","unit"?,"block","number"?,"value"}]: the number-th unit of a block gets
the cell that the block's deck holds there, so the cells of a block differ by one at most. wave 0 means that
it holds in all waves. Where staff must not know who answered, units are left out.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				list, err := a.Surveys.Dealt(ctx, access.Machine("command line"), args[0])
				if err != nil {
					return err
				}
				if list == nil {
					list = []survey.Dealt{}
				}
				return printJSON(cmd.OutOrStdout(), list)
			})
		},
	}
}
