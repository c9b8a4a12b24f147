// What goes into a tagger and what comes out: the shapes that are stored,
// exported and printed.

package text

// Input is one open answer.
type Input struct {
	Text  string
	Lang  string   // as the respondent's page said ("zh-CN", "en"); may be empty, the text decides
	Prior Polarity // of the question: Negative for "what should we improve", Positive for "what do we do well"
}

// Polarity is -1, 0 or 1.
type Polarity int8

// The polarities. Neutral includes questions and wishes.
const (
	Negative Polarity = -1
	Neutral  Polarity = 0
	Positive Polarity = 1
)

// Result is what a tagger found in one answer.
type Result struct {
	Themes    []Theme   `json:"themes"` // surest first; empty, never nil
	Sentiment Sentiment `json:"sentiment"`
	Lang      string    `json:"lang"` // "zh" or "en": what the answer is mainly written in

	// Doubt is how near the closest decision about a theme was: 1 where it might
	// as well have fallen the other way, 0 where all is clear. People learn most
	// from, and teach most by, answers of great doubt.
	Doubt float64 `json:"doubt"`
}

// Theme is one theme of an answer.
type Theme struct {
	ID         string     `json:"id"`
	Polarity   Polarity   `json:"polarity"`
	Confidence float64    `json:"confidence"` // 0..1
	Origin     Origin     `json:"origin"`
	Because    []Evidence `json:"because"` // in the order of the text
}

// Evidence is a stretch of the answer that caused a theme.
type Evidence struct {
	Words string `json:"words"` // as written in the answer; valid UTF-8
	Start int    `json:"start"` // byte offsets into Input.Text
	End   int    `json:"end"`
}

// Origin tells what assigned a theme.
type Origin string

// The origins. People's own tags (OriginPerson) are stored beside the others.
const (
	OriginRule   Origin = "rule"
	OriginModel  Origin = "model"
	OriginPerson Origin = "person"
)

// Sentiment is the mood of a whole answer.
type Sentiment string

// The sentiments.
const (
	SentimentPositive Sentiment = "pos"
	SentimentNegative Sentiment = "neg"
	SentimentNeutral  Sentiment = "neu"
	SentimentMixed    Sentiment = "mix"
)

// Words lists the evidence as plain words.
func (t Theme) Words() []string {
	words := make([]string, len(t.Because))
	for i, e := range t.Because {
		words[i] = e.Words
	}
	return words
}
