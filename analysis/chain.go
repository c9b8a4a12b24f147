package analysis

// The satisfaction chain: do dealers whose consumers are more satisfied answer
// more satisfied themselves?

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// ChainQuery asks for the chain between a survey of consumers and one of dealers.
// Voice and Score name the figures that are compared, Product and Region who is
// meant, Lag by how many months consumers come before dealers; "" chooses.
type ChainQuery struct {
	Consumers, Dealers string
	Voice, Score       string
	Product, Region    string
	Lag                int
}

// ChainReport is the chain level by level.
type ChainReport struct {
	Consumers []ChainChoice `json:"consumer_surveys"`
	Dealers   []ChainChoice `json:"dealer_surveys"`
	Voices    []ChainChoice `json:"voices"`
	Scores    []ChainChoice `json:"scores"`
	Products  []ChainChoice `json:"products"`
	Regions   []ChainChoice `json:"regions"`
	// ProductQuestion is the consumers' question that tells products apart.
	ProductQuestion string       `json:"product_question,omitempty"`
	Lag             int          `json:"lag_months"`
	From            calendar.Day `json:"consumers_from,omitempty"`
	To              calendar.Day `json:"consumers_to,omitempty"`
	Wave            string       `json:"wave,omitempty"`

	Answered    Cell `json:"consumers"` // consumers of linked dealers: their mean
	Outlets     Cell `json:"outlets"`   // outlets with enough consumers, each counting alike: their mean
	Scored      Cell `json:"dealers"`   // the linked dealers: their mean
	Company     Cell `json:"company"`   // all dealers that answered
	Correlation Cell `json:"correlation"`
	Needed      int  `json:"needed"`        // dealers for a correlation
	Enough      int  `json:"needed_voices"` // consumers for a dealer's score
	// Words is the message that says what the correlation shows.
	Words  string       `json:"words"`
	Points []ChainPoint `json:"points"`
	// Bunched tells that each point is several dealers: single ones must not be
	// seen.
	Bunched bool `json:"bunched,omitempty"`
}

// ChainChoice is something to choose.
type ChainChoice struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Chosen bool   `json:"chosen,omitempty"`
}

// ChainPoint is a dealer, or a bunch of dealers whose consumers are about as
// satisfied.
type ChainPoint struct {
	Label   string `json:"label,omitempty"`
	Dealers int    `json:"dealers"`
	Voice   Cell   `json:"voice"`
	Score   Cell   `json:"score"`
}

// maxLag bounds by how many months consumers may come before dealers.
const maxLag = 6

// Chain counts the chain as far as the viewer may see both sides.
func (s *Service) Chain(ctx context.Context, v access.Viewer, q ChainQuery) (ChainReport, error) {
	return written(ctx, func(ctx context.Context) (ChainReport, error) {
		out := ChainReport{Lag: q.Lag, Needed: minLinked, Enough: minVoices, Points: []ChainPoint{}, Words: "chain.words.none"}
		for _, c := range []*Cell{&out.Answered, &out.Outlets, &out.Scored, &out.Company} {
			c.Measure = Mean
		}
		out.Correlation.Measure = Correlation
		if q.Lag < 0 || q.Lag > maxLag {
			return ChainReport{}, badFilter("report.filter.unknown_value", fault.Args{"Name": "lag", "Value": fmt.Sprint(q.Lag)})
		}
		c, d, err := s.chainLooks(ctx, v, q, &out)
		if err != nil {
			return ChainReport{}, fmt.Errorf("satisfaction chain: %w", err)
		}
		if c == nil || d == nil {
			return out, nil
		}
		if err := out.read(c, d); err != nil {
			return ChainReport{}, fmt.Errorf("satisfaction chain: %w", err)
		}
		return out, nil
	})
}

