// The shape of a codebook as it stands in JSON.

package codebook

import "slices"

// Schema names the format that this package reads and writes.
const Schema = "vod-codebook/1"

// Book is a whole codebook.
type Book struct {
	Schema     string            `json:"schema"`
	Version    string            `json:"version"`
	Title      Label             `json:"title"`
	Provenance string            `json:"provenance,omitempty"`
	Rules      map[string]string `json:"rules,omitempty"`
	Polarity   map[string]string `json:"polarity,omitempty"`

	// Complete says that the book lists all its cues: the tagger adds none that the
	// trade has for its themes.
	Complete bool `json:"complete,omitempty"`

	Groups      []Group      `json:"level1"`
	Themes      []Theme      `json:"level2"`
	PolicyTypes []PolicyType `json:"policy_types,omitempty"`

	Lexicon  map[string]Lexicon  `json:"sentiment_lexicon,omitempty"` // by language
	Blockers map[string][]string `json:"blockers,omitempty"`          // cue -> phrases in which it means something else
}

// Label is a name or a sentence in both languages.
type Label struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// Group is a theme of the first level.
type Group struct {
	ID string `json:"id"`
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// Theme is a theme of the second level: what answers are coded with.
type Theme struct {
	ID         string `json:"id"`
	Parent     string `json:"parent"`
	ZH         string `json:"zh"`
	EN         string `json:"en"`
	Definition Label  `json:"definition,omitzero"`

	OwnerDepartment string   `json:"owner_department,omitempty"`
	ProcessStage    string   `json:"process_stage,omitempty"`
	PolicyTypes     []string `json:"policy_types,omitempty"`

	Include []string        `json:"include,omitempty"`
	Exclude []string        `json:"exclude,omitempty"`
	Cues    map[string]Cues `json:"cues"` // by language
	// Examples are answers that this theme is about, by language: for people who
	// code, and for the tagger, which learns a theme's words from them.
	Examples map[string][]string `json:"examples,omitempty"`
	// Unnamed says that the id is a label from tagged answers and no name: nothing
	// is read out of it.
	Unnamed bool `json:"unnamed,omitempty"`
	// Formerly are the ids of the themes that were merged into this one, or of which
	// it was split off: figures of those stay to be had under their old names.
	Formerly []string `json:"formerly,omitempty"`
	Weak     []string `json:"weak"` // cues that count only where no strong cue of another theme stands
}

// Cues are the words that name a theme. Negative and positive ones carry their
// polarity; topic cues take it from the clause.
type Cues struct {
	Topic    []string `json:"topic"`
	Negative []string `json:"neg"`
	Positive []string `json:"pos"`
}

// PolicyType is what the maker did, apart from what the dealer talks about.
type PolicyType struct {
	ID     string   `json:"id"`
	ZH     string   `json:"zh"`
	EN     string   `json:"en"`
	Themes []string `json:"themes"`
}

// Lexicon holds the words that carry sentiment in one language.
type Lexicon struct {
	Positive     []string `json:"positive,omitempty"`
	Negative     []string `json:"negative,omitempty"`
	Negators     []string `json:"negators,omitempty"`
	Intensifiers []string `json:"intensifiers,omitempty"`
	Contrast     []string `json:"contrast,omitempty"`
	Hedge        []string `json:"hedge,omitempty"`
	Suggestion   []string `json:"suggestion,omitempty"`
	Sarcasm      []string `json:"sarcasm,omitempty"`
}

// Theme finds a theme by its id.
func (b *Book) Theme(id string) (Theme, bool) {
	for _, t := range b.Themes {
		if t.ID == id {
			return t, true
		}
	}
	return Theme{}, false
}

// Successors are the themes that an id stands for: itself, or those that came of it
// by merging and splitting.
func (b *Book) Successors(id string) []Theme {
	if t, ok := b.Theme(id); ok {
		return []Theme{t}
	}
	var out []Theme
	for _, t := range b.Themes {
		if slices.Contains(t.Formerly, id) {
			out = append(out, t)
		}
	}
	return out
}

// IDs lists the themes in the book's order.
func (b *Book) IDs() []string {
	ids := make([]string, len(b.Themes))
	for i, t := range b.Themes {
		ids[i] = t.ID
	}
	return ids
}

// Languages are the languages that cues are written in; a book says what it has.
func Languages() []string { return []string{"zh", "en"} }
