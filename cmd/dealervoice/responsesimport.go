package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/answerfile"
	"dealervoice/cmd/internal/app"
	"dealervoice/feedback"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

func responsesImportCommand() *cobra.Command {
	var flags struct {
		survey  string
		mapping []string
		asJSON  bool
	}
	cmd := &cobra.Command{
		Use:   "import --survey S FILE [--map path=question|attr:name …]",
		Short: "Take in the responses of a file (- reads standard input)",
		Long: `Take in the responses of a file, JSON lines or CSV, told by content:
  JSON lines: {"id","data":{question: answer},"attributes":{…},"submitted"?,"lang"?,"version"?,"wave"?,"consent_id"?}
  CSV:        a header of question names (a matrix row is name.row, a comment name-Comment),
              and id, lang, submitted, version, wave, attr:NAME where there are such columns
Other shapes: --map PATH=QUESTION, --map PATH=attr:NAME, --map PATH=row:id (lang, submitted, version, wave);
a path is a CSV header, or names with dots between them.

The answers pass the same gate and engine as the form. Good rows are taken in; bad ones are
listed with line and reason, and the exit code is 1. A row that is there already is left as it
is: the same file twice adds nothing. A row keeps its id, and exports show it: give no id that
names a dealer. Without an id one is made from content and line.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if flags.survey == "" {
				return usage(errors.New("--survey names the survey that the responses belong to"))
			}
			in, err := openInput(cmd, args[0])
			if err != nil {
				return err
			}
			defer in.Close()
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				done, err := importResponses(ctx, cmd, a, responseFile{flags.survey, flags.mapping, in})
				if err != nil {
					return err
				}
				if err := printTaken(cmd, done, flags.asJSON); err != nil {
					return err
				}
				if done.Refused > 0 {
					return atFault(silent{fmt.Errorf("%d rows were refused", done.Refused)})
				}
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.survey, "survey", "", "the survey's slug")
	f.StringArrayVar(&flags.mapping, "map", nil, "where a value of the file goes; may be repeated")
	f.BoolVar(&flags.asJSON, "json", false, "print the counts as JSON")
	return cmd
}

// openInput opens a file, or standard input for "-".
func openInput(cmd *cobra.Command, name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(cmd.InOrStdin()), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open responses: %w", err)
	}
	return f, nil
}

// responseFile is what to read, and for which survey.
type responseFile struct {
	survey  string
	mapping []string
	in      io.Reader
}

func importResponses(ctx context.Context, cmd *cobra.Command, a *app.App, rf responseFile) (feedback.Imported, error) {
	into, err := a.Surveys.Published(ctx, rf.survey)
	if err != nil {
		return feedback.Imported{}, err
	}
	mapping, err := answerfile.ParseMapping(into.Definition, rf.mapping)
	if err != nil {
		return feedback.Imported{}, usage(err)
	}
	file := answerfile.File{Definition: into.Definition, Zone: a.Zone, Mapping: mapping, Ignored: func(names []string) {
		fmt.Fprintf(cmd.ErrOrStderr(), "columns of no question, not taken in: %s\n", strings.Join(names, ", "))
	}}
	return a.Feedback.Import(ctx, access.Machine("command line"), feedback.Import{
		Into: into, Editions: a.Surveys, Rows: file.Rows(rf.in),
		Refused: func(row feedback.Row, err error) {
			at := fmt.Sprintf("line %d", row.Line)
			if row.ID != "" {
				at += " (" + string(row.ID) + ")"
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", at, reason(a, err))
		},
	})
}

// reason says what is wrong with a row, question by question.
func reason(a *app.App, err error) string {
	f := fault.From(err)
	if f == nil {
		return err.Error()
	}
	say := a.Catalogue.In(language.English)
	if len(f.Fields) == 0 {
		return say.Say(f.Key, f.Args)
	}
	parts := make([]string, len(f.Fields))
	for i, field := range f.Fields {
		parts[i] = say.Say(field.Key, field.Args) + " [" + field.Key + "]"
		if field.Path != "" {
			parts[i] = field.Path + ": " + parts[i]
		}
	}
	return strings.Join(parts, "; ")
}

func printTaken(cmd *cobra.Command, done feedback.Imported, asJSON bool) error {
	if asJSON {
		return printJSON(cmd.OutOrStdout(), done)
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%d rows: %d added, %d there already, %d refused\n", done.Rows, done.Added, done.Same, done.Refused)
	return err
}
