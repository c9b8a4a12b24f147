package coding

import (
	"dealervoice/analysis/text"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// Tag is one theme of one open answer.
type Tag struct {
	SurveyID   survey.ID
	ResponseID feedback.ID
	Question   string
	Theme      string
	Origin     text.Origin
	Polarity   text.Polarity
	Confidence float64
	Because    []text.Evidence `gorm:"serializer:json"`
	Codebook   int             // the version that found it
}

// Reading says that a response's open answers were read, and what was found in
// them; nothing found is a reading too.
type Reading struct {
	SurveyID   survey.ID
	ResponseID feedback.ID
	Tagger     string // what decided: see text.Tagger.Version
	Codebook   int
	Tags       []Tag `gorm:"-"`
}

// Open is an open answer of a response.
type Open struct {
	Question string
	Text     string
	Prior    text.Polarity
}
