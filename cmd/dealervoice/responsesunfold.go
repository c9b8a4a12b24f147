package main

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey"
)

func responsesUnfoldCommand() *cobra.Command {
	var flags struct{ survey, question, out string }
	cmd := &cobra.Command{
		Use:   "unfold --survey S --question Q [--out F]",
		Short: "Give out the choices of a MaxDiff or conjoint question, one below the other",
		Long: `Give out what a MaxDiff or conjoint question showed and what was chosen, as CSV:
  MaxDiff   id,wave,task,place,item,choice       choice is 1 for best, -1 for worst, 0 for neither
  conjoint  id,wave,task,alternative,FACTOR…,chosen   (rating where there is one alternative)
The columns are those of "stats maxdiff" and "stats conjoint". Tasks without a whole answer are left
out. Vignettes need no unfolding: an export has a column for each factor, v_rebate.timing.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if flags.survey == "" || flags.question == "" {
				return usage(errors.New("--survey and --question name what is wanted"))
			}
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				p, err := a.Surveys.Published(ctx, flags.survey)
				if err != nil {
					return err
				}
				u := &unfolding{responseExport{ctx: ctx, app: a, survey: p}, flags.question, map[survey.Number]*flat.Long{}}
				if flags.out == "" {
					return u.write(cmd.OutOrStdout())
				}
				return writeWhole(flags.out, u.write)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.survey, "survey", "", "the survey's slug")
	f.StringVar(&flags.question, "question", "", "the question's name")
	f.StringVar(&flags.out, "out", "", "write into this file")
	return cmd
}

// unfolding is one such export under way.
type unfolding struct {
	responseExport
	question string
	versions map[survey.Number]*flat.Long
}

func (u *unfolding) write(w io.Writer) error {
	long, err := u.of(u.survey.Survey.Current)
	if err != nil {
		return atFault(err)
	}
	out := csv.NewWriter(w)
	if err := out.Write(append([]string{"id", "wave"}, long.Header()...)); err != nil {
		return err
	}
	err = u.each(func(r feedback.Record) error {
		long, err := u.of(r.Version)
		if err != nil {
			return nil // a version that did not ask it
		}
		for _, row := range long.Rows(r.Data) {
			if err := out.Write(append([]string{string(r.ID), strconv.Itoa(r.Wave)}, row...)); err != nil {
				return err
			}
		}
		return nil
	})
	out.Flush()
	return errors.Join(err, out.Error())
}

// of is the question in a version.
func (u *unfolding) of(n survey.Number) (*flat.Long, error) {
	if long := u.versions[n]; long != nil {
		return long, nil
	}
	e, err := u.app.Surveys.PublishedVersion(u.ctx, u.survey.Survey.ID, n)
	if err != nil {
		return nil, err
	}
	long, err := flat.NewLong(e.Definition, u.question)
	if err != nil {
		return nil, err
	}
	u.versions[n] = long
	return long, nil
}
