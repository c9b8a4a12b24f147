package proposal

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// Kind says what sort of figure an evidence is.
type Kind string

// The kinds of figure.
const (
	KindQuestion Kind = "question" // the distribution or score of a question
	KindTheme    Kind = "theme"    // how many speak of a theme, and how
	KindPolicy   Kind = "policy"   // the reaction to a policy
)

// Counted says who the n of a figure counts.
type Counted string

// Who may be counted.
const (
	Dealers   Counted = "dealers"
	Consumers Counted = "consumers"
)

// Figure is a figure as it stands now: what may become evidence.
type Figure struct {
	Kind     Kind
	Ref      string // its address with its filter, within the product
	Caption  language.Text
	Snapshot Snapshot
}

// Snapshot is a figure's numbers, complete in themselves: they are read years
// later, when questions and filters may be worded otherwise.
type Snapshot struct {
	Survey   string        `json:"survey,omitempty"`
	Question string        `json:"question,omitempty"`
	Row      string        `json:"row,omitempty"`
	Policy   string        `json:"policy,omitempty"`
	Theme    string        `json:"theme,omitempty"`
	Asked    language.Text `json:"asked,omitzero"` // the question's wording
	Filter   []Filter      `json:"filter,omitempty"`
	Scope    string        `json:"scope"` // the part of the market it was taken in, as access.Scope writes it
	Counted  Counted       `json:"counted"`
	N        int           `json:"n"`                // answers
	Rounds   int           `json:"rounds,omitempty"` // how often one may stand in n: waves, times surveys
	Unit     Unit          `json:"unit"`
	Values   []Value       `json:"values"` // the most telling first
	Withheld string        `json:"-"`      // message key of the reason, where the numbers may not be shown
	TakenAt  time.Time     `json:"taken_at"`
}

// Dealers is how many dealers stand behind the figure at least: its answers,
// shared out over the rounds in which one dealer may have answered.
func (s Snapshot) Dealers() int {
	if s.Counted != Dealers {
		return 0
	}
	rounds := max(s.Rounds, 1)
	return (s.N + rounds - 1) / rounds
}

// Unit says how values are written.
type Unit string

// The units.
const (
	Share  Unit = "share"  // fractions of 1
	Points Unit = "points" // NPS: -100 to 100
	Score  Unit = "score"  // means on a scale
)

// Filter is one condition under which a figure was taken, in words.
type Filter struct {
	Name  language.Text `json:"name"`
	Value language.Text `json:"value"`
}

// Value is one number with its 95 % interval.
type Value struct {
	Label language.Text `json:"label"`
	Count int           `json:"count"`
	Value float64       `json:"value"`
	Low   float64       `json:"low"`
	High  float64       `json:"high"`
}

// Evidence is a figure frozen when it was attached.
type Evidence struct {
	ID       string
	Kind     Kind
	Ref      string
	Caption  language.Text
	Snapshot Snapshot
	Frozen   string // the snapshot's JSON as it was frozen, byte for byte
	Hash     string // SHA-256 of Seal
	By       Person
	At       time.Time
	// GuessFirst: its reader shall guess the results of the survey before seeing any
	// of them; set where a proposal is read.
	GuessFirst bool
}

// Figures gives the figure at an address as it is now, as far as the viewer may
// see it; analysis implements it. An address that is no figure is NotFound.
type Figures interface {
	Now(ctx context.Context, viewer access.Viewer, ref string) (Figure, error)
	// Blind tells whether the viewer shall guess what stands in the snapshot before
	// seeing it.
	Blind(ctx context.Context, viewer access.Viewer, s Snapshot) (bool, error)
}

// Seal is what the hash covers: kind, address, caption and numbers, each with
// its length in front so that nothing can move from one to the next.
func (e Evidence) Seal() string {
	var b strings.Builder
	for _, part := range []string{string(e.Kind), e.Ref, e.Caption.ZH, e.Caption.EN, e.Frozen} {
		fmt.Fprintf(&b, "%d:%s\n", len(part), part)
	}
	return b.String()
}

// Intact tells whether the evidence is what was frozen.
func (e Evidence) Intact() bool { return e.Hash == hashOf(e) }

func hashOf(e Evidence) string {
	sum := sha256.Sum256([]byte(e.Seal()))
	return hex.EncodeToString(sum[:])
}

// freeze makes evidence of a figure.
func freeze(f Figure, by Person, at time.Time) (Evidence, error) {
	f.Snapshot.TakenAt = at
	raw, err := json.Marshal(f.Snapshot)
	if err != nil {
		return Evidence{}, fmt.Errorf("freeze figure %s: %w", f.Ref, err)
	}
	e := Evidence{ID: newID(), Kind: f.Kind, Ref: f.Ref, Caption: f.Caption, Snapshot: f.Snapshot, Frozen: string(raw), By: by, At: at}
	e.Hash = hashOf(e)
	return e, nil
}

// Thaw reads the frozen numbers back, for stores.
func (e *Evidence) Thaw() error {
	if err := json.Unmarshal([]byte(e.Frozen), &e.Snapshot); err != nil {
		return fmt.Errorf("read frozen evidence %s: %w", e.ID, err)
	}
	return nil
}

// maxRef bounds an address.
const maxRef = 1000

// cleanRef accepts addresses of the product's own pages only: it becomes a link.
func cleanRef(ref string) (string, bool) {
	u, err := url.Parse(ref)
	if err != nil || len(ref) > maxRef || u.IsAbs() || u.Host != "" || u.Opaque != "" || !strings.HasPrefix(u.Path, "/app/") {
		return "", false
	}
	if strings.Contains(u.Path, "//") || strings.Contains(u.Path, "..") || strings.Contains(u.Path, "\\") {
		return "", false
	}
	return u.String(), true
}

// Now is the figure of today beside a frozen one.
type Now struct {
	Figure Figure
	Reason string // message key: why there is none; empty if there is one
}

// ShownTo tells whether the viewer may see the frozen numbers: whoever may not
// look at the figure of today in that part of the market may not look at that of
// then, nor may who shall guess it first. The hash goes with them, since few
// numbers are soon guessed by it.
func (e Evidence) ShownTo(v access.Viewer) bool {
	_, ok := viewedAs(v, e.Snapshot.Scope)
	return ok && !e.GuessFirst
}

// viewedAs gives the viewer in the part of the market that the evidence was
// taken in. ok is false where that is not within the viewer's own.
func viewedAs(v access.Viewer, frozen string) (as access.Viewer, ok bool) {
	s, err := access.ParseScope(frozen)
	if err != nil || v.Scope.Level != access.All && v.Scope != s {
		return v, false
	}
	v.Scope = s
	return v, true
}
