package collusion_test

// The satisfaction chain: what a survey of consumers says of dealers beside what these
// say themselves.

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

const buyers = "buyers"

const buyersForm = `{"title": "Buyers", "pages": [{"name": "all", "elements": [
  {"type": "rating", "name": "osat", "rateMin": 1, "rateMax": 5, "isRequired": true}]}],
 "dv": {"audience": "consumer", "privacy": {"mode": "identified"}}}`

// Dealers whose buyers answered: all but each sixth of those that a population may have.
const (
	mostDealers = 70
	perDay      = 5
	bunches     = 5
)

func bought(dealer int) bool { return dealer < mostDealers && dealer%6 != 0 }

// mood is the sum of what five buyers of a dealer say, from 5 to 25.
func mood(dealer int) int { return perDay + dealer*11%21 }

// byMood are the dealers with buyers, the lowest mood first.
func byMood() []int {
	var out []int
	for d := range mostDealers {
		if bought(d) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return mood(a) - mood(b) })
	return out
}

// sell enters what buyers say, as many on either day.
func (h *house) sell(t testing.TB) {
	t.Helper()
	ctx, by, days := t.Context(), access.Machine("test"), daysOf(h.Clock())
	if _, _, err := h.Surveys.Import(ctx, by, survey.Import{Slug: buyers, Source: []byte(buyersForm)}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Surveys.Publish(ctx, by, buyers); err != nil {
		t.Fatal(err)
	}
	var rows []feedback.Row
	for _, dealer := range byMood() {
		for _, at := range []time.Time{days.old, days.late} {
			for i := range perDay {
				says := mood(dealer) / perDay
				if i < mood(dealer)%perDay {
					says++
				}
				n := len(rows) + 1
				rows = append(rows, feedback.Row{Line: n, ID: feedback.ID(fmt.Sprint("buyer-", n)), Language: language.Chinese, Submitted: &at,
					Data: answer.Data{"osat": float64(says)}, Attributes: audience.Attributes{"dealer": code(dealer)}})
			}
		}
	}
	h.feed(t, buyers, rows)
	h.Work()
}

func code(dealer int) string { return fmt.Sprintf("D%02d", dealer) }

// chain takes the file of the chain, of which only the dealers' side is protected.
func (p *plot) chain(v view) {
	q := url.Values{"consumers": {buyers}, "dealers": {p.slug}, "voice": {"osat"}, "score": {"osat"}}
	v.filter = filter{"wave": {p.newestWave(v.house)}}
	if p.r.IntN(3) == 0 {
		v.filter["region"] = []string{pick(p.r, p.dims["region"]...)}
		q.Set("region", v.filter["region"][0])
	}
	doc := v.viewer.client.Get("/app/export/chain.csv?" + q.Encode())
	if doc.Status == 400 && q.Has("region") { // nobody is there
		return
	}
	doc.Expect(apptest.Status(200))
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(doc.Body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) == 0 {
		p.t.Fatalf("chain.csv: %d rows, %v", len(rows), err)
	}
	at := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	order := byMood()
	for _, row := range rows[1:] {
		n, _ := strconv.Atoi(at(row, "n")) // empty: nothing is shown
		if at(row, "option") != "dealers" || at(row, "figure") != "osat" || at(row, "hidden") != "" || n == 0 {
			continue
		}
		v.asOf, _ = strconv.Atoi(at(row, "as_of"))
		g := p.group(v, nil, "")
		switch at(row, "segment_by") {
		case "":
			p.only(&g, order)
		case "bunch":
			i, _ := strconv.Atoi(at(row, "segment"))
			p.only(&g, order[(i-1)*len(order)/bunches:i*len(order)/bunches])
		}
		p.learn(v, "osat", g)
	}
}

// only leaves those of some dealers in the group; those who stay silent have no buyers.
func (p *plot) only(g *group, dealers []int) {
	for i := range g.in {
		g.in[i] = g.in[i] && slices.Contains(dealers, p.list[i].dealer)
	}
	for _, cells := range g.quiet {
		clear(cells)
	}
}

// newestWave is the last one that has answers which are counted.
func (p *plot) newestWave(h *house) string {
	newest := 1
	for i, release := range h.release[p.slug] {
		if release > 0 {
			newest = max(newest, p.list[i].wave)
		}
	}
	return strconv.Itoa(newest)
}
