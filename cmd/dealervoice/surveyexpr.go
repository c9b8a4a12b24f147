package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"dealervoice/survey/expression"
)

func surveyExprCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "expr",
		Short: "Evaluate expressions, one object a line",
		Long: `Reads {"expression":"…","values":{…}} a line and writes {"result":…}, or {"error":"…"} for an
expression that cannot be read. A line that is no such object is answered by {"error":"…"} too, and
the exit code is 1.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			zone, err := zone()
			if err != nil {
				return err
			}
			return newJSONLines(cmd.InOrStdin(), cmd.OutOrStdout()).each(func(line []byte) (any, error) {
				return evaluate(line, zone)
			})
		},
	}
}

// evaluate answers one line. An expression that cannot be read is an answer,
// not a fault of the line.
func evaluate(line []byte, zone *time.Location) (any, error) {
	var row struct {
		Expression *string        `json:"expression"`
		Values     map[string]any `json:"values"`
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	if row.Expression == nil {
		return nil, fmt.Errorf("read line: no expression")
	}
	e, err := expression.Parse(*row.Expression)
	if err != nil {
		return map[string]string{"error": err.Error()}, nil
	}
	v := e.Eval(expression.Scope{
		Lookup: func(name string) (any, bool) { return expression.Find(row.Values, name) },
		Now:    time.Now(), Zone: zone,
	})
	return map[string]any{"result": expression.JSON(v)}, nil
}
