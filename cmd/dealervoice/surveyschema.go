package main

import (
	"github.com/spf13/cobra"

	"dealervoice/survey/definition"
)

// surveySchemaCommand hands out the published schema of what is ours in a
// definition.
func surveySchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: `Print the JSON Schema of what stands under "dv"`, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(definition.Schema())
			return err
		},
	}
}
