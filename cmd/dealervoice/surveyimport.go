package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/definition"
)

// imported is what the command prints with --json.
type imported struct {
	Slug     string               `json:"slug"`
	Version  survey.Number        `json:"version"` // 0: not published
	New      bool                 `json:"new"`     // a new version was made
	Elements int                  `json:"elements"`
	Mapped   int                  `json:"mapped"`
	Warnings []definition.Finding `json:"warnings"`
}

func surveyImportCommand() *cobra.Command {
	var flags struct {
		slug            string
		lists           []string
		publish, asJSON bool
	}
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Make a survey of a definition, or a new draft of the survey of that slug (- reads standard input)",
		Long: `Make a survey of a SurveyJS definition, or a new draft of the survey of that slug.
Without --slug the slug is made of the file's name, else of the English title.
A definition with errors is refused and each error listed; nothing is stored then.
With --publish the draft becomes the version that answers; the same content again makes no new version.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			raw, err := readInput(cmd, args[0])
			if err == nil {
				raw, err = withLists(raw, flags.lists)
			}
			if err != nil {
				return err
			}
			if report := definition.Check(raw); !report.OK() {
				return errors.Join(printReport(cmd.ErrOrStderr(), report), atFault(silent{errors.New("the definition has errors")}))
			}
			in := survey.Import{Slug: flags.slug, Source: raw}
			if in.Slug == "" && args[0] != "-" {
				in.Slug = survey.Slugify(strings.TrimSuffix(filepath.Base(args[0]), filepath.Ext(args[0])))
			}
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				done, err := importSurvey(ctx, a, in, flags.publish)
				if err != nil {
					return err
				}
				return printImported(cmd, done, flags.asJSON)
			})
		},
	}
	cmd.Flags().StringVar(&flags.slug, "slug", "", "the survey's address, as in /s/SLUG")
	cmd.Flags().StringArrayVar(&flags.lists, "list", nil, "NAME=FILE: a CSV of choices that questions name (dv.choicesFrom); may be repeated")
	cmd.Flags().BoolVar(&flags.publish, "publish", false, "publish it at once")
	cmd.Flags().BoolVar(&flags.asJSON, "json", false, "print the outcome as JSON")
	return cmd
}

// importSurvey imports, and publishes if asked, all or nothing.
func importSurvey(ctx context.Context, a *app.App, in survey.Import, publish bool) (imported, error) {
	var done imported
	by := access.Machine("command line")
	err := a.DB.InTx(ctx, func(ctx context.Context) error {
		sv, report, err := a.Surveys.Import(ctx, by, in)
		if err != nil {
			return err
		}
		done = imported{
			Slug: sv.Slug, Version: sv.Current, Elements: report.Elements, Mapped: report.Mapped, Warnings: listed(report).Warnings,
		}
		if !publish {
			return nil
		}
		p, err := a.Surveys.Publish(ctx, by, sv.Slug)
		done.Version, done.New = p.Version.Number, p.New
		return err
	})
	return done, err
}

func printImported(cmd *cobra.Command, done imported, asJSON bool) error {
	if asJSON {
		return printJSON(cmd.OutOrStdout(), done)
	}
	for _, f := range done.Warnings {
		fmt.Fprintf(cmd.ErrOrStderr(), "warning\t%s\n", f)
	}
	state := "draft"
	switch {
	case done.New:
		state = fmt.Sprintf("published as version %d", done.Version)
	case done.Version > 0:
		state = fmt.Sprintf("version %d is published", done.Version)
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\n", done.Slug, state)
	return err
}
