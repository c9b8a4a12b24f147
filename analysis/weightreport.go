package analysis

// What weighting came to, told beside the figures: how the answers stand against
// the roster, whether every margin is met, and what it cost.

import (
	"slices"
	"strings"
)

// WeightReport is the account of a weighting.
type WeightReport struct {
	Weighting
	Titles []string     `json:"titles"` // of the margins, in the reader's language
	Waves  []WeightWave `json:"waves"`
}

// WeightWave is how the answers of one wave were weighted.
type WeightWave struct {
	Wave    string `json:"wave,omitempty"`
	Day     string `json:"day"`     // on which the roster was read
	Dealers int    `json:"dealers"` // of the roster, in the viewer's scope
	// Void: nothing is weighted in this wave, since too few answered or no margin
	// tells anybody apart.
	Void bool `json:"void,omitempty"`
	// Unplaced are the answers without a group on some margin, which are left out;
	// not told where single answers are protected.
	Unplaced int `json:"unplaced,omitempty"`

	Converged bool    `json:"converged"`
	Rounds    int     `json:"rounds,omitempty"`
	Worst     float64 `json:"worst"` // by how much of its target the worst margin is missed
	Where     string  `json:"where,omitempty"`
	Effect    float64 `json:"design_effect"` // Kish
	Effective float64 `json:"effective_n"`
	Trimmed   bool    `json:"trimmed,omitempty"` // some weights stand at the limit
	// Smallest and Largest weight, over the mean; not told where single answers
	// are protected.
	Smallest float64 `json:"smallest,omitempty"`
	Largest  float64 `json:"largest,omitempty"`

	Margins []WeightMargin `json:"margins"`
}

// WeightMargin is one margin of a wave: the roster and the answers by group.
type WeightMargin struct {
	Dim    string        `json:"dim"`
	Title  string        `json:"title"`
	Groups []WeightGroup `json:"groups"`
}

// WeightGroup is a group of a margin, or several that were taken together.
type WeightGroup struct {
	Values  []string `json:"values"`
	Label   string   `json:"label"`
	Dealers int      `json:"dealers"`
	Share   float64  `json:"share"`   // of the dealers
	Answers Cell     `json:"answers"` // how many of the wave
	// Part is the group's share of the answers; nil where a group of the margin is
	// hidden.
	Part *float64 `json:"part,omitempty"`
}

// Together tells whether several groups of the roster were taken as one.
func (g WeightGroup) Together() bool { return len(g.Values) > 1 }

// Met tells whether every wave stands as the roster does.
func (r WeightReport) Met() bool {
	return !slices.ContainsFunc(r.Waves, func(w WeightWave) bool { return w.Void || !w.Converged })
}

// weightReport is the account of the look's weights; nil without.
func (l *look) weightReport() (*WeightReport, error) {
	if l.weights == nil {
		return nil, nil
	}
	out := &WeightReport{Weighting: l.weights.Weighting}
	for _, dim := range l.weights.By {
		out.Titles = append(out.Titles, dimensionName(dim).In(l.lang()))
	}
	for _, w := range l.weights.waves {
		wave, err := l.weightWave(w)
		if err != nil {
			return nil, err
		}
		out.Waves = append(out.Waves, wave)
	}
	return out, nil
}

func (l *look) weightWave(w waveWeights) (WeightWave, error) {
	r := w.report
	out := WeightWave{
		Wave: w.wave, Day: string(w.day), Void: w.void, Converged: r.Converged, Rounds: r.Rounds, Worst: r.Worst,
		Effect: r.Effect, Effective: r.Effective, Trimmed: r.Trimmed > 0,
	}
	if dim, group, ok := strings.Cut(r.Where, "="); ok && !r.Converged {
		out.Where = dimensionName(dim).In(l.lang()) + " " + l.groupLabel(dim, strings.Split(group, groupMark))
	}
	if l.open {
		out.Unplaced, out.Smallest, out.Largest = w.unplaced, r.Smallest, r.Largest
	}
	for _, d := range w.dealers {
		if l.viewer.Scope.Covers(d.Place()) {
			out.Dealers++
		}
	}
	for _, m := range w.margins {
		margin, err := l.weightMargin(w, m)
		if err != nil {
			return WeightWave{}, err
		}
		out.Margins = append(out.Margins, margin)
	}
	return out, nil
}

func (l *look) weightMargin(w waveWeights, m marginGroups) (WeightMargin, error) {
	out := WeightMargin{Dim: m.dim, Title: dimensionName(m.dim).In(l.lang())}
	t := tally{base: Responses, has: l.everybody, asked: l.everybody, parts: []part{counted()}}
	total := 0
	for _, g := range m.groups {
		group := WeightGroup{Values: g.values, Label: l.groupLabel(m.dim, g.values)}
		for _, d := range w.dealers {
			if l.viewer.Scope.Covers(d.Place()) && slices.Contains(g.values, d.Attributes()[m.dim]) {
				group.Dealers++
			}
		}
		total += group.Dealers
		out.Groups = append(out.Groups, group)
		t.groups = append(t.groups, within(g, l.total))
	}
	cells, err := disclose(l.ctx, t, l.guard)
	if err != nil {
		return WeightMargin{}, err
	}
	for i := range out.Groups {
		out.Groups[i].Answers = cells[i]
		out.Groups[i].Share = float64(out.Groups[i].Dealers) / float64(max(total, 1))
	}
	out.divide()
	return out, nil
}

// divide works out the groups' shares of the answers.
func (m *WeightMargin) divide() {
	all := 0
	for _, g := range m.Groups {
		if g.Answers.Suppressed {
			return
		}
		all += g.Answers.N
	}
	for i := range m.Groups {
		if all > 0 {
			part := float64(m.Groups[i].Answers.N) / float64(all)
			m.Groups[i].Part = &part
		}
	}
}

// groupLabel names a group, or those that were taken together.
func (l *look) groupLabel(dim string, values []string) string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = valueName(dim, v).In(l.lang())
	}
	return strings.Join(names, " + ")
}
