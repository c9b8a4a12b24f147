// What a respondent was dealt: vignettes, arms, sets. A pure function of the
// definition and the occasion.

package answer

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"dealervoice/survey/definition"
)

// DealtAttribute is the attribute of an invitation, and of its response, that
// says what was written down when people were invited, as Hands.
const DealtAttribute = "dealt"

// Hand is what one respondent got of one design.
type Hand struct {
	Design string `json:"d"`
	// Number counts within Block, from 0: the deck says which cell that is.
	Number int    `json:"n"`
	Block  string `json:"b,omitempty"`
	// Cell is given where no deck decides: by hand, or drawn. It counts from 1.
	Cell int `json:"c,omitempty"`
}

// Hands are what one respondent got.
type Hands []Hand

// String writes hands as the attribute holds them.
func (h Hands) String() string {
	if len(h) == 0 {
		return ""
	}
	raw, err := json.Marshal(h)
	if err != nil {
		return ""
	}
	return string(raw)
}

// ParseHands reads the attribute; what cannot be read is no hand.
func ParseHands(s string) Hands {
	var h Hands
	if s == "" || json.Unmarshal([]byte(s), &h) != nil {
		return nil
	}
	return h
}

// Block names the block of a respondent: the values of the attributes.
func Block(by []string, attributes map[string]string) string {
	parts := make([]string, len(by))
	for i, name := range by {
		parts[i] = attributes[name]
	}
	return strings.Join(parts, "/")
}

// CellOf is the cell of a design that a respondent gets, in this order:
//
//  1. the cell that was chosen by hand for the cluster;
//  2. what was dealt on invitation: the deck of the block (design.Deck.Card);
//  3. by chance: all of a cluster alike, by hash(seed, cluster); else by
//     hash(seed, unit) (design.Deck.Drawn).
//
// Without a unit it is the first one.
func CellOf(def *definition.Definition, d *definition.Design, on Occasion) int {
	cluster := on.Attributes[d.Deal.To]
	if cell := d.Fixed(cluster); cluster != "" && cell >= 0 {
		return cell
	}
	for _, h := range ParseHands(on.Attributes[DealtAttribute]) {
		switch {
		case h.Design != d.ID:
		case h.Cell > 0 && h.Cell <= d.Cards():
			return h.Cell - 1
		case h.Cell == 0:
			return d.Deck(def.DV.Seed, h.Block).Card(h.Number)
		}
	}
	switch deck := d.Deck(def.DV.Seed, ""); {
	case d.Clustered() && cluster != "":
		return deck.Drawn(d.Deal.To + " " + cluster)
	case on.Unit != "":
		return deck.Drawn(on.Unit)
	}
	return 0
}

// Variables are what conditions read besides answers on this occasion: the wave,
// by its id where the survey names its waves; what is known of the respondent;
// what was dealt.
func Variables(def *definition.Definition, on Occasion) map[string]any {
	out := make(map[string]any, len(on.Variables)+len(def.Designs()))
	for _, name := range definition.Respondent() {
		if v := on.Attributes[name]; v != "" {
			out[name] = v
		}
	}
	maps.Copy(out, on.Variables)
	if id := waveID(def, on.Variables["wave"]); id != "" {
		out["wave"] = id
	}
	for _, d := range def.Designs() {
		out[d.ID] = d.Value(CellOf(def, d, on))
	}
	return out
}

// waveID is the id of a wave by its number; beyond the last named one it is the
// last. "" where the survey names none.
func waveID(def *definition.Definition, wave any) string {
	n, ok := wave.(float64)
	if !ok || def.DV.Experiment == nil || len(def.DV.Experiment.Waves) == 0 || n < 1 {
		return ""
	}
	waves := def.DV.Experiment.Waves
	return waves[min(int(n), len(waves))-1].ID
}

// deal sets the variables of a run. A cell that the answers bring along, from an
// export or from whoever dealt elsewhere, stands.
func (f *form) deal(data Data) {
	known := f.on.Variables
	if f.def.Individual() || f.def.DV.Experiment != nil {
		known = Variables(f.def, f.on)
	}
	for name, v := range known {
		f.vars[strings.ToLower(name)] = v
	}
	for _, d := range f.def.Designs() {
		if v, given := data[d.ID]; given && d.Card(v) >= 0 {
			f.vars[strings.ToLower(d.ID)] = v
		}
	}
}

// cell is what the run goes by.
func (f *form) cell(d *definition.Design) int { return d.Card(f.vars[strings.ToLower(d.ID)]) }

// storeDealt puts what was dealt into the result where it was shown, and takes
// it out where it was not.
func (f *form) storeDealt(out Data) {
	for _, d := range f.def.Designs() {
		if f.met(d, out) {
			out[d.ID] = copyValue(f.vars[strings.ToLower(d.ID)])
		} else {
			delete(out, d.ID)
		}
	}
}

// met tells whether the respondent met a design: saw one of its panels, answered
// the question it deals sets for; one that belongs to neither is always met.
func (f *form) met(d *definition.Design, out Data) bool {
	if d.Of != nil {
		_, answered := out[d.Of.Key]
		return answered && f.root.states[d.Of.Index].shown
	}
	return len(d.Panels) == 0 || slices.ContainsFunc(d.Panels, func(e *definition.Element) bool { return f.root.states[e.Index].shown })
}

// readDealt writes what was dealt as a person reads it: {v_rebate.timing}.
func (f *form) readDealt(name string) (string, bool) {
	for _, d := range f.def.Designs() {
		if d.Of != nil || len(name) < len(d.ID) || !strings.EqualFold(name[:len(d.ID)], d.ID) {
			continue
		}
		v, rest := f.vars[strings.ToLower(d.ID)], name[len(d.ID):]
		if rest == "" {
			return f.root.read(d.Element, v), true
		}
		for _, item := range d.Element.Items {
			if strings.EqualFold(rest, "."+item.Key) {
				m, _ := v.(map[string]any)
				return f.root.read(item, m[item.Key]), true
			}
		}
	}
	return "", false
}
