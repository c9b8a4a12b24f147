// Counting.

package evaluate

import (
	"slices"
	"strings"
)

// Tag is a theme of an answer. Rated tells whether Polarity (-1, 0, 1) is known.
type Tag struct {
	Theme    string
	Polarity int
	Rated    bool
}

// Row is one answer: what people said and what the tagger said.
type Row struct {
	Text  string
	Gold  []Tag
	Guess []Tag
}

// Figure is a share with its 95 % bootstrap interval.
type Figure struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Scores are precision, recall and F1 of one theme or of all.
type Scores struct {
	Precision float64    `json:"precision"`
	Recall    float64    `json:"recall"`
	F1        float64    `json:"f1"`
	Interval  ScoreRange `json:"interval"`
}

// ScoreRange holds the interval of each score as [low, high].
type ScoreRange struct {
	Precision [2]float64 `json:"precision"`
	Recall    [2]float64 `json:"recall"`
	F1        [2]float64 `json:"f1"`
}

// Theme is how one theme fared.
type Theme struct {
	ID               string  `json:"id"`
	Support          int     `json:"support"`   // answers that carry it
	Predicted        int     `json:"predicted"` // answers that were given it
	Scores                   // flattened in JSON
	PolarityAccuracy *Figure `json:"polarity_accuracy,omitempty"`
}

// Polarity is how well good and bad were told apart.
type Polarity struct {
	Pairs    int    `json:"pairs"`    // right themes with a known polarity
	Accuracy Figure `json:"accuracy"` // of those
	Pair     Scores `json:"pair"`     // theme and polarity both right
}

// Report is the whole result.
type Report struct {
	Rows     int       `json:"rows"`   // as given
	Unique   int       `json:"unique"` // different texts, which the figures are over
	Micro    Scores    `json:"micro"`
	Macro    Scores    `json:"macro"`
	Exact    Figure    `json:"exact"`
	Polarity *Polarity `json:"polarity,omitempty"` // none if people gave no polarity
	Themes   []Theme   `json:"themes"`             // most support first
	Draws    int       `json:"draws"`
	Seed     uint64    `json:"seed"`
}

// count is what one answer adds for one theme.
type count struct {
	hit, extra, missed  int // themes
	right, rated        int // polarity among hits
	pairHit             int // theme and polarity
	pairGuess, pairGold int // rated pairs
}

func (c *count) plus(d count) {
	c.hit += d.hit
	c.extra += d.extra
	c.missed += d.missed
	c.right += d.right
	c.rated += d.rated
	c.pairHit += d.pairHit
	c.pairGuess += d.pairGuess
	c.pairGold += d.pairGold
}

// cell is the count of one answer for one theme.
type cell struct {
	theme int
	count
}

// tally is an answer ready for resampling.
type tally struct {
	cells []cell
	exact bool
}

// Unique keeps the first of all rows with the same text, blanks and case aside.
func Unique(rows []Row) []Row {
	seen := map[string]bool{}
	var kept []Row
	for _, r := range rows {
		key := strings.ToLower(strings.Join(strings.Fields(r.Text), " "))
		if !seen[key] {
			seen[key] = true
			kept = append(kept, r)
		}
	}
	return kept
}

// compare holds gold and guess of every row against each other. names lists the themes met.
func compare(rows []Row) (tallies []tally, names []string, rated bool) {
	at := map[string]int{}
	place := func(name string) int {
		i, ok := at[name]
		if !ok {
			i = len(names)
			at[name] = i
			names = append(names, name)
		}
		return i
	}
	for _, r := range rows {
		t := tally{exact: true}
		for _, g := range once(r.Gold) {
			c := cell{theme: place(g.Theme)}
			if i := slices.IndexFunc(r.Guess, func(x Tag) bool { return x.Theme == g.Theme }); i >= 0 {
				c.hit = 1
				if g.Rated {
					c.rated, c.pairGuess = 1, 1
					if r.Guess[i].Polarity == g.Polarity {
						c.right, c.pairHit = 1, 1
					}
				}
			} else {
				c.missed, t.exact = 1, false
			}
			if g.Rated {
				c.pairGold, rated = 1, true
			}
			t.cells = append(t.cells, c)
		}
		for _, g := range once(r.Guess) {
			if !slices.ContainsFunc(r.Gold, func(x Tag) bool { return x.Theme == g.Theme }) {
				t.cells = append(t.cells, cell{place(g.Theme), count{extra: 1, pairGuess: 1}})
				t.exact = false
			}
		}
		tallies = append(tallies, t)
	}
	return tallies, names, rated
}

// once drops a theme given twice.
func once(tags []Tag) []Tag {
	var kept []Tag
	for _, t := range tags {
		if !slices.ContainsFunc(kept, func(x Tag) bool { return x.Theme == t.Theme }) {
			kept = append(kept, t)
		}
	}
	return kept
}
