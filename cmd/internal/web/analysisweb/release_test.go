package analysisweb_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
)

// shown is how many answers a figure rests on, as a program shows it; 0 where it
// is hidden.
func shown(t *testing.T, a *apptest.App, f analysis.Filter) int {
	t.Helper()
	cells, err := a.Analysis.Cells(t.Context(), access.Machine("test"), analysis.Query{Survey: "dealers", Figure: "nps", Filter: f})
	if err != nil {
		t.Fatal(err)
	}
	return cells[0].N
}

func TestConfidentialFiguresMoveInReleases(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		one, two := apptest.Start(t, dsn), apptest.Start(t, dsn)
		c := openCompany(t, one, survey.Confidential)
		add := func(n int, place string) {
			for i := range n {
				c.answer(1, place, answer.Data{"nps": float64(i % 11)})
			}
			c.take()
			waitASecond(one, two)
		}
		expect := func(when string, want int, f analysis.Filter) {
			t.Helper()
			for i, a := range []*apptest.App{one, two, apptest.Start(t, dsn)} {
				if got := shown(t, a, f); got != want {
					t.Errorf("%s: process %d shows %d answers, want %d", when, i+1, got, want)
				}
			}
		}
		east := analysis.Filter{}.With("region", "华东")
		add(12, "华东")
		add(8, "华南") // nobody has looked yet: the release grows
		expect("at first", 20, analysis.Filter{})
		expect("at first, in the east", 12, east)
		add(4, "华东")
		expect("after four more", 20, analysis.Filter{})
		add(1, "华南")
		expect("after the fifth", 25, analysis.Filter{})
		// Four of the five are from the east: who compares would learn of them.
		// The east stands as it was.
		expect("in the east", 12, east)
		add(4, "华东")
		add(4, "华南")
		// Of what came since, eight are from the east and five from the south.
		expect("with enough new ones on both sides", 20, east)
	})
}

// Two programs on one database, viewers with different scopes, random filters,
// and answers that keep coming: everything anybody was shown goes to one
// attacker, who knows every dealer's segments and when each answer came.
func TestPooledFiguresOverTimeAndProcessesBetrayNobody(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		r := rand.New(rand.NewPCG(7, 11))
		programs := []*apptest.App{apptest.Start(t, dsn), apptest.Start(t, dsn)}
		c := openCompany(t, programs[0], survey.Confidential)
		w := &watcher{t: t, r: r}
		for round := range 5 {
			for range 8 + r.IntN(8) {
				p := person{
					region: []string{"华东", "华南", "西南"}[r.IntN(3)], area: []string{"甲区", "乙区"}[r.IntN(2)], role: []string{"owner", "buyer"}[r.IntN(2)],
				}
				c.answer(1+round/3, p.region+"/"+p.area, answer.Data{"nps": float64(r.IntN(11)), "role": p.role})
				p.wave = fmt.Sprint(1 + round/3)
				w.people = append(w.people, p)
			}
			c.take()
			waitASecond(programs...)
			for range 25 {
				w.look(programs[r.IntN(2)])
			}
		}
		if len(w.sums) < 10 {
			t.Fatalf("only %d figures were shown", len(w.sums))
		}
		if who := w.betrayed(); who != nil {
			t.Errorf("%d figures betray %v", len(w.sums), who)
		}
	})
}

type person struct{ region, area, role, wave string }

// watcher knows the people by their row ids, and collects the groups of which it
// was shown something.
type watcher struct {
	t      *testing.T
	r      *rand.Rand
	people []person
	sums   [][]int
}

