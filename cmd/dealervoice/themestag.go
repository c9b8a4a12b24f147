package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"dealervoice/analysis/text"
)

func themesTagCommand() *cobra.Command {
	var from source
	cmd := &cobra.Command{
		Use:   "tag [--codebook FILE] [--train FILE]",
		Short: "Find the themes of answers, one object a line",
		Long: `Reads {"id":…,"text":"…","lang":"zh","prior":-1} a line (lang and prior may be missing) and writes
{"id":…,"themes":[{"id":"…","polarity":-1,"confidence":0.9,"because":["…"]}],"sentiment":"neg"}.
A line that cannot be read is answered by {"error":"…"}; the others go on, and the exit code is 1.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			tagger, err := from.tagger()
			if err != nil {
				return err
			}
			return newJSONLines(cmd.InOrStdin(), cmd.OutOrStdout()).each(func(line []byte) (any, error) {
				return tagLine(tagger, line)
			})
		},
	}
	from.flags(cmd)
	return cmd
}

// tagged is a line of output.
type tagged struct {
	ID        json.RawMessage `json:"id,omitempty"`
	Themes    []taggedTheme   `json:"themes"`
	Sentiment text.Sentiment  `json:"sentiment"`
}

type taggedTheme struct {
	ID         string        `json:"id"`
	Polarity   text.Polarity `json:"polarity"`
	Confidence float64       `json:"confidence"`
	Because    []string      `json:"because"`
}

// tagLine answers one line.
func tagLine(tagger *text.Tagger, line []byte) (any, error) {
	var row struct {
		ID    json.RawMessage `json:"id"`
		Text  *string         `json:"text"`
		Lang  string          `json:"lang"`
		Prior any             `json:"prior"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	if row.Text == nil {
		return nil, fmt.Errorf("read line: no text")
	}
	prior, err := priorOf(row.Prior)
	if err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	res := tagger.Tag(text.Input{Text: *row.Text, Lang: row.Lang, Prior: prior})
	out := tagged{ID: row.ID, Themes: []taggedTheme{}, Sentiment: res.Sentiment}
	for _, th := range res.Themes {
		out.Themes = append(out.Themes, taggedTheme{th.ID, th.Polarity, round(th.Confidence), th.Words()})
	}
	return out, nil
}

// round keeps four places, which is more than a confidence is worth.
func round(v float64) float64 { return float64(int64(v*1e4+0.5)) / 1e4 }
