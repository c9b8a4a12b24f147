package main

import "github.com/spf13/cobra"

func surveyCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "survey", Short: "Check, import and export survey definitions; try the engine"}
	cmd.AddCommand(surveyCheckCommand(), surveySchemaCommand(), surveyImportCommand(), surveyExportCommand(), surveyReportCommand(), surveyChainCommand(), surveyWeightingCommand(), surveyEvalCommand(), surveyExprCommand(), surveyDealtCommand(), surveyInviteCommand(), surveyRemindCommand())
	return cmd
}
