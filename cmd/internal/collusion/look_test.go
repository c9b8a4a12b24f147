package collusion_test

// What colluding viewers open, and what each shown figure tells the attacker.

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
)

// plot is one attack on one survey.
type plot struct {
	t       testing.TB
	r       *rand.Rand
	slug    string
	list    []given
	known   map[string]*system // by what the figures are about
	shown   int                // figures that were learned from
	weighed int                // those of them that were weighted
}

// filter is what a look is restricted to: dimension to values.
type filter map[string][]string

func (p *plot) filter() filter {
	out := filter{}
	for _, dim := range slices.Sorted(maps.Keys(dimensions())) {
		if values := dimensions()[dim]; p.r.IntN(3) == 0 {
			n := 1 + p.r.IntN(len(values)-1)
			kept := slices.Clone(values)
			p.r.Shuffle(len(kept), func(i, j int) { kept[i], kept[j] = kept[j], kept[i] })
			out[dim] = kept[:n]
		}
	}
	return out
}

func (f filter) keeps(g given, but string) bool {
	for dim, values := range f {
		if dim != but && !slices.Contains(values, g.segment[dim]) {
			return false
		}
	}
	return true
}

// view is one look: by whom, restricted to what.
type view struct {
	viewer viewer
	filter filter
	weight map[int]uint64 // by answer; nil without weights
}

// group are those a figure is about: kept by the filter, and in the segments.
func (p *plot) group(v view, segments filter, but string) []bool {
	out := make([]bool, len(p.list))
	for i, g := range p.list {
		out[i] = v.viewer.sees(g) && v.filter.keeps(g, but) && segments.keeps(g, "")
	}
	return out
}

// learn notes a shown figure about a question: a sum of what those of the group
// said who answered it, and how many of the group did.
func (p *plot) learn(v view, question string, in []bool) {
	p.shown++
	if v.weight != nil {
		p.weighed++
	}
	said, has := make([]uint64, len(in)), make([]uint64, len(in))
	for i, g := range p.list {
		if !in[i] {
			continue
		}
		has[i] = 1
		if g.answered[question] || question == "role" {
			said[i] = 1
			if v.weight != nil {
				said[i] = v.weight[i]
			}
		}
	}
	p.system(question).learn(said)
	if v.weight == nil {
		p.system("who answered " + question).learn(has)
	}
}

func (p *plot) system(about string) *system {
	if p.known[about] == nil {
		p.known[about] = &system{}
	}
	return p.known[about]
}

// betrayed names what the attacker has learned of one dealer; "" for nothing.
func (p *plot) betrayed() string {
	for about, s := range p.known {
		for dealer := range p.list[len(p.list)-1].dealer + 1 {
			if s.betrays(func(i int) bool { return p.list[i].dealer == dealer }) {
				return fmt.Sprintf("%s of dealer %d, from %d equations", about, dealer, len(s.rows))
			}
		}
	}
	return ""
}

// look opens something.
func (p *plot) look(h *house) {
	v := view{viewer: h.viewers[p.r.IntN(len(h.viewers))], filter: p.filter()}
	dim := pick(p.r, "region", "tier", "wave", "role")
	switch p.r.IntN(6) {
	case 0:
		p.report(h, v, dim)
	case 1:
		p.weighted(h, v)
	case 2:
		p.crosstab(h, v, dim)
	case 3:
		p.page(v, dim)
	case 4:
		p.chart(v, dim)
	default:
		p.themes(v)
	}
}

// cell is a figure as programs are told it.
type cell struct {
	N          int
	Value      float64
	Suppressed bool
	Keys       []struct{ Dim, Value string }
}

func (c *cell) shown() bool { return c != nil && !c.Suppressed && c.N > 0 }

type figure struct {
	Name             string
	N, Headline, Top *cell
	Options          []struct {
		Value string
		Share cell
	}
	Waves []cell
}

// told is what the report says of everything.
type told struct {
	Figures []figure
	Splits  []struct {
		Figure   string
		Segments []struct {
			Value string
			Cells []cell
		}
	}
}

// api asks the interface, which sees the whole market.
func (p *plot) api(h *house, path string, q url.Values, into any) view {
	body := h.viewers[0].client.Send(apptest.Request{
		Path: "/api/v1/surveys/" + p.slug + path + "?" + q.Encode(), Header: http.Header{"Authorization": {"Bearer " + h.token}},
	})
	body.Expect(apptest.Status(200))
	if err := json.Unmarshal([]byte(body.Body), into); err != nil {
		p.t.Fatalf("%s: %v", path, err)
	}
	return view{viewer: h.viewers[0]}
}

func (f filter) parameters() url.Values {
	q := url.Values{}
	for dim, values := range f {
		for _, v := range values {
			q.Add("filter", dim+":"+v)
		}
	}
	return q
}

// report takes everything of the interface's report, split by a dimension.
func (p *plot) report(h *house, v view, dim string) {
	q := v.filter.parameters()
	q.Set("by", dim)
	var r told
	at := p.api(h, "/report", q, &r)
	at.filter = v.filter
	p.figures(at, r)
	for _, split := range r.Splits {
		for _, s := range split.Segments {
			if slices.ContainsFunc(s.Cells, func(c cell) bool { return c.shown() }) {
				p.learn(at, split.Figure, p.group(at, filter{dim: {s.Value}}, ""))
			}
		}
	}
}

func (p *plot) figures(at view, r told) {
	for _, f := range r.Figures {
		some := f.N.shown() || f.Headline.shown() || f.Top.shown()
		for _, o := range f.Options {
			some = some || o.Share.shown()
		}
		if some {
			p.learn(at, f.Name, p.group(at, nil, ""))
		}
		for _, w := range f.Waves { // also those that the filter leaves out
			if w.shown() && len(w.Keys) == 1 {
				p.learn(at, f.Name, p.group(at, filter{"wave": {w.Keys[0].Value}}, "wave"))
			}
		}
	}
}

