package analysis

// Figures as evidence: what stands at an address now, complete in itself, so
// that a proposal can freeze it.

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

// FigureRef is the address of a figure of a survey under a filter.
func FigureRef(slug, figure string, f Filter) string {
	q := f.Query()
	q.Set("figure", figure)
	return (&url.URL{Path: "/app/surveys/" + slug + "/report", RawQuery: q.Encode()}).String()
}

// ThemeRef is the address of a theme of a survey under a filter.
func ThemeRef(slug, theme string, f Filter) string {
	q := f.Query()
	q.Set("theme", theme)
	return (&url.URL{Path: "/app/surveys/" + slug + "/themes", RawQuery: q.Encode()}).String()
}

// Evidence gives the figure at an address as proposals want it; it is
// proposal.Figures.
type Evidence struct{ s *Service }

var _ proposal.Figures = Evidence{}

// Evidence gives figures for proposals.
func (s *Service) Evidence() Evidence { return Evidence{s} }

// reserved are the names in an address that are no dimension.
func reserved() []string {
	return []string{"figure", "theme", "polarity", "policy", "version_of", "by", "limit", "source"}
}

// Now reads the figure at the address as it is now.
func (e Evidence) Now(ctx context.Context, v access.Viewer, ref string) (proposal.Figure, error) {
	return written(ctx, func(ctx context.Context) (proposal.Figure, error) {
		none := fault.NotFound("report.figure.not_found")
		u, err := url.Parse(ref)
		if err != nil {
			return proposal.Figure{}, none.Because(err)
		}
		query, err := url.ParseQuery(u.RawQuery)
		if err != nil {
			return proposal.Figure{}, none.Because(err)
		}
		slug, page, _ := strings.Cut(strings.TrimPrefix(u.Path, "/app/surveys/"), "/")
		var out proposal.Figure
		switch {
		case u.Path == "/app/policies/reactions":
			out, err = e.policy(ctx, v, query)
		case page == "report" && query.Get("figure") != "":
			out, err = e.question(ctx, v, slug, query)
		case page == "themes" && query.Get("theme") != "":
			out, err = e.theme(ctx, v, slug, query)
		default:
			return proposal.Figure{}, none
		}
		if k := fault.KindOf(err); err != nil && (k == fault.KindBadRequest || k == fault.KindNotFound) {
			return proposal.Figure{}, none.Because(err)
		}
		if err != nil {
			return proposal.Figure{}, fmt.Errorf("read figure %s: %w", ref, err)
		}
		out.Snapshot.Scope = v.Scope.String()
		return out, nil
	})
}

// Blind tells whether the viewer shall guess the figures of the snapshot's survey
// before seeing them; reactions to a policy are figures of all surveys.
func (e Evidence) Blind(ctx context.Context, v access.Viewer, snap proposal.Snapshot) (bool, error) {
	if e.s.blinds == nil {
		return false, nil
	}
	list, err := e.s.surveys.List(ctx)
	if err != nil {
		return false, fmt.Errorf("list surveys: %w", err)
	}
	for _, sv := range list {
		if snap.Survey != "" && snap.Survey != sv.Slug || sv.Current == 0 {
			continue
		}
		if blind, err := e.s.blinds.Blind(ctx, v, sv.ID); blind || err != nil {
			return blind, err
		}
	}
	return false, nil
}

// question is a question, a row, an index or a factor.
func (e Evidence) question(ctx context.Context, v access.Viewer, slug string, query url.Values) (proposal.Figure, error) {
	f, err := ParseFilter(query, reserved()...)
	if err != nil {
		return proposal.Figure{}, err
	}
	l, err := e.s.look(ctx, v, slug, f)
	if err != nil {
		return proposal.Figure{}, err
	}
	name := query.Get("figure")
	both, err := l.inBoth(func(l *look) (Figure, error) { return l.named(name) })
	if err != nil {
		return proposal.Figure{}, err
	}
	zh, en := both[0], both[1]
	if zh.Kind == Text || zh.Kind == Other {
		return proposal.Figure{}, fault.NotFound("report.figure.not_found")
	}
	out := l.evidence(proposal.KindQuestion, FigureRef(slug, name, f))
	out.Caption = language.Text{ZH: zh.Title, EN: en.Title}
	s := &out.Snapshot
	s.Asked = out.Caption
	s.Question, s.Row, _ = strings.Cut(name, ".")
	if strings.HasPrefix(name, "index:") {
		s.Question, s.Row = name, ""
	}
	s.N, s.Withheld = zh.N.N, HiddenKey(zh.N)
	s.Unit, s.Values = valuesOf(zh, en)
	if c := firstHidden(zh); s.Withheld == "" && c != nil {
		s.Withheld = HiddenKey(*c)
	}
	return out, nil
}

