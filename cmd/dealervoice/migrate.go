package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db"
)

func migrateCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "migrate", Short: "Bring the database's schema up to date, or show where it stands"}
	cmd.AddCommand(
		&cobra.Command{Use: "up", Short: "Apply the pending migrations", Args: cobra.NoArgs, RunE: migrateUp},
		&cobra.Command{Use: "status", Short: "List the migrations and which are applied", Args: cobra.NoArgs, RunE: migrateStatus},
	)
	return cmd
}

func migrateUp(cmd *cobra.Command, _ []string) error {
	c, err := config.Load()
	if err != nil {
		return usage(err)
	}
	if err := db.Migrate(cmd.Context(), c.DatabaseURL); err != nil {
		return err
	}
	return migrateStatus(cmd, nil)
}

func migrateStatus(cmd *cobra.Command, _ []string) error {
	c, err := config.Load()
	if err != nil {
		return usage(err)
	}
	steps, err := db.Status(cmd.Context(), c.DatabaseURL)
	if err != nil {
		return err
	}
	for _, s := range steps {
		state := "pending"
		if !s.AppliedAt.IsZero() {
			state = "applied"
		}
		fmt.Fprintf(cmd.OutOrStdout(), "%04d\t%s\t%s\n", s.Version, state, s.Name)
	}
	return nil
}
