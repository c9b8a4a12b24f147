package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"dealervoice/analysis/text"
	quality "dealervoice/analysis/text/evaluate"
)

// evalFlags are the flags of themes eval.
type evalFlags struct {
	from source
	test string
	json bool
	seed uint64
}

func themesEvalCommand() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "eval [--codebook FILE] [--train FILE] --test FILE",
		Short: "Measure the tagger against answers that people tagged",
		Long: `Reads rows {"text":"…","lang":"zh","themes":["id",…]} or "themes":[{"id":"…","polarity":-1},…] and
gives precision, recall, F1 (micro, macro, per theme), the share of answers exactly right and polarity
figures, each with a bootstrap interval, over unique texts.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.test == "" {
				return usage(errors.New("--test names the file of tagged answers"))
			}
			tagger, err := f.from.tagger()
			if err != nil {
				return err
			}
			rows, err := readLabelled(f.test)
			if err != nil {
				return err
			}
			return writeReport(cmd.OutOrStdout(), quality.Measure(guess(tagger, rows), f.seed), f.json)
		},
	}
	f.from.flags(cmd)
	cmd.Flags().StringVar(&f.test, "test", "", "tagged answers, JSONL")
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON document")
	cmd.Flags().Uint64Var(&f.seed, "seed", quality.Seed, "seed of the bootstrap")
	return cmd
}

// labelled is a tagged answer as files hold it.
type labelled struct {
	Text   string  `json:"text"`
	Lang   string  `json:"lang"`
	Prior  any     `json:"prior"`
	Themes []label `json:"themes"`
}

// label is a theme given by a person: an id, or an id with polarity.
type label quality.Tag

// UnmarshalJSON reads both shapes.
func (l *label) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, &l.Theme) == nil {
		return nil
	}
	var full struct {
		ID       string `json:"id"`
		Polarity *int   `json:"polarity"`
	}
	if err := json.Unmarshal(raw, &full); err != nil || full.ID == "" {
		return errors.New("a theme is an id or an object with an id")
	}
	l.Theme = full.ID
	if full.Polarity != nil {
		l.Polarity, l.Rated = *full.Polarity, true
	}
	return nil
}

// readLabelled reads a file of tagged answers.
func readLabelled(path string) ([]labelled, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines := newJSONLines(file, io.Discard)
	var rows []labelled
	for {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		var row labelled
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, atFault(fmt.Errorf("%s, line %d: %w", path, lines.line, err))
		}
		rows = append(rows, row)
	}
}

// guess tags the rows.
func guess(tagger *text.Tagger, rows []labelled) []quality.Row {
	out := make([]quality.Row, len(rows))
	for i, r := range rows {
		out[i].Text = r.Text
		for _, g := range r.Themes {
			out[i].Gold = append(out[i].Gold, quality.Tag(g))
		}
		prior, _ := priorOf(r.Prior) // a strange prior in tagged rows is no prior
		for _, th := range tagger.Tag(text.Input{Text: r.Text, Lang: r.Lang, Prior: prior}).Themes {
			out[i].Guess = append(out[i].Guess, quality.Tag{Theme: th.ID, Polarity: int(th.Polarity), Rated: true})
		}
	}
	return out
}

// writeReport prints a report for a program or for a person.
func writeReport(w io.Writer, r quality.Report, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(r)
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "%d answers, %d different\n\n", r.Rows, r.Unique)
	fmt.Fprintln(t, "\tprecision\trecall\tF1\t95 %\tanswers\tgiven")
	line := func(name string, s quality.Scores, counts string) {
		fmt.Fprintf(t, "%s\t%.3f\t%.3f\t%.3f\t%.3f-%.3f\t%s\n", name, s.Precision, s.Recall, s.F1, s.Interval.F1[0], s.Interval.F1[1], counts)
	}
	line("micro", r.Micro, "\t")
	line("macro", r.Macro, "\t")
	if r.Polarity != nil {
		line("theme with polarity", r.Polarity.Pair, "\t")
	}
	for _, th := range r.Themes {
		line(th.ID, th.Scores, fmt.Sprintf("%d\t%d", th.Support, th.Predicted))
	}
	fmt.Fprintf(t, "\nexactly right\t%.3f\t\t\t%.3f-%.3f\n", r.Exact.Value, r.Exact.Low, r.Exact.High)
	if r.Polarity != nil {
		a := r.Polarity.Accuracy
		fmt.Fprintf(t, "polarity right\t%.3f\t\t\t%.3f-%.3f\tof %d\n", a.Value, a.Low, a.High, r.Polarity.Pairs)
	}
	return t.Flush()
}