// chainLooks opens both surveys and notes what may be chosen.
func (s *Service) chainLooks(ctx context.Context, v access.Viewer, q ChainQuery, out *ChainReport) (c, d *look, err error) {
	if !v.May(access.ReportRead) {
		return nil, nil, fault.Forbidden("fault.forbidden")
	}
	list, err := s.surveys.List(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("list surveys: %w", err)
	}
	for _, sv := range list {
		if sv.State == survey.Draft {
			continue
		}
		l, err := s.look(ctx, v, sv.Slug, Filter{})
		if toBeGuessed(err) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		choice := ChainChoice{Name: sv.Slug, Title: sv.Title.In(l.lang())}
		if l.outline.audience == audienceConsumers {
			out.Consumers = append(out.Consumers, choice)
		} else if len(l.scoreChoices()) > 0 && len(l.outline.indices) > 0 {
			out.Dealers = append([]ChainChoice{choice}, out.Dealers...) // one with an index is first
		} else if len(l.scoreChoices()) > 0 {
			out.Dealers = append(out.Dealers, choice)
		}
	}
	consumers, err := chosen(out.Consumers, q.Consumers)
	if err != nil {
		return nil, nil, err
	}
	dealers, err := chosen(out.Dealers, q.Dealers)
	if err != nil || consumers == "" || dealers == "" {
		return nil, nil, err
	}
	if c, err = s.look(ctx, v, consumers, Filter{}); err != nil {
		return nil, nil, err
	}
	if d, err = s.look(ctx, v, dealers, Filter{}); err != nil {
		return nil, nil, err
	}
	return s.narrow(ctx, q, out, [2]*look{c, d})
}

// narrow puts region, product and wave on both looks.
func (s *Service) narrow(_ context.Context, q ChainQuery, out *ChainReport, both [2]*look) (*look, *look, error) {
	c, d := both[0], both[1]
	out.Voices, out.Scores = c.scoreChoices(), d.scoreChoices()
	out.Products, out.ProductQuestion = c.products()
	if dim, ok := d.dimension(DimRegion); ok {
		for _, r := range dim.values() {
			out.Regions = append(out.Regions, ChainChoice{Name: r, Title: d.valueLabel(dim, r)})
		}
	}
	for _, choose := range []struct {
		list []ChainChoice
		name string
	}{{out.Voices, q.Voice}, {out.Scores, q.Score}} {
		if _, err := chosen(choose.list, choose.name); err != nil {
			return nil, nil, err
		}
	}
	cf, df := Filter{}, Filter{}
	if q.Region != "" {
		if _, err := chosen(out.Regions, q.Region); err != nil {
			return nil, nil, err
		}
		cf, df = cf.With(DimRegion, q.Region), df.With(DimRegion, q.Region)
	}
	if q.Product != "" {
		if _, err := chosen(out.Products, q.Product); err != nil {
			return nil, nil, err
		}
		cf = cf.With(out.ProductQuestion, q.Product)
	}
	if waves := d.waves(); len(waves) > 0 {
		out.Wave = waves[len(waves)-1]
		df = df.With(DimWave, out.Wave)
	}
	var err error
	if c, err = c.snapshot.look(c.ctx, c.viewer, cf); err != nil {
		return nil, nil, err
	}
	if d, err = d.snapshot.look(d.ctx, d.viewer, df); err != nil {
		return nil, nil, err
	}
	if last, ok := d.newestDay(d.within); ok {
		c.within = c.within.And(c.period(last, q.Lag))
		to := last - q.Lag*daysPerMonth
		out.From, out.To = dayOf(to-chainDays+1), dayOf(to)
	}
	return c, d, nil
}

// read counts every level.
func (r *ChainReport) read(c, d *look) error {
	voice, score := nameOf(r.Voices), nameOf(r.Scores)
	p := c.chain(d, voice, score)
	var err error
	if r.Answered, err = c.over(c.planScore(voice, p.voices), p.all(consumersOf)); err != nil {
		return err
	}
	if r.Scored, err = d.overLinks(d.planScore(score, p.scores), p.links); err != nil {
		return err
	}
	if r.Company, err = d.over(d.planScore(score, p.scores), d.within); err != nil {
		return err
	}
	if r.Outlets, err = c.outletMean(p, voice); err != nil {
		return err
	}
	if r.Correlation, err = d.over(d.planCorrelation(p, score), d.within); err != nil {
		return err
	}
	if c.linksFew(p) && r.Correlation.Shown() {
		r.Correlation = hide(r.Correlation, Guarded, 0)
	}
	r.Words = chainWords(r.Correlation)
	if r.Correlation.Shown() {
		return r.plot(c, d, p)
	}
	return nil
}