func (w *watcher) look(a *apptest.App) {
	w.t.Helper()
	v := access.Machine("test")
	v.Scope = []access.Scope{{Level: access.All}, {Level: access.All}, {Level: access.Region, Value: "华东"}, {Level: access.Area, Value: "甲区"}}[w.r.IntN(4)]
	var f analysis.Filter
	for dim, values := range map[string][]string{"region": {"华东", "华南", "西南"}, "area": {"甲区", "乙区"}, "role": {"owner", "buyer"}, "wave": {"1", "2"}} {
		if w.r.IntN(3) == 0 {
			w.r.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
			f = f.With(dim, values[:1+w.r.IntN(len(values)-1)]...)
		}
	}
	by := [][]string{nil, {"region"}, {"area"}, {"role"}, {"wave"}, {"region", "role"}}[w.r.IntN(6)]
	cells, err := a.Analysis.Cells(w.t.Context(), v, analysis.Query{Survey: "dealers", Figure: "nps", Measures: []analysis.Measure{analysis.Count}, By: by, Filter: f})
	if err != nil {
		w.t.Fatal(err)
	}
	released := w.released(a)
	for _, c := range cells {
		if !c.Shown() {
			continue
		}
		group := w.group(v, f, c, released)
		if len(group) != c.N {
			w.t.Errorf("a figure of %d answers, and %d fit it as of release %d", c.N, len(group), c.AsOf)
		}
		w.sums = append(w.sums, group)
	}
}

// released is the release of each person, as the database has it: more than any
// viewer could know.
func (w *watcher) released(a *apptest.App) map[int]int {
	var rows []struct {
		ResponseID string
		Release    int
	}
	if err := a.DB.Read(w.t.Context()).Raw("SELECT response_id, release FROM release_members").Scan(&rows).Error; err != nil {
		w.t.Fatal(err)
	}
	out := map[int]int{}
	for _, row := range rows {
		var n int
		if _, err := fmt.Sscanf(row.ResponseID, "row-%d", &n); err != nil {
			w.t.Fatal(err)
		}
		out[n-1] = row.Release
	}
	return out
}

func (w *watcher) group(v access.Viewer, f analysis.Filter, c analysis.Cell, released map[int]int) []int {
	var out []int
	for i, p := range w.people {
		at := map[string]string{"region": p.region, "area": p.area, "role": p.role, "wave": p.wave}
		in := v.Scope.Covers(access.Place{Region: p.region, Area: p.area}) && released[i] > 0 && (c.AsOf == 0 || released[i] <= c.AsOf)
		for _, cond := range f.Is {
			in = in && slices.Contains(cond.Values, at[cond.Dim])
		}
		for _, k := range c.Keys {
			in = in && at[k.Dim] == k.Value
		}
		if in {
			out = append(out, i)
		}
	}
	return out
}

// betrayed looks, in exact fractions, for a person, or a pair, on whom alone a
// combination of all sums rests. A unit vector lies in the row space if and only
// if the echelon form has it for a row; a pair, if the echelon row of the one
// holds but the other.
func (w *watcher) betrayed() []int {
	rows := make([][]*big.Rat, 0, len(w.sums))
	for _, s := range w.sums {
		row := make([]*big.Rat, len(w.people))
		for i := range row {
			row[i] = new(big.Rat)
		}
		for _, i := range s {
			row[i].SetInt64(1)
		}
		rows = append(rows, row)
	}
	for _, row := range echelon(rows) {
		var who []int
		for i, v := range row {
			if v.Sign() != 0 {
				who = append(who, i)
			}
		}
		if len(who) < 5 {
			return who
		}
	}
	return nil
}

// echelon is the reduced echelon form, without rows of zeros.
func echelon(rows [][]*big.Rat) [][]*big.Rat {
	n := 0
	for c := 0; len(rows) > 0 && c < len(rows[0]) && n < len(rows); c++ {
		at := slices.IndexFunc(rows[n:], func(r []*big.Rat) bool { return r[c].Sign() != 0 })
		if at < 0 {
			continue
		}
		rows[n], rows[n+at] = rows[n+at], rows[n]
		inverse := new(big.Rat).Inv(rows[n][c])
		for j := range rows[n] {
			rows[n][j].Mul(rows[n][j], inverse)
		}
		for r := range rows {
			if r == n || rows[r][c].Sign() == 0 {
				continue
			}
			factor := new(big.Rat).Set(rows[r][c])
			for j := range rows[r] {
				if rows[n][j].Sign() != 0 {
					rows[r][j].Sub(rows[r][j], new(big.Rat).Mul(factor, rows[n][j]))
				}
			}
		}
		n++
	}
	return rows[:n]
}
