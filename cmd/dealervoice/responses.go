package main

import "github.com/spf13/cobra"

func responsesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "responses", Short: "Take responses in from files, and give them out"}
	cmd.AddCommand(responsesImportCommand(), responsesExportCommand(), responsesUnfoldCommand(), responsesRecomputeCommand())
	return cmd
}
