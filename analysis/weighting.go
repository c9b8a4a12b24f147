package analysis

// How much each respondent counts: as one, or for as many dealers of the roster
// as stand behind them. It stands in the address beside the filter, so that every
// page, chart, export and interface carries it.

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// Weighting asks for figures weighted to the roster of dealers: within each wave
// the answers are raked until each margin stands in them as in the roster.
type Weighting struct {
	Scheme string   `json:"scheme,omitempty"` // the name of a saved weighting, which says the rest
	By     []string `json:"by,omitempty"`     // the margins
	Trim   float64  `json:"trim,omitempty"`   // weights stay within so many times the mean, and its inverse; 0: no limit
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
func (w Weighting) On() bool { return w.Scheme != "" || len(w.By) > 0 }

// Schemes finds saved weightings; scheme.Service does.
type Schemes interface {
	// Scheme is the weighting of a name; not found if there is none.
	Scheme(ctx context.Context, name string) (Weighting, error)
}

var schemeName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$`)

// SchemeName tells whether a weighting may have the name: short, of letters and
// digits, and not the name of a dimension.
func SchemeName(name string) bool {
	taken := append(Margins(), "none", dimRep, DimWave, DimVersion, DimLang, DimQuarter, dimDealer, dimOutlet)
	return schemeName.MatchString(name) && !slices.Contains(taken, name)
}

// schemed fills in what a saved weighting is.
func (s *Service) schemed(ctx context.Context, w Weighting) (Weighting, error) {
	unknown := badFilter("report.weight.unknown", fault.Args{"Name": w.Scheme})
	switch {
	case w.Scheme == "":
		return w, nil
	case s.schemes == nil:
		return Weighting{}, unknown
	}
	saved, err := s.schemes.Scheme(ctx, w.Scheme)
	if fault.KindOf(err) == fault.KindNotFound {
		return Weighting{}, unknown.Because(err)
	}
	if err != nil {
		return Weighting{}, fmt.Errorf("find weighting %s: %w", w.Scheme, err)
	}
	return saved, nil
}

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
			if slices.Contains(Margins(), name) {
				w.By = append(w.By, name)
				continue
			}
			if !SchemeName(name) || w.Scheme != "" && w.Scheme != name {
				return badFilter("report.weight.unknown", fault.Args{"Name": name})
			}
			w.Scheme = name
		}
	}
	if w.Scheme != "" && len(w.By) > 0 { // a saved one says all of it
		return badFilter("report.weight.both", fault.Args{"Name": w.Scheme})
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

// Check holds for weightings that were not read from an address as well.
func (w Weighting) Check() error {
	if w.Scheme != "" {
		if !SchemeName(w.Scheme) {
			return badFilter("report.weight.unknown", fault.Args{"Name": w.Scheme})
		}
		return nil
	}
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
	if w.Scheme != "" {
		q.Set(paramWeight, w.Scheme)
		return
	}
	q[paramWeight] = slices.Clone(w.By)
	if w.Trim != 0 {
		q.Set(paramTrim, trimText(w.Trim))
	}
}

// ParseWeighting reads margins and a limit as a form has them.
func ParseWeighting(by []string, trim string) (Weighting, error) {
	var w Weighting
	if err := w.margins(by); err != nil {
		return Weighting{}, err
	}
	if trim == "" {
		return w, nil
	}
	return w, w.trim(trim)
}

// MarginTitle is what a margin is called.
func MarginTitle(dim string) language.Text { return dimensionName(dim) }
