// How many of the vectors a way of deciding agrees with.

package answertest

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dealervoice/survey/definition"
)

// Share returns how much of the vectors agrees, logging those that do not.
func Share(t *testing.T, all []Vector, decide Deciding) float64 {
	t.Helper()
	return 1 - float64(len(Differing(t, all, decide)))/float64(max(1, len(all)))
}

// Differing returns the ids of the vectors that do not agree, in order, and logs
// in what.
func Differing(t *testing.T, all []Vector, decide Deciding) []string {
	t.Helper()
	failing := map[string][]string{}
	for _, v := range all {
		if list := disagree(t, v, decide); len(list) > 0 {
			failing[strings.Trim(text(t, v.ID), `"`)] = list
		}
	}
	ids := slices.Sorted(maps.Keys(failing))
	for _, id := range ids {
		t.Logf("%s: %q", id, failing[id])
	}
	t.Logf("%d of %d agree", len(all)-len(ids), len(all))
	return ids
}

// disagree lists in what the decision differs from the vector.
func disagree(t *testing.T, v Vector, decide Deciding) []string {
	t.Helper()
	def, err := definition.Load(v.Definition)
	if err != nil {
		return []string{err.Error()}
	}
	sent, err := json.Marshal(v.Data)
	if err != nil {
		return []string{err.Error()}
	}
	d := decide(def, v.Data)
	if left, err := json.Marshal(v.Data); err != nil || !bytes.Equal(left, sent) {
		t.Errorf("%v: deciding changed the answers it was given from %s to %s (%v)", v.ID, sent, left, err)
	}
	names := []string{}
	for _, e := range def.Elements() {
		if len(d.Errors[e.Name]) > 0 && e.IsQuestion() {
			names = append(names, e.Name)
		}
	}
	var out []string
	differ := func(what string, got, want any) {
		if !reflect.DeepEqual(got, want) {
			out = append(out, what+": "+text(t, got)+", want "+text(t, want))
		}
	}
	differ("visible", append([]string{}, d.Visible...), v.Expect.Visible)
	differ("required", append([]string{}, d.Required...), v.Expect.Required)
	differ("valid", d.Valid, v.Expect.Valid)
	differ("errors", names, v.Expect.Errors)
	differ("result", map[string]any(d.Result), v.Expect.Result)
	return out
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
