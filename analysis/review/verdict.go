package review

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"time"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// Key names one open answer.
type Key struct {
	SurveyID   survey.ID
	ResponseID feedback.ID
	Question   string
}

// Handle names an open answer on pages: it tells nothing of the response, not even
// that another answer is of the same one.
type Handle string

// Handle is the key's name on pages.
func (k Key) Handle() Handle {
	sum := k.sum("handle")
	return Handle(hex.EncodeToString(sum[:8]))
}

func (k Key) sum(salt string) [sha256.Size]byte {
	return sha256.Sum256([]byte(salt + "\x00" + string(k.SurveyID) + "\x00" + string(k.ResponseID) + "\x00" + k.Question))
}

// lot is where the key stands in a random order that stays the same.
func (k Key) lot() uint64 {
	sum := k.sum("lot")
	return binary.BigEndian.Uint64(sum[:8])
}

// Held tells whether the answer is one of those that are drawn at random and only
// measured with.
func (k Key) Held() bool { return k.sum("held")[0]%heldOneIn == 0 }

// heldOneIn answers is held back.
const heldOneIn = 5

// Label is one theme of an answer as somebody sees it.
type Label struct {
	Theme    string        `json:"id"`
	Polarity text.Polarity `json:"polarity"`
}

// Verdict is what one person said of one answer. It never changes; of several by
// different people or at different times the later one counts.
type Verdict struct {
	SurveyID   survey.ID
	ResponseID feedback.ID
	Question   string
	Number     int // of the answer, from 1
	CoderID    string
	Coder      string  // their name then
	Themes     []Label `gorm:"serializer:json"` // none: no theme
	Machine    []Label `gorm:"serializer:json"` // what the tagger had said
	Tagger     string
	Codebook   int
	Round      int // 0, or the round in which it was judged blind
	JudgedAt   time.Time
}

// Key names the answer.
func (v Verdict) Key() Key { return Key{v.SurveyID, v.ResponseID, v.Question} }

// Settled is the verdict that counts for an answer.
type Settled struct {
	Verdict
	Held bool
}

// sorted puts labels in one order and drops a theme given twice: the first counts.
func sorted(list []Label) []Label {
	out := []Label{}
	for _, l := range list {
		if !slices.ContainsFunc(out, func(o Label) bool { return o.Theme == l.Theme }) {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b Label) int { return cmp.Compare(a.Theme, b.Theme) })
	return out
}

// carried are labels in the themes of the carrier's book.
func carried(by *coding.Carrier, w analysis.Written, list []Label) ([]Label, bool, error) {
	given := make([]text.Given, len(list))
	for i, l := range list {
		given[i] = text.Given{ID: l.Theme, Polarity: l.Polarity, Rated: true}
	}
	given, sure, err := by.Carry(text.Input{Text: w.Text, Lang: w.Lang, Prior: w.Prior}, given)
	out := make([]Label, len(given))
	for i, g := range given {
		out[i] = Label{Theme: g.ID, Polarity: g.Polarity}
	}
	return sorted(out), sure, err
}

// renamed are labels with the themes that were merged under the name they have now.
func renamed(book *codebook.Book, list []Label) []Label {
	out := slices.Clone(list)
	for i, l := range out {
		if next := book.Successors(l.Theme); len(next) == 1 {
			out[i].Theme = next[0].ID
		}
	}
	return sorted(out)
}

// labels are what a tagger found, in the form of a verdict.
func labels(found []text.Theme) []Label {
	out := make([]Label, len(found))
	for i, t := range found {
		out[i] = Label{Theme: t.ID, Polarity: t.Polarity}
	}
	return sorted(out)
}
