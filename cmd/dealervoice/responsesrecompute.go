package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
)

func responsesRecomputeCommand() *cobra.Command {
	var slug string
	cmd := &cobra.Command{
		Use:   "recompute --survey S FILE",
		Short: "Compute again, from an export, what respondents were dealt and in which order things stood",
		Long: `Reads an export (JSON lines, - for standard input) and writes, a line for each response,
  {"id","dealt":{design: cell},"unknown":[…],"differs":[…],"orders":{"p6/choices":[…],"page NAME/questions":[…]}}
computed from the seed of the response's version, its id, its attributes and its wave alone.
"unknown" are designs that were evened out on invitation: the number that says which cell was dealt is in
the attribute "dealt", which files of confidential surveys leave out because it would tell who answered;
there "survey dealt" proves the dealing. The exit code is 1 if any cell differs from what is stored.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if slug == "" {
				return usage(errors.New("--survey names the survey that the responses belong to"))
			}
			in, err := openInput(cmd, args[0])
			if err != nil {
				return err
			}
			defer in.Close()
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				p, err := a.Surveys.Published(ctx, slug)
				if err != nil {
					return err
				}
				r := &recomputing{ctx: ctx, app: a, survey: p}
				if err := newJSONLines(in, cmd.OutOrStdout()).each(r.line); err != nil {
					return err
				}
				if r.differ > 0 {
					return atFault(fmt.Errorf("%d of %d responses say something else than the seed", r.differ, r.rows))
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&slug, "survey", "", "the survey's slug")
	return cmd
}

// recomputing goes through an export.
type recomputing struct {
	ctx          context.Context
	app          *app.App
	survey       survey.Published
	rows, differ int
}

// recomputed is a line of output.
type recomputed struct {
	ID feedback.ID `json:"id"`
	answer.Recomputed
}

func (r *recomputing) line(line []byte) (any, error) {
	var row feedback.Record
	if err := json.Unmarshal(line, &row); err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	e := r.survey.Edition
	if row.Version != 0 && row.Version != e.Version.Number {
		var err error
		if e, err = r.app.Surveys.PublishedVersion(r.ctx, r.survey.Survey.ID, row.Version); err != nil {
			return nil, err
		}
	}
	on := r.app.Feedback.Occasion(row.ID, row.Language, row.Wave)
	on.Attributes = row.Attributes
	out := recomputed{row.ID, answer.Recompute(e.Definition, row.Data, on)}
	r.rows++
	if len(out.Differs) > 0 {
		r.differ++
	}
	return out, nil
}