// weighted takes the report weighted by region: sums in which everybody counts as
// much as the roster says.
func (p *plot) weighted(h *house, v view) {
	q := v.filter.parameters()
	q.Set("weight", "region")
	var r told
	at := p.api(h, "/report", q, &r)
	at.filter, at.weight = v.filter, p.weights(h)
	if at.weight != nil {
		p.figures(at, r)
	}
}

// weights works out how much each answer counts, from a question to which the
// attacker knows all answers: where and in which wave it was given. Nil where that
// is hidden.
func (p *plot) weights(h *house) map[int]uint64 {
	var r told
	p.api(h, "/report", url.Values{"weight": {"region"}}, &r)
	at := slices.IndexFunc(r.Figures, func(f figure) bool { return f.Name == "cell" })
	if at < 0 || len(r.Figures[at].Options) == 0 || !r.Figures[at].Options[0].Share.shown() {
		return nil
	}
	out := map[int]uint64{}
	for _, o := range r.Figures[at].Options {
		var who []int
		for i, g := range p.list {
			if g.data["cell"] == o.Value {
				who = append(who, i)
			}
		}
		for _, i := range who { // to six digits, so that equal weights are equal
			out[i] = uint64(math.Round(1e6 * o.Share.Value * float64(len(p.list)) / float64(len(who))))
		}
	}
	return out
}

// crosstab takes a table of the interface.
func (p *plot) crosstab(h *house, v view, dim string) {
	q := v.filter.parameters()
	q.Set("rows", pick(p.r, "grade", "osat"))
	q.Set("cols", dim)
	var r struct {
		N       cell
		Columns []struct {
			Value string
			N     cell
		}
		Lines []struct {
			Total cell
			Cells []cell
		}
	}
	at := p.api(h, "/crosstab", q, &r)
	at.filter = v.filter
	question := q.Get("rows")
	if r.N.shown() || slices.ContainsFunc(r.Lines, func(l struct {
		Total cell
		Cells []cell
	}) bool {
		return l.Total.shown()
	}) {
		p.learn(at, question, p.group(at, nil, ""))
	}
	for i, c := range r.Columns {
		some := c.N.shown()
		for _, l := range r.Lines {
			some = some || i < len(l.Cells) && l.Cells[i].shown()
		}
		if some {
			p.learn(at, question, p.group(at, filter{dim: {c.Value}}, ""))
		}
	}
}

func (f filter) address() url.Values {
	q := url.Values{}
	for dim, values := range f {
		q[dim] = values
	}
	return q
}

// page takes a figure's own page, split by a dimension.
func (p *plot) page(v view, dim string) {
	question := pick(p.r, "grade", "osat", "stock")
	q := v.filter.address()
	q.Set("figure", question)
	q.Set("by", dim)
	doc := v.viewer.client.Get("/app/surveys/" + p.slug + "/report?" + q.Encode())
	doc.Expect(apptest.Status(200))
	if hero := doc.Find(".hero .of").First().Text(); strings.Contains(hero, "n ") {
		p.learn(v, question, p.group(v, nil, ""))
	}
	rows := doc.Find("main section.card").Last().Find("tbody tr")
	for i := range rows.Length() {
		tr := rows.Eq(i)
		label := strings.TrimSpace(tr.Find("th").Text())
		value := label
		if dim == "wave" {
			value = strings.TrimPrefix(label, "Wave ")
		}
		if !slices.Contains(dimensions()[dim], value) {
			continue
		}
		if text := tr.Find("td").First().Clone(); text.Find(".why").Length() == 0 && strings.ContainsAny(text.Text(), "0123456789") {
			p.learn(v, question, p.group(v, filter{dim: {value}}, ""))
		}
	}
}

// chart takes a picture by its description.
func (p *plot) chart(v view, dim string) {
	q := v.filter.address()
	q.Set("by", dim)
	doc := v.viewer.client.Get("/app/surveys/" + p.slug + "/charts/osat.svg?" + q.Encode())
	if doc.Status == http.StatusNotFound { // nothing to draw
		return
	}
	doc.Expect(apptest.Status(200))
	_, rest, _ := strings.Cut(string(doc.Body), "<desc")
	desc, _, _ := strings.Cut(rest, "</desc>")
	_, desc, _ = strings.Cut(desc, ">")
	for _, row := range strings.Split(desc, "; ") {
		label, says, ok := strings.Cut(row, ": ")
		if dim == "wave" {
			label = strings.TrimPrefix(label, "Wave ")
		}
		if ok && slices.Contains(dimensions()[dim], label) && strings.Contains(says, ", n ") {
			if dim == "wave" { // through the waves, whatever the filter says of them
				p.learn(v, "osat", p.group(v, filter{"wave": {label}}, "wave"))
			} else {
				p.learn(v, "osat", p.group(v, filter{dim: {label}}, ""))
			}
		}
	}
}

// themes takes the page of themes: how many of those who wrote spoke of what.
func (p *plot) themes(v view) {
	doc := v.viewer.client.Get("/app/surveys/" + p.slug + "/themes?" + v.filter.address().Encode())
	doc.Expect(apptest.Status(200))
	rows := doc.Find("main table").First().Find("tbody tr")
	for i := range rows.Length() {
		if td := rows.Eq(i).Find("td").First(); td.Find(".why").Length() == 0 && strings.ContainsAny(td.Text(), "0123456789") {
			p.learn(v, "why", p.group(v, nil, ""))
			return
		}
	}
}