// inBoth takes a figure in both languages.
func (l *look) inBoth(take func(*look) (Figure, error)) ([2]Figure, error) {
	var out [2]Figure
	for i, tag := range language.All() {
		other := *l
		other.viewer.Language, other.free = tag, nil
		var err error
		if out[i], err = take(&other); err != nil {
			return out, err
		}
	}
	return out, nil
}

// evidence is the head of every figure taken from one look.
func (l *look) evidence(kind proposal.Kind, ref string) proposal.Figure {
	out := proposal.Figure{Kind: kind, Ref: ref}
	out.Snapshot = proposal.Snapshot{Survey: l.survey.Slug, Filter: l.inWords(), Counted: proposal.Dealers, Rounds: l.rounds(), Unit: proposal.Share}
	if l.outline.audience == audienceConsumers {
		out.Snapshot.Counted = proposal.Consumers
	}
	return out
}

// rounds is how often one dealer may stand in the figures of the look: once a
// wave.
func (l *look) rounds() int {
	n := len(l.filter.Values(DimWave))
	if n == 0 {
		n = len(l.waves())
	}
	return max(n, 1)
}

// inWords writes the filter in both languages.
func (l *look) inWords() []proposal.Filter {
	var out []proposal.Filter
	for _, c := range l.filter.Is {
		name := dimensionName(c.Dim)
		q, isQuestion := l.outline.question(c.Dim)
		if isQuestion && l.table.Dim(c.Dim) == nil {
			name = language.Text{ZH: q.Title.In(string(language.Chinese)), EN: q.Title.In(string(language.English))}
		}
		for _, value := range c.Values {
			text := valueName(c.Dim, value)
			if isQuestion {
				text = language.Text{ZH: q.Label(value, string(language.Chinese)), EN: q.Label(value, string(language.English))}
			}
			out = append(out, proposal.Filter{Name: name, Value: text})
		}
	}
	for _, day := range []struct{ name, value string }{{"from", string(l.filter.From)}, {"to", string(l.filter.To)}} {
		if day.value != "" {
			out = append(out, proposal.Filter{Name: dimensionName(day.name), Value: language.Text{ZH: day.value, EN: day.value}})
		}
	}
	if w := l.filter.Weight; w.On() {
		var zh, en []string
		for _, dim := range w.By {
			zh, en = append(zh, dimensionName(dim).ZH), append(en, dimensionName(dim).EN)
		}
		out = append(out, proposal.Filter{
			Name: dimensionName(paramWeight), Value: language.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")},
		})
	}
	return out
}

// valuesOf are the figure's numbers: its headline, or its distribution, or the
// headlines of its rows; the most telling first.
func valuesOf(zh, en Figure) (proposal.Unit, []proposal.Value) {
	switch {
	case zh.Headline != nil:
		label := measureName(zh.Headline.Measure)
		return unitOf(zh.Headline.Measure), shownValues([]Cell{*zh.Headline}, []language.Text{label})
	case len(zh.Rows) > 0:
		var cells []Cell
		var labels []language.Text
		for i, r := range zh.Rows {
			if r.Headline != nil {
				cells, labels = append(cells, *r.Headline), append(labels, language.Text{ZH: r.Title, EN: en.Rows[i].Title})
			}
		}
		values := shownValues(cells, labels)
		slices.SortStableFunc(values, func(a, b proposal.Value) int { return cmp.Compare(a.Value, b.Value) })
		return proposal.Score, values
	}
	var cells []Cell
	var labels []language.Text
	for i, o := range zh.Options {
		cells, labels = append(cells, o.Share), append(labels, language.Text{ZH: o.Label, EN: en.Options[i].Label})
	}
	values := shownValues(cells, labels)
	slices.SortStableFunc(values, func(a, b proposal.Value) int { return b.Count - a.Count })
	return proposal.Share, values
}

