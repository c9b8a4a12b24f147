// The tagger: a codebook made ready for matching.

package text

import (
	"fmt"
	"strings"

	"dealervoice/analysis/text/codebook"
	"dealervoice/survey/fault"
)

// Tagger finds a codebook's themes. It never changes after New.
type Tagger struct {
	book *codebook.Book
	hash string
}

// New makes a tagger of a sound codebook.
func New(book *codebook.Book) (*Tagger, error) {
	if bad := book.Check(); len(bad) > 0 {
		return nil, fmt.Errorf("make tagger: %w", fault.Invalid(bad...))
	}
	return &Tagger{book: book, hash: book.Hash()}, nil
}

// Version identifies what decides this tagger's tags; it is stored with them.
func (t *Tagger) Version() string { return t.hash }

// Tag finds the themes of one answer.
func (t *Tagger) Tag(in Input) Result {
	result := Result{Themes: []Theme{}, Sentiment: SentimentNeutral, Lang: "zh"}
	lower := strings.ToLower(in.Text)
	if len(lower) != len(in.Text) {
		lower = in.Text
	}
	for _, theme := range t.book.Themes {
		found := Theme{ID: theme.ID, Polarity: in.Prior, Confidence: 0.5, Origin: OriginRule}
		for _, lang := range codebook.Languages() {
			cues := theme.Cues[lang]
			for _, list := range [][]string{cues.Topic, cues.Negative, cues.Positive} {
				for _, cue := range list {
					if at := strings.Index(lower, cue); at >= 0 {
						found.Because = append(found.Because, Evidence{in.Text[at : at+len(cue)], at, at + len(cue)})
					}
				}
			}
		}
		if len(found.Because) > 0 {
			result.Themes = append(result.Themes, found)
		}
	}
	return result
}
