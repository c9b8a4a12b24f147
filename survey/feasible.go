package survey

// What a definition asks of its audience, held against the roster: a figure that
// is promised and can never be shown, a quota that can never be filled. Page,
// command and interface check by this one function, and publishing insists on it.

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// Roster knows who can be asked. *audience.Roster is one.
type Roster interface {
	Groups(ctx context.Context, v access.Viewer) ([]audience.Group, error)
}

// CheckSource lists what is wrong or doubtful with a definition, also for the
// dealers there are now.
func (s *Service) CheckSource(ctx context.Context, raw []byte) (definition.Report, error) {
	report := definition.Check(raw)
	if s.roster == nil || !report.OK() {
		return report, nil
	}
	def, err := definition.Load(raw)
	if err != nil || !addressed(def) {
		return report, err
	}
	// Whoever checks, the audience is the whole roster: findings name no dealer.
	crowd, err := s.roster.Groups(ctx, access.Machine("check"))
	if err != nil {
		return report, fmt.Errorf("read the roster: %w", err)
	}
	c := feasibility{def: def}
	c.look(crowd)
	report.Errors = append(report.Errors, c.errors...)
	report.Warnings = append(report.Warnings, c.warnings...)
	return report, nil
}

// doubt adds to the report of a draft what would keep it from being published
// today: by then the roster may be another.
func (s *Service) doubt(ctx context.Context, sv Survey, report *definition.Report) error {
	full, err := s.CheckSource(ctx, []byte(sv.Source))
	report.Warnings = append(full.Warnings, full.Errors...)
	return err
}

// addressed tells whether a survey goes to the dealers of the roster. One that
// does not say so may be for anybody.
func addressed(def *definition.Definition) bool { return def.DV.Audience == "dealer" }

// Thresholds under which nothing is shown where a survey is not identified: of
// scores (MinCell), of distributions, of texts.
const (
	minSpread = 8
	minTexts  = 10
)

// feasibility looks at one definition.
type feasibility struct {
	def              *definition.Definition
	errors, warnings []definition.Finding
}

func (c *feasibility) fail(path, format string, args ...any) {
	c.errors = append(c.errors, definition.Finding{Path: path, Code: definition.CodeAudience, Message: fmt.Sprintf(format, args...)})
}

func (c *feasibility) look(crowd []audience.Group) {
	if len(crowd) == 0 {
		c.warnings = append(c.warnings, definition.Finding{
			Path: "dv.audience", Code: definition.CodeAudience, Message: "the roster is empty: whether the audience is large enough cannot be told",
		})
		return
	}
	n := 0
	for _, g := range crowd {
		n += g.N
	}
	c.thresholds(n)
	c.quotas(crowd)
	c.breakdowns(crowd)
}

// hidden tells whether small groups are hidden, and below which size.
func (c *feasibility) hidden() (bool, int) {
	return modeOf(c.def) != Identified, max(MinCell, c.def.DV.Privacy.MinCell)
}

// thresholds tells of questions that the whole audience is too small for.
func (c *feasibility) thresholds(n int) {
	hides, least := c.hidden()
	if !hides {
		return
	}
	if n < least {
		c.fail("dv.privacy", "the roster has %d dealers; no figure is shown for fewer than %d", n, least)
		return
	}
	spread, texts := max(least, minSpread), max(least, minTexts)
	for _, e := range c.def.Questions() {
		switch {
		case e.Type == definition.Comment && n < texts:
			c.fail(e.Path(), "the roster has %d dealers; texts are shown from %d answers on", n, texts)
		case e.HasChoices() && n < spread:
			c.fail(e.Path(), "the roster has %d dealers; how answers spread is shown from %d on", n, spread)
		}
	}
}

// quotas tells of cells that ask for more dealers than can fall into them,
// whatever they answer.
func (c *feasibility) quotas(crowd []audience.Group) {
	for i, q := range c.def.Quotas() {
		n := 0
		for _, who := range crowd {
			if possible(q.If, who.Attributes) {
				n += who.N
			}
		}
		if n < q.Places {
			c.fail(fmt.Sprintf("dv.quotas.cells[%d]", i), "%s asks for %d answers; %d dealers of the roster can fall into it", q.ID, q.Places, n)
		}
	}
}

// possible tells whether a condition can hold for somebody with the attributes,
// whatever is answered.
func possible(e *expression.Expression, who audience.Attributes) bool {
	if e == nil {
		return true
	}
	ways, ok := e.Clauses()
	if !ok {
		return true // too many to list
	}
	return slices.ContainsFunc(ways, func(tests []expression.Test) bool {
		return !slices.ContainsFunc(tests, func(t expression.Test) bool {
			name := strings.ToLower(t.Name)
			if t.Opaque() || !slices.Contains(definition.Respondent(), name) {
				return false
			}
			if v, ok := who[name]; ok {
				return !t.Holds(v)
			}
			return !t.Holds(nil)
		})
	})
}

// breakdowns tells of promised groups that are too small to be shown.
func (c *feasibility) breakdowns(crowd []audience.Group) {
	hides, least := c.hidden()
	if !hides {
		return
	}
	for i, by := range c.def.DV.Breakdowns {
		groups := map[string]int{}
		for _, who := range crowd {
			parts := make([]string, len(by))
			for k, name := range by {
				parts[k] = cmp.Or(who.Attributes[name], "–")
			}
			groups[strings.Join(parts, " / ")] += who.N
		}
		var small []string
		for _, name := range slices.Sorted(maps.Keys(groups)) {
			if groups[name] < least {
				small = append(small, fmt.Sprintf("%s (%d)", name, groups[name]))
			}
		}
		if len(small) > 0 {
			more := ""
			if len(small) > maxSmall {
				small, more = small[:maxSmall], fmt.Sprintf(" and %d more", len(small)-maxSmall)
			}
			c.fail(fmt.Sprintf("dv.breakdowns[%d]", i), "groups smaller than %d are never shown: %s%s", least, strings.Join(small, ", "), more)
		}
	}
}

// maxSmall is how many groups a finding names.
const maxSmall = 8
