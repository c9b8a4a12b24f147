package main

import (
	"errors"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/statcmd"
)

// statsCommand works out statistics from plain CSV files. Whatever goes wrong lies in the
// command line or in the file.
func statsCommand() *cobra.Command {
	cmd := statcmd.New()
	for _, method := range append(cmd.Commands(), cmd) {
		run := method.RunE
		method.RunE = func(c *cobra.Command, args []string) error {
			err := run(c, args)
			switch {
			case err == nil:
				return nil
			case errors.Is(err, statcmd.ErrUsage):
				return usage(err)
			}
			return atFault(err)
		}
	}
	return cmd
}
