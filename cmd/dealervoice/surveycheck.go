package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"dealervoice/survey"
	"dealervoice/survey/definition"
)

func surveyCheckCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check FILE",
		Short: "List what is wrong or doubtful with a definition (- reads standard input)",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			raw, err := readInput(cmd, args[0])
			if err != nil {
				return err
			}
			report := definition.Check(raw)
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
	return cmd
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
	_, err := fmt.Fprintf(w, "%d elements, %d of them run, %d errors, %d warnings\n", r.Elements, r.Mapped, len(r.Errors), len(r.Warnings))
	return err
}

// printJSON writes one document, readable.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
