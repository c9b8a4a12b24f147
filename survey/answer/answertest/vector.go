// What survey-core decides on a filled definition, and the ways to come to the
// same decision.

package answertest

import (
	"bytes"
	"encoding/json"
	"maps"
	"testing"
	"time"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// Vector is what survey-core decides on a filled definition.
type Vector struct {
	ID         any             `json:"id"`
	Definition json.RawMessage `json:"definition"`
	Data       answer.Data     `json:"data"`
	Expect     struct {
		Visible  []string       `json:"visible"`
		Required []string       `json:"required"`
		Valid    bool           `json:"valid"`
		Errors   []string       `json:"errors"`
		Result   map[string]any `json:"result"`
	} `json:"expect"`
}

// Vectors reads vectors, one a line.
func Vectors(t testing.TB, lines []byte) []Vector {
	t.Helper()
	var out []Vector
	for line := range bytes.Lines(lines) {
		var v Vector
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// Occasion is the one the vectors were made on: no page but the first was shown.
func Occasion() answer.Occasion {
	return answer.Occasion{Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), Unseen: true}
}

// Seen is the occasion on which all pages were shown.
func Seen() answer.Occasion {
	on := Occasion()
	on.Unseen = false
	return on
}

// Deciding brings the data of a vector to a decision.
type Deciding func(*definition.Definition, answer.Data) answer.Decision

// Given decides on answers that were given all at once.
func Given(def *definition.Definition, data answer.Data) answer.Decision {
	return answer.Decide(def, data, Occasion())
}

// Fresh decides on a survey that nobody answered yet.
func Fresh(def *definition.Definition, _ answer.Data) answer.Decision {
	return answer.Decide(def, answer.Initial(def, Occasion()), Occasion())
}

// Entered decides on answers that were entered one after the other.
func Entered(def *definition.Definition, data answer.Data) answer.Decision {
	before := answer.Initial(def, Seen())
	after := answer.Data(maps.Clone(before))
	maps.Copy(after, data)
	return answer.Decide(def, answer.Enter(def, before, after, Seen()), Seen())
}
