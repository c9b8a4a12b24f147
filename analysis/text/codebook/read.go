// Reading, checking and hashing a codebook.

package codebook

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"dealervoice/survey/fault"
)

// maxBytes bounds a codebook file; the product's own has about 100 kB.
const maxBytes = 8 << 20

// Read decodes and checks a codebook. What is wrong with it comes back as a
// fault with one field per place.
func Read(r io.Reader) (*Book, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read codebook: %w", err)
	}
	if len(data) > maxBytes {
		return nil, fault.New(fault.KindTooLarge, "bookfile.too_large", nil)
	}
	var b Book
	if err := json.Unmarshal([]byte(strings.TrimPrefix(string(data), "\ufeff")), &b); err != nil {
		return nil, fault.Invalid(fault.Field{Path: "", Key: "bookfile.not_json"}).Because(err)
	}
	if fields := b.Check(); len(fields) > 0 {
		return nil, fault.Invalid(fields...)
	}
	return &b, nil
}

// Check lists what is wrong with a book, in the book's order; nil if it is sound.
func (b *Book) Check() []fault.Field {
	var bad []fault.Field
	say := func(path, key string) { bad = append(bad, fault.Field{Path: path, Key: key}) }
	if b.Schema != Schema {
		say("schema", "bookfile.schema")
	}
	if len(b.Themes) == 0 {
		say("level2", "bookfile.no_themes")
	}
	groups := map[string]bool{}
	for i, g := range b.Groups {
		if g.ID == "" || groups[g.ID] {
			say(fmt.Sprintf("level1[%d].id", i), "bookfile.id_taken")
		}
		groups[g.ID] = true
	}
	seen := map[string]bool{}
	for i, t := range b.Themes {
		path := fmt.Sprintf("level2[%d]", i)
		switch {
		case strings.TrimSpace(t.ID) == "":
			say(path+".id", "bookfile.id_missing")
		case seen[t.ID]:
			say(path+".id", "bookfile.id_taken")
		}
		seen[t.ID] = true
		if !groups[t.Parent] {
			say(path+".parent", "bookfile.no_parent")
		}
		for place, cue := range t.places() {
			if key := cueFault(cue); key != "" {
				say(path+place, key)
			}
		}
	}
	return append(bad, b.checkPolicyTypes(seen)...)
}

func (b *Book) checkPolicyTypes(themes map[string]bool) []fault.Field {
	var bad []fault.Field
	for i, p := range b.PolicyTypes {
		for j, id := range p.Themes {
			if !themes[id] {
				bad = append(bad, fault.Field{Path: fmt.Sprintf("policy_types[%d].themes[%d]", i, j), Key: "bookfile.no_theme"})
			}
		}
	}
	return bad
}

// places yields every cue with its path inside the theme.
func (t Theme) places() func(yield func(path, cue string) bool) {
	return func(yield func(path, cue string) bool) {
		for _, lang := range Languages() {
			c := t.Cues[lang]
			for _, list := range []struct {
				name string
				cues []string
			}{{"topic", c.Topic}, {"neg", c.Negative}, {"pos", c.Positive}} {
				for i, cue := range list.cues {
					if !yield(fmt.Sprintf(".cues.%s.%s[%d]", lang, list.name, i), cue) {
						return
					}
				}
			}
		}
	}
}

// maxCueRunes bounds one cue; a longer one is a sentence and never matches.
const maxCueRunes = 60

func cueFault(cue string) string {
	trimmed := strings.TrimSpace(cue)
	switch {
	case trimmed == "":
		return "bookfile.cue_empty"
	case len([]rune(trimmed)) > maxCueRunes:
		return "bookfile.cue_long"
	case strings.Contains(strings.TrimSuffix(trimmed, "*"), "*"), trimmed == "*":
		return "bookfile.cue_star"
	}
	return ""
}

// Hash identifies what decides tags: theme ids, cues, names, boundaries,
// examples, lexicon and blockers. 16 hexadecimal digits.
func (b *Book) Hash() string {
	type theme struct {
		ID, ZH, EN       string
		Include, Exclude []string
		Cues             map[string]Cues
		Examples         map[string][]string
		Weak             []string
	}
	decides := struct {
		Themes   []theme
		Lexicon  map[string]Lexicon
		Blockers map[string][]string
	}{Lexicon: b.Lexicon, Blockers: b.Blockers}
	for _, t := range b.Themes {
		decides.Themes = append(decides.Themes, theme{t.ID, t.ZH, t.EN, t.Include, t.Exclude, t.Cues, t.Examples, t.Weak})
	}
	// Marshal cannot fail: strings, slices and maps with string keys (sorted).
	data, _ := json.Marshal(decides)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// Write encodes the book as it is stored and exported.
func (b *Book) Write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(b); err != nil {
		return fmt.Errorf("write codebook: %w", err)
	}
	return nil
}
