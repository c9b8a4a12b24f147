package processweb

// The participation rule as pages show it: line by line with its numbers.

import "dealervoice/feedback/process"

// Meter is the rule judged. Imported versions have no lines: they say themselves
// whether and why.
type Meter struct {
	Met      bool
	Lines    []MeterLine
	Rule     string
	Reason   string
	Override string
}

// MeterLine is one line of the rule.
type MeterLine struct {
	Name       string // what is asked
	Numbers    string // how far it is
	Missing    string // departments that have not signed
	Have, Need int
	Met        bool
}

// Shown is how much of the bar is full; the bar is as long as the need.
func (l MeterLine) Shown() int { return min(l.Have, l.Need) }

// Meter says how the rule stands.
func (t Teller) Meter(p process.Participation) Meter {
	m := Meter{Met: p.Met, Rule: t.In(t.Process.Rule.Text), Reason: t.In(p.Reason), Override: p.Override}
	for _, l := range p.Lines {
		line := MeterLine{Name: t.T("process.meter." + l.Name), Have: l.Have, Need: l.Need, Met: l.Met,
			Numbers: t.T("process.meter_of."+l.Name, "Have", l.Have, "Need", l.Need, "Of", l.Of)}
		if l.Name == process.LineCoSign && l.Need == 0 {
			line.Numbers = t.T("process.meter_none")
		}
		if len(l.Missing) > 0 {
			line.Missing = t.T("process.meter_missing", "Departments", t.Departments(l.Missing))
		}
		m.Lines = append(m.Lines, line)
	}
	return m
}
