package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/definition"
)

func surveyCheckCommand() *cobra.Command {
	var asJSON, alone bool
	cmd := &cobra.Command{
		Use:   "check FILE",
		Short: "List what is wrong or doubtful with a definition (- reads standard input)",
		Long: `List what is wrong or doubtful with a definition (- reads standard input).
Where the configured database exists, its roster is looked at too: a threshold, a quota or a breakdown
that the dealers of today cannot meet is an error. --alone leaves the roster aside.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			raw, err := readInput(cmd, args[0])
			if err != nil {
				return err
			}
			report := definition.Check(raw)
			if report.OK() && !alone {
				report, err = checkAgainstRoster(cmd, raw, report)
			}
			if err != nil {
				return err
			}
			if asJSON {
				err = printJSON(cmd.OutOrStdout(), listed(report))
			} else {
				err = printReport(cmd.OutOrStdout(), report)
			}
			if err == nil && !report.OK() {
				err = atFault(silent{errors.New("the definition has errors")})
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	cmd.Flags().BoolVar(&alone, "alone", false, "look at the definition alone, not at the roster")
	return cmd
}

// checkAgainstRoster checks with the roster of the configured database, if there
// is one: a file can be checked where there is none, and making one for that
// would surprise. Only a survey for dealers needs it.
func checkAgainstRoster(cmd *cobra.Command, raw []byte, report definition.Report) (definition.Report, error) {
	def, err := definition.Load(raw)
	if err != nil || def.DV.Audience != "dealer" {
		return report, err
	}
	c, err := config.Load()
	if err != nil {
		return report, usage(err)
	}
	if path, ok := db.File(c.DatabaseURL); ok {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return report, nil
		}
	}
	err = withApp(cmd, func(ctx context.Context, a *app.App) (err error) {
		report, err = a.Surveys.CheckSource(ctx, raw)
		return err
	})
	return report, err
}

// readInput reads a file, or standard input for "-", up to the size that a
// definition may have.
func readInput(cmd *cobra.Command, name string) ([]byte, error) {
	in := cmd.InOrStdin()
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, survey.MaxSource+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(raw) > survey.MaxSource {
		return nil, atFault(fmt.Errorf("%s is larger than %d MB", name, survey.MaxSource>>20))
	}
	return raw, nil
}

// listed gives a report whose lists are never null in JSON.
func listed(r definition.Report) definition.Report {
	if r.Errors == nil {
		r.Errors = []definition.Finding{}
	}
	if r.Warnings == nil {
		r.Warnings = []definition.Finding{}
	}
	return r
}

// printReport writes one finding a line and a summary.
func printReport(w io.Writer, r definition.Report) error {
	for _, kind := range []struct {
		word string
		list []definition.Finding
	}{{"error", r.Errors}, {"warning", r.Warnings}} {
		for _, f := range kind.list {
			if _, err := fmt.Fprintf(w, "%s\t%s\n", kind.word, f); err != nil {
				return err
			}
		}
	}
	_, err := fmt.Fprintf(w, "%d elements, %d of them run, %d errors, %d warnings, about %.1f minutes to fill in\n", r.Elements, r.Mapped, len(r.Errors), len(r.Warnings), r.Minutes)
	return err
}

// printJSON writes one document, readable.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
