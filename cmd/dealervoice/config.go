package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/config"
)

func configCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: "Print the effective configuration, without secrets",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := config.Load()
			if err != nil {
				return usage(err)
			}
			for _, kv := range c.Effective() {
				fmt.Fprintf(cmd.OutOrStdout(), "%s=%s\n", kv[0], kv[1])
			}
			return nil
		},
	}
}