// linksFew tells whether few consumers stand behind what is linked: then it would
// say too much of them.
func (c *look) linksFew(p *chainPlan) bool {
	return c.guard.people(p.all(consumersOf)) < c.threshold(score)
}

// plot makes the points: each dealer where staff know who answered, on both
// sides; else bunches of dealers.
func (r *ChainReport) plot(c, d *look, p *chainPlan) error {
	size := 1
	if r.Bunched = !c.open || !d.open; r.Bunched {
		size = max(c.threshold(score), d.threshold(score))
	}
	bunches := p.bunches(size)
	if !r.Bunched {
		bunches = nil
		for i := range p.links {
			bunches = append(bunches, p.links[i:i+1])
		}
	}
	voice, score := nameOf(r.Voices), nameOf(r.Scores)
	for _, b := range bunches {
		pt := ChainPoint{Dealers: len(b)}
		if !r.Bunched {
			pt.Label = b[0].dealer
		}
		var err error
		if pt.Voice, err = c.over(c.planScore(voice, p.voices), unionOf(b, consumersOf)); err != nil {
			return err
		}
		if pt.Score, err = d.overLinks(d.planScore(score, p.scores), b); err != nil {
			return err
		}
		r.Points = append(r.Points, pt)
	}
	return nil
}

func nameOf(list []ChainChoice) string { return choiceOf(list).Name }

// choiceOf is the choice that was made.
func choiceOf(list []ChainChoice) ChainChoice {
	for _, c := range list {
		if c.Chosen {
			return c
		}
	}
	return ChainChoice{}
}

// chosen marks a choice, the first where none is named, and gives its name.
func chosen(list []ChainChoice, name string) (string, error) {
	at := 0
	if name != "" {
		at = slices.IndexFunc(list, func(c ChainChoice) bool { return c.Name == name })
	}
	if at < 0 {
		return "", badFilter("report.filter.unknown_value", fault.Args{"Name": "choice", "Value": name})
	}
	if len(list) == 0 {
		return "", nil
	}
	list[at].Chosen = true
	return list[at].Name, nil
}

// scoreChoices are the scores of a survey: its indices, then scales and
// recommendations that everybody was asked, then the rows of batteries.
func (l *look) scoreChoices() []ChainChoice {
	var out []ChainChoice
	for _, set := range l.driverSets() {
		if _, isIndex := l.outline.indices[trimIndex(set.Name)]; isIndex {
			out = append(out, ChainChoice{Name: set.Name, Title: set.Title})
		}
	}
	for _, o := range l.driverOutcomes() {
		if q, _ := l.outline.question(o.Name); q.Conditional {
			continue
		}
		out = append(out, ChainChoice{Name: o.Name, Title: o.Title})
	}
	for _, set := range l.driverSets() {
		for _, item := range set.Items {
			if q, ok := l.outline.question(item); ok {
				out = append(out, ChainChoice{Name: item, Title: q.FullTitle(string(l.lang()))})
			}
		}
	}
	return out
}

func trimIndex(name string) string {
	if len(name) > len("index:") && name[:len("index:")] == "index:" {
		return name[len("index:"):]
	}
	return ""
}

// products are the options of the first question that says who the consumer is.
func (l *look) products() ([]ChainChoice, string) {
	for _, q := range l.outline.questions {
		if q.Kind != Single || q.Conditional {
			continue
		}
		var out []ChainChoice
		for _, o := range q.Options {
			out = append(out, ChainChoice{Name: o.Value, Title: q.Label(o.Value, string(l.lang()))})
		}
		return out, q.Name
	}
	return nil, ""
}

// chainWords says what the correlation shows, and never that one causes the other.
func chainWords(c Cell) string {
	switch {
	case c.Suppressed:
		return "chain.words.hidden"
	case !c.Shown():
		return "chain.words.few"
	case c.Low > 0:
		return "chain.words.with"
	case c.High < 0:
		return "chain.words.against"
	case c.Low > -noLink && c.High < noLink:
		return "chain.words.nothing"
	}
	return "chain.words.unclear"
}

// noLink is how weak a correlation must be for "no connection seen".
const noLink = 0.3
