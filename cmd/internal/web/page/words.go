package page

import (
	"math"
	"strconv"
	"strings"
	"time"

	"dealervoice/cmd/internal/i18n"
	"dealervoice/survey/language"
)

// Words says messages and writes numbers and dates as the reader expects them.
type Words struct {
	speaker *i18n.Speaker
	zone    *time.Location
}

// NewWords is for pages outside the staff frame (survey forms, mails).
func NewWords(s *i18n.Speaker, zone *time.Location) Words { return Words{speaker: s, zone: zone} }

func (w Words) speak() *i18n.Speaker {
	if w.speaker == nil {
		return &i18n.Speaker{Tag: language.Chinese}
	}
	return w.speaker
}

// T says the message of a key; args come in pairs, name then value.
func (w Words) T(key string, args ...any) string { return w.speak().T(key, args...) }

// Named says the word of a family ("job." and "tag.survey"), or the word itself
// where nobody has given it a name: old lines may hold words that newer programs do
// not know.
func (w Words) Named(family, word string) string {
	if !w.speak().Knows(family + word) {
		return word
	}
	return w.T(family + word)
}

// Lang is the BCP 47 tag for lang attributes.
func (w Words) Lang() string { return string(w.speak().Tag) }

// Tag is the reader's language.
func (w Words) Tag() language.Tag { return w.speak().Tag }

// In picks the reader's side of a text written in both languages.
func (w Words) In(t language.Text) string { return t.In(w.speak().Tag) }

// Num writes a count with thousands separated: 12,345.
func (w Words) Num(n int) string { return group(strconv.Itoa(n)) }

// Dec writes a number with the decimals given: Dec(3.456, 1) = 3.5; "–" for a
// number that is not there.
func (w Words) Dec(x float64, decimals int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "–"
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	whole, frac, has := strings.Cut(s, ".")
	if !has {
		return group(whole)
	}
	return group(whole) + "." + frac
}

// Pct writes a share as percent with no more digits than n carries: whole
// percents below a thousand answers, one decimal above.
func (w Words) Pct(share float64, n int) string {
	decimals := 0
	if n >= 1000 {
		decimals = 1
	}
	return w.Dec(share*100, decimals) + "%"
}

// Date writes the day in the installation's time zone: 2026-11-23.
func (w Words) Date(t time.Time) string { return w.format(t, "2006-01-02") }

// Time writes day and minute in the installation's time zone.
func (w Words) Time(t time.Time) string { return w.format(t, "2006-01-02 15:04") }

func (w Words) format(t time.Time, layout string) string {
	if t.IsZero() {
		return "–"
	}
	if w.zone != nil {
		t = t.In(w.zone)
	}
	return t.Format(layout)
}

// group puts a comma between thousands.
func group(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}
