package analysis

// How much each respondent counts: as one, or for as many dealers of the roster
// as stand behind them. It stands in the address beside the filter, so that every
// page, chart, export and interface carries it.

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dealervoice/survey/fault"
)

// Weighting asks for figures weighted to the roster of dealers: within each wave
// the answers are raked until each margin stands in them as in the roster.
type Weighting struct {
	By   []string `json:"by,omitempty"`   // the margins
	Trim float64  `json:"trim,omitempty"` // weights stay within so many times the mean, and its inverse; 0: no limit
}

// The names of a weighting in an address.
const (
	paramWeight = "weight"
	paramTrim   = "trim"
)

// Margins are what the roster knows of every dealer and answers are counted
// under.
func Margins() []string { return []string{DimRegion, DimArea, "tier", "channel", "exclusive"} }

// Limits of trimming: at the lower one hardly anything is weighted.
const (
	minTrim = 1.2
	maxTrim = 100
)

// On tells whether anything is weighted.
func (w Weighting) On() bool { return len(w.By) > 0 }

// name tells one weighting from another.
func (w Weighting) name() string { return strings.Join(w.By, ",") + "/" + trimText(w.Trim) }

func trimText(trim float64) string { return strconv.FormatFloat(trim, 'g', -1, 64) }

// margins reads names that may stand in several values or behind commas; "none"
// is as good as nothing.
func (w *Weighting) margins(values []string) error {
	for _, v := range values {
		for _, name := range strings.Split(v, ",") {
			name = strings.TrimSpace(name)
			if name == "" || name == "none" || slices.Contains(w.By, name) {
				continue
			}
			if !slices.Contains(Margins(), name) {
				return badFilter("report.weight.unknown", fault.Args{"Name": name})
			}
			w.By = append(w.By, name)
		}
	}
	slices.SortFunc(w.By, func(a, b string) int { return slices.Index(Margins(), a) - slices.Index(Margins(), b) })
	return nil
}

func (w *Weighting) trim(value string) error {
	x, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(x) || x != 0 && (x < minTrim || x > maxTrim) {
		return badFilter("report.weight.bad_trim", fault.Args{"Value": value, "Low": trimText(minTrim), "High": trimText(maxTrim)})
	}
	w.Trim = x
	return nil
}

// check holds for weightings that were not read from an address as well.
func (w Weighting) check() error {
	var again Weighting
	if err := again.margins(w.By); err != nil {
		return err
	}
	return again.trim(trimText(w.Trim))
}

// write puts the weighting into an address. A limit without weights means
// nothing.
func (w Weighting) write(q url.Values) {
	if !w.On() {
		return
	}
	q[paramWeight] = slices.Clone(w.By)
	if w.Trim != 0 {
		q.Set(paramTrim, trimText(w.Trim))
	}
}