func unitOf(m Measure) proposal.Unit {
	switch m {
	case NPS:
		return proposal.Points
	case Share, Top:
		return proposal.Share
	}
	return proposal.Score
}

func shownValues(cells []Cell, labels []language.Text) []proposal.Value {
	var out []proposal.Value
	for i, c := range cells {
		if c.Shown() {
			out = append(out, proposal.Value{Label: labels[i], Count: cmp.Or(c.Count, c.N), Value: c.Value, Low: c.Low, High: c.High})
		}
	}
	return out
}

// firstHidden is a cell that keeps the whole figure back: there is no number to
// freeze.
func firstHidden(f Figure) *Cell {
	switch {
	case f.Headline != nil && f.Headline.Suppressed:
		return f.Headline
	case f.Headline == nil && len(f.Options) > 0 && f.Options[0].Share.Suppressed:
		return &f.Options[0].Share
	}
	return nil
}

func (e Evidence) theme(ctx context.Context, v access.Viewer, slug string, query url.Values) (proposal.Figure, error) {
	f, err := ParseFilter(query, reserved()...)
	if err != nil {
		return proposal.Figure{}, err
	}
	l, err := e.s.look(ctx, v, slug, f)
	if err != nil {
		return proposal.Figure{}, err
	}
	h, _, ok := l.head(query.Get("theme"))
	if !ok {
		return proposal.Figure{}, fault.NotFound("report.theme.not_found")
	}
	t, err := l.theme(h)
	if err != nil {
		return proposal.Figure{}, err
	}
	out := l.evidence(proposal.KindTheme, ThemeRef(slug, h.ID, f))
	out.Caption = language.Text{ZH: h.in(language.Chinese), EN: h.in(language.English)}
	out.Snapshot.Theme = h.ID
	out.Snapshot.N, out.Snapshot.Withheld = t.Spoken.N, HiddenKey(t.Spoken)
	out.Snapshot.Values = mentionValues(t.Negative, t.Neutral, t.Positive)
	return out, nil
}

func mentionValues(cells ...Cell) []proposal.Value {
	var labels []language.Text
	for _, c := range cells {
		labels = append(labels, mentionName(c.Option))
	}
	return shownValues(cells, labels)
}

func (e Evidence) policy(ctx context.Context, v access.Viewer, query url.Values) (proposal.Figure, error) {
	id, version := policy.ID(query.Get("policy")), 0
	if s := query.Get("version"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			return proposal.Figure{}, fault.NotFound("report.figure.not_found").Because(err)
		}
		version = n
	}
	f, err := ParseFilter(query, append(reserved(), "version")...)
	if err != nil {
		return proposal.Figure{}, err
	}
	p, err := e.s.policies.Policy(ctx, id)
	if err != nil {
		return proposal.Figure{}, err
	}
	looks, err := e.s.dealerLooks(ctx, v, f)
	if err != nil {
		return proposal.Figure{}, err
	}
	row, err := reactionsTo(p, looks, v)
	if err != nil {
		return proposal.Figure{}, err
	}
	part := row.PolicyReaction
	for _, ver := range row.Versions {
		if ver.Version == version {
			part = ver
		}
	}
	if part.Version != version {
		return proposal.Figure{}, fault.NotFound("report.figure.not_found")
	}
	return policyEvidence(p, part, f, looks), nil
}

func policyEvidence(p policy.Policy, part PolicyReaction, f Filter, looks []*look) proposal.Figure {
	out := proposal.Figure{Kind: proposal.KindPolicy, Ref: ReactionRef(p.ID, part.Version, f), Caption: p.Title}
	if len(looks) > 0 {
		out.Snapshot.Filter = looks[0].inWords()
	}
	s := &out.Snapshot
	s.Policy, s.Counted, s.Unit = string(p.ID), proposal.Dealers, proposal.Share
	for _, l := range looks {
		s.Rounds += l.rounds()
	}
	from := part.best()
	s.N, s.Withheld = from.N(), HiddenKey(from.Negative)
	s.Values = mentionValues(from.Negative, from.Neutral, from.Positive)
	return out
}
