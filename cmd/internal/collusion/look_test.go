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
	"dealervoice/survey"
)

// plot is one attack on one survey.
type plot struct {
	t       testing.TB
	r       *rand.Rand
	slug    string
	list    []given
	known   map[string]*system // by what the figures are about
	mode    survey.Mode
	dims    map[string][]string
	days    calendarDays
	quiet   []given        // who were asked and never answer, and who will be asked
	invites bool           // they are asked one by one; else they stand in the roster
	came    int            // how often answers came in between looks
	asked   int            // how often invitations went out
	trail   []string       // what was learned, to be told when something is betrayed
	learned map[string]int // figures by where they were shown
	shown   int            // figures that were learned from
	weighed int            // those of them that were weighted
}

// filter is what a look is restricted to: dimension to values.
type filter map[string][]string

func (p *plot) filter() filter {
	out := filter{}
	for _, dim := range slices.Sorted(maps.Keys(p.dims)) {
		if values := p.dims[dim]; p.r.IntN(4) == 0 {
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
	house  *house
	viewer viewer
	from   string // what was opened
	asOf   int    // the release the figure stands as of; 0 for the newest
	filter filter
	weight map[int]uint64 // by answer; nil without weights
}

// group are those a figure is about: kept by the filter, and in the segments.
type group struct {
	segments filter
	in       []bool   // of those who answered, as far as they are counted
	quiet    [][]bool // of those who were asked and did not answer: by possibility of an answer
}

func (p *plot) group(v view, segments filter, but string) group {
	out := group{segments: segments, in: make([]bool, len(p.list))}
	release := v.house.release[p.slug]
	asOf := v.asOf
	if asOf == 0 {
		asOf = slices.Max(release)
	}
	for i, g := range p.list {
		counted := release[i] > 0 && (v.asOf == 0 || release[i] <= v.asOf)
		out.in[i] = counted && v.viewer.sees(g) && v.filter.keeps(g, but) && segments.keeps(g, "")
	}
	for _, g := range p.quiet {
		asked := g.since > 0 && g.since <= max(1, asOf) && v.viewer.sees(g)
		var cells []bool
		for _, m := range p.possibilities() {
			would := maps.Clone(m)
			maps.Copy(would, g.segment) // what is known of them beforehand
			w := given{segment: would}
			cells = append(cells, asked && v.filter.known(w).keeps(w, but) && segments.known(w).keeps(w, ""))
		}
		out.quiet = append(out.quiet, cells)
	}
	return out
}

// known leaves of a filter what is known of somebody who did not answer.
func (f filter) known(g given) filter {
	out := filter{}
	for dim, values := range f {
		if _, ok := g.segment[dim]; ok {
			out[dim] = values
		}
	}
	return out
}

// everyone who answers at all has a value of these.
func always(question string) bool { return question == "role" || question == "responses" }

// learn notes a shown figure about a question: a sum of what those of the group
// said who answered it, and how many of the group did.
func (p *plot) learn(v view, question string, g group) {
	p.shown++
	p.learned[v.from]++
	in := g.in
	p.trail = append(p.trail, fmt.Sprintf("%s from %s by %v, filter %v, in %v, as of %d: %v", question, v.from, v.viewer.scope, v.filter, g.segments, v.asOf, marks(g.in)))
	if v.weight != nil {
		p.weighed++
	}
	said, has := make([]uint64, len(in)), make([]uint64, len(in))
	for i, g := range p.list {
		if !in[i] {
			continue
		}
		has[i] = 1
		if g.answered[question] || always(question) {
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
	asked := make([]uint64, len(in))
	for i, yes := range in {
		asked[i] = digit(yes)
	}
	for c := 1; c < len(p.possibilities()); c++ { // how the cells differ stands before how they agree
		for _, cells := range g.quiet {
			asked = append(asked, minus(digit(cells[c]), digit(cells[0])))
		}
	}
	for _, cells := range g.quiet {
		asked = append(asked, digit(cells[0]))
	}
	p.system(silence).learn(asked)
}

// silence are the equations about who answered of those asked: a column for each
// answer, then those who gave none. What somebody who did not answer would have said
// of themselves, and when, nobody knows, so there is a column for each possibility;
// that they were silent is told by what is the same in all of them alone.
const silence = "silence"

func digit(yes bool) uint64 {
	if yes {
		return 1
	}
	return 0
}

// possibilities are what an answer alone tells: its wave, its role and its quarter.
func (p *plot) possibilities() []map[string]string {
	out := []map[string]string{{}}
	for _, dim := range []string{"wave", "role", "quarter"} {
		var next []map[string]string
		for _, m := range out {
			for _, v := range p.dims[dim] {
				with := maps.Clone(m)
				with[dim] = v
				next = append(next, with)
			}
		}
		out = next
	}
	return out
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
		if about == silence {
			if slices.ContainsFunc(s.pivots, func(at int) bool { return at >= len(p.list)+len(p.quiet)*(len(p.possibilities())-1) }) {
				return fmt.Sprintf("that somebody did not answer, from %d equations", len(s.rows))
			}
			continue
		}
		for dealer := range p.list[len(p.list)-1].dealer + 1 {
			if s.betrays(func(i int) bool { return p.list[i].dealer == dealer }) {
				return fmt.Sprintf("%s of dealer %d, from %d equations", about, dealer, len(s.rows))
			}
		}
	}
	return ""
}

// told lists what was learned of the thing that is betrayed.
func (p *plot) told(what string) string {
	about, _, _ := strings.Cut(strings.TrimPrefix(what, "who answered "), " of dealer")
	var out []string
	for _, line := range p.trail {
		if strings.HasPrefix(line, about+" ") || strings.HasPrefix(what, "that ") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// look opens something.
func (p *plot) look(h *house) {
	v := view{house: h, viewer: h.viewers[p.r.IntN(len(h.viewers))], filter: p.filter()}
	dim := pick(p.r, "region", "tier", "wave", "role", "quarter")
	// Some of what is on pages is passed over (older), so they are opened more often.
	pages := []string{"page", "chart", "themes", "themes"}
	from := slices.Concat([]string{"report", "weighted", "crosstab", "figures", "drivers", "kano", "watch", "digest", "chain"}, pages, pages)
	v.from = from[p.r.IntN(len(from))]
	switch v.from {
	case "report":
		p.report(h, v, dim)
	case "weighted":
		p.weighted(h, v)
	case "crosstab":
		p.crosstab(h, v, dim)
	case "page":
		p.page(v, dim)
	case "chart":
		p.chart(v, dim)
	case "themes":
		p.themes(v)
	case "digest":
		p.digest(v)
	case "chain":
		p.chain(v)
	default:
		p.file(v, dim)
	}
}

// cell is a figure as programs are told it.
type cell struct {
	N          int
	Value      float64
	Suppressed bool
	AsOf       int `json:"as_of"`
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
	return view{house: h, viewer: h.viewers[0], from: "report"}
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
			p.heard(at, split.Figure, heard{segments: filter{dim: {s.Value}}, cells: s.Cells})
		}
	}
}

func (p *plot) figures(at view, r told) {
	for _, f := range r.Figures {
		var cells []cell
		for _, c := range []*cell{f.N, f.Headline, f.Top} {
			if c != nil {
				cells = append(cells, *c)
			}
		}
		for _, o := range f.Options {
			cells = append(cells, o.Share)
		}
		p.heard(at, f.Name, heard{cells: cells})
		for _, w := range f.Waves { // also those that the filter leaves out
			if len(w.Keys) == 1 {
				p.heard(at, f.Name, heard{segments: filter{"wave": {w.Keys[0].Value}}, but: "wave", cells: []cell{w}})
			}
		}
	}
}

// written is that somebody wrote; the question itself stands for what they wrote.
const written = "written"

// heard are cells about one group.
type heard struct {
	segments filter
	but      string
	cells    []cell
}

// heard notes the cells that are shown, each of the release that it stands as of.
func (p *plot) heard(v view, question string, h heard) {
	if question == "why" { // how many wrote, not what: that is in the themes
		question = written
	}
	seen := map[int]bool{}
	for _, c := range h.cells {
		if c.shown() && !seen[c.AsOf] {
			seen[c.AsOf] = true
			v.asOf = c.AsOf
			p.learn(v, question, p.group(v, h.segments, h.but))
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
	if at < 0 || len(r.Figures[at].Options) == 0 || !r.Figures[at].Options[0].Share.shown() || r.Figures[at].Options[0].Share.AsOf > 0 {
		return nil
	}
	out := map[int]uint64{}
	release, counted := h.release[p.slug], 0
	for _, r := range release {
		if r > 0 {
			counted++
		}
	}
	for _, o := range r.Figures[at].Options {
		var who []int
		for i, g := range p.list {
			if g.data["cell"] == o.Value && release[i] > 0 {
				who = append(who, i)
			}
		}
		for _, i := range who { // to six digits, so that equal weights are equal
			out[i] = uint64(math.Round(1e6 * o.Share.Value * float64(counted) / float64(len(who))))
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
	at.filter, at.from = v.filter, "crosstab"
	question := q.Get("rows")
	all := []cell{r.N}
	for _, l := range r.Lines {
		all = append(all, l.Total)
	}
	p.heard(at, question, heard{cells: all})
	for i, c := range r.Columns {
		own := []cell{c.N}
		for _, l := range r.Lines {
			if i < len(l.Cells) {
				own = append(own, l.Cells[i])
			}
		}
		p.heard(at, question, heard{segments: filter{dim: {c.Value}}, cells: own})
	}
}

func (f filter) address() url.Values {
	q := url.Values{}
	for dim, values := range f {
		q[dim] = values
	}
	return q
}

// older is what pages say of a figure that stands as of an earlier release: of which
// one they do not say, so that this attacker passes it over.
const older = "earlier release"

// page takes a figure's own page, split by a dimension.
func (p *plot) page(v view, dim string) {
	question := pick(p.r, "grade", "osat", "stock")
	q := v.filter.address()
	q.Set("figure", question)
	q.Set("by", dim)
	doc := v.viewer.client.Get("/app/surveys/" + p.slug + "/report?" + q.Encode())
	doc.Expect(apptest.Status(200))
	if hero := doc.Find(".hero .of").First().Text(); strings.Contains(hero, "n ") && !strings.Contains(hero, older) {
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
		if !slices.Contains(p.dims[dim], value) {
			continue
		}
		if text := tr.Find("td").First().Clone(); text.Find(".why").Length() == 0 && strings.ContainsAny(text.Text(), "0123456789") && !strings.Contains(text.Text(), older) {
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
		if ok && slices.Contains(p.dims[dim], label) && strings.Contains(says, ", n ") && !strings.Contains(says, older) {
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
		if td := rows.Eq(i).Find("td").First(); td.Find(".why").Length() == 0 && strings.ContainsAny(td.Text(), "0123456789") && !strings.Contains(td.Text(), older) {
			p.learn(v, themes, p.group(v, nil, ""))
			return
		}
	}
}

// marks writes a group as a row of digits.
func marks(in []bool) string {
	out := make([]byte, len(in))
	for i, yes := range in {
		out[i] = '0'
		if yes {
			out[i] = '1'
		}
	}
	return string(out)
}
