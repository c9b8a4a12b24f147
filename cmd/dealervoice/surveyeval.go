package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/config"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

func surveyEvalCommand() *cobra.Command {
	var gate bool
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Decide about answers, one object a line: what is visible, required, wrong, stored",
		Long: `Reads {"definition":{…},"data":{…}} a line and writes
{"visible":[…],"required":[…],"valid":true,"errors":{"name":["code"]},"result":{…}}.
A line that cannot be read is answered by {"error":"…"}; the others go on, and the exit code is 1.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			zone, err := zone()
			if err != nil {
				return err
			}
			e := evaluator{zone: zone, decide: answer.Decide, unseen: !gate}
			if gate {
				e.decide = answer.Run
			}
			return newJSONLines(cmd.InOrStdin(), cmd.OutOrStdout()).each(e.line)
		},
	}
	cmd.Flags().BoolVar(&gate, "gate", false, "first refuse what the definition cannot produce, as form, API and import do")
	return cmd
}

// zone is the place expressions reckon days in.
func zone() (*time.Location, error) {
	c, err := config.Load()
	if err != nil {
		return nil, usage(err)
	}
	return c.Zone()
}

// evaluator decides line by line. It keeps the definition it read last: rows of
// one survey mostly follow each other.
type evaluator struct {
	zone   *time.Location
	unseen bool // decide as survey-core does before any page is shown
	decide func(*definition.Definition, answer.Data, answer.Occasion) answer.Decision
	raw    []byte
	def    *definition.Definition
}

// decision is a line of output.
type decision struct {
	Visible  []string            `json:"visible"`
	Required []string            `json:"required"`
	Valid    bool                `json:"valid"`
	Errors   map[string][]string `json:"errors"`
	Result   answer.Data         `json:"result"`
}

func (e *evaluator) line(line []byte) (any, error) {
	var row struct {
		Definition json.RawMessage `json:"definition"`
		Data       answer.Data     `json:"data"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	if row.Definition == nil {
		return nil, fmt.Errorf("read line: no definition")
	}
	if e.def == nil || !bytes.Equal(e.raw, row.Definition) {
		def, err := definition.Load(row.Definition)
		if err != nil {
			return nil, err
		}
		e.raw, e.def = row.Definition, def
	}
	if row.Data == nil {
		row.Data = answer.Data{}
	}
	d := e.decide(e.def, row.Data, answer.Occasion{Now: time.Now(), Zone: e.zone, Unseen: e.unseen})
	out := decision{Visible: d.Visible, Required: d.Required, Valid: d.Valid, Errors: d.Errors.Codes(), Result: d.Result}
	return out.filled(), nil
}

// filled makes empty lists of missing ones: null is for nobody to handle.
func (d decision) filled() decision {
	if d.Visible == nil {
		d.Visible = []string{}
	}
	if d.Required == nil {
		d.Required = []string{}
	}
	if d.Result == nil {
		d.Result = answer.Data{}
	}
	return d
}
