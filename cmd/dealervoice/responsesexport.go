package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/answerfile"
	"dealervoice/cmd/internal/app"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/definition"
)

func responsesExportCommand() *cobra.Command {
	var flags struct{ survey, format, out string }
	cmd := &cobra.Command{
		Use:   "export --survey S --format jsonl|csv [--out F]",
		Short: "Give out the responses of a survey",
		Long: `Give out the responses of a survey, on standard output or into a file.
  jsonl  {"id","version","lang","wave","submitted":…|null,"consent_id"?,"data","attributes"} a line
  csv    UTF-8 with byte order mark; a cell that a spreadsheet would compute has an apostrophe in
         front; with --out answers.csv the codebook is written beside it, answers.codebook.csv
Where the survey promised that nobody learns who answered, what came by a personal link goes out
without representative and area, and with region, tier, channel, language and day (else month) only
as far as that leaves no group smaller than the survey's smallest cell. Rows of an unlinkable survey
have an id of this file alone and come in another order each time.
A file is written whole or not at all. Both formats can be imported again.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			write, ok := exporters[flags.format]
			switch {
			case flags.survey == "":
				return usage(errors.New("--survey names the survey whose responses are wanted"))
			case !ok:
				return usage(fmt.Errorf("unknown format %q (%s)", flags.format, strings.Join(slices.Sorted(maps.Keys(exporters)), ", ")))
			}
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				p, err := a.Surveys.Published(ctx, flags.survey)
				if err != nil {
					return err
				}
				e := &responseExport{ctx: ctx, app: a, survey: p}
				if flags.out == "" {
					return write(e, cmd.OutOrStdout(), nil)
				}
				return e.into(flags.out, write)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.survey, "survey", "", "the survey's slug")
	f.StringVar(&flags.format, "format", "jsonl", "jsonl or csv")
	f.StringVar(&flags.out, "out", "", "write into this file")
	return cmd
}

// exporters write the responses to data, and to book what explains them; book
// is nil where there is no file to put it beside.
var exporters = map[string]func(e *responseExport, data io.Writer, book *beside) error{
	"jsonl": (*responseExport).jsonl,
	"csv":   (*responseExport).csv,
}

// responseExport is one export under way.
type responseExport struct {
	ctx    context.Context
	app    *app.App
	survey survey.Published
}

// each hands out the responses.
func (e *responseExport) each(fn func(feedback.Record) error) error {
	versions, err := e.versions()
	if err != nil {
		return err
	}
	return e.app.Feedback.Export(e.ctx, access.Machine("command line"), versions, fn)
}

func (e *responseExport) jsonl(data io.Writer, _ *beside) error {
	buffered := bufio.NewWriterSize(data, 1<<16)
	if err := e.each(answerfile.NewJSONWriter(buffered).Write); err != nil {
		return err
	}
	return buffered.Flush()
}

func (e *responseExport) csv(data io.Writer, book *beside) error {
	defs, err := e.definitions()
	if err != nil {
		return err
	}
	versions, err := e.versions()
	if err != nil {
		return err
	}
	attributes, err := e.app.Feedback.AttributeNames(e.ctx, access.Machine("command line"), versions)
	if err != nil {
		return err
	}
	w, err := answerfile.NewCSVWriter(data, defs, attributes)
	if err != nil {
		return err
	}
	if err := errors.Join(e.each(w.Write), w.Flush()); err != nil {
		return err
	}
	if book == nil {
		return nil
	}
	return book.write(func(w io.Writer) error { return answerfile.WriteCodebook(w, defs) })
}

// versions is the survey with all that it ever promised.
func (e *responseExport) versions() (feedback.Export, error) {
	list, err := e.app.Surveys.Versions(e.ctx, access.Machine("command line"), e.survey.Survey.ID)
	return feedback.Export{Survey: e.survey.Survey, Versions: list}, err
}

// definitions are those of all versions, the current one first.
func (e *responseExport) definitions() ([]*definition.Definition, error) {
	var defs []*definition.Definition
	for n := e.survey.Survey.Current; n > 0; n-- {
		edition, err := e.app.Surveys.PublishedVersion(e.ctx, e.survey.Survey.ID, n)
		if err != nil {
			return nil, err
		}
		defs = append(defs, edition.Definition)
	}
	return defs, nil
}

// into writes a file whole or not at all.
func (e *responseExport) into(name string, write func(*responseExport, io.Writer, *beside) error) error {
	return writeWhole(name, func(w io.Writer) error { return write(e, w, &beside{name}) })
}

// beside is the file next to another one.
type beside struct{ name string }

// write writes NAME.codebook.csv beside NAME.csv.
func (b *beside) write(fn func(io.Writer) error) error {
	ext := filepath.Ext(b.name)
	return writeWhole(strings.TrimSuffix(b.name, ext)+".codebook"+ext, fn)
}

// writeWhole writes a new file beside the old one and puts it in its place.
func writeWhole(name string, fn func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".export-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	err = errors.Join(fn(tmp), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, errors.Join(err, ignoreMissing(os.Remove(tmp.Name()))))
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
