package audiencedb_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/audiencedb"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// world is a roster on a fresh database with a clock that can be set.
type world struct {
	*audience.Roster
	db    *db.DB
	trail *audit.Trail
	now   time.Time
}

func each(t *testing.T, fn func(t *testing.T, w *world)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) { fn(t, newWorld(d)) })
}

func newWorld(d *db.DB) *world {
	w := &world{db: d, now: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return w.now }
	w.trail = audit.New(d, clock)
	w.Roster = audience.New(audience.Needs{
		Store: audiencedb.New(d), Files: audiencedb.New(d), Tx: d, Trail: w.trail, Queue: jobs.NewQueue(d),
		Calendar: calendar.Calendar{Clock: clock, Zone: time.UTC},
	})
	return w
}

var (
	admin = access.Viewer{UserID: "u1", Name: "Admin", Roles: []access.Role{access.Admin}, Scope: access.Scope{Level: access.All}}
	east  = viewer(access.Region, "华东")
)

func viewer(level access.Level, value string) access.Viewer {
	return access.Viewer{UserID: "u2", Roles: []access.Role{access.Admin}, Scope: access.Scope{Level: level, Value: value}}
}

const roster = `code,name,region,area,tier,channels,rep,valid_from
D1,苏州恒达,华东,苏南,A,商超KA;便利店,li@example.com,2026-01-01
D2,无锡_百分%店,华东,苏南,B,便利店,wang@example.com,2026-01-01
D3,广州兴隆,华南,粤中,A,批发,li@example.com,2026-01-01
D4,Harbin Trade,东北,黑龙江,C,批发,,2026-01-01
`

func (w *world) load(t *testing.T, text string) audience.Plan {
	t.Helper()
	p, err := w.Import(context.Background(), admin, text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (w *world) codes(t *testing.T, v access.Viewer, q audience.Query) string {
	t.Helper()
	list, err := w.All(context.Background(), v, q)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(list))
	for i, d := range list {
		out[i] = string(d.Code)
	}
	return strings.Join(out, " ")
}

func TestListsAreCutToTheScope(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, roster)
		for _, c := range []struct {
			v    access.Viewer
			want string
		}{
			{admin, "D1 D2 D3 D4"},
			{east, "D1 D2"},
			{viewer(access.Area, "粤中"), "D3"},
			{viewer(access.Own, "li@example.com"), "D1 D3"},
			{viewer(access.Own, ""), ""},
			{viewer(access.Region, "华东' OR 1=1 --"), ""},
			{access.Viewer{Roles: access.Roles()}, ""},
			{viewer("everything", ""), ""},
		} {
			if got := w.codes(t, c.v, audience.Query{}); got != c.want {
				t.Errorf("scope %s sees %q, want %q", c.v.Scope, got, c.want)
			}
		}
		if _, err := w.Find(context.Background(), east, "D3"); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("a dealer outside the scope: %v", err)
		}
		if _, err := w.History(context.Background(), east, "D3"); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("history of a dealer outside the scope: %v", err)
		}
		f, err := w.Facets(context.Background(), east)
		if err != nil || !slices.Equal(f.Regions, []string{"华东"}) || !slices.Equal(f.Channels, []string{"便利店", "商超KA"}) || !slices.Equal(f.Tiers, []string{"A", "B"}) {
			t.Errorf("facets %+v, %v", f, err)
		}
	})
}

func TestFiltersTakeWordsAsWords(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, roster)
		for _, c := range []struct {
			q    audience.Query
			want string
		}{
			{audience.Query{Search: "%"}, "D2"},
			{audience.Query{Search: "_百"}, "D2"},
			{audience.Query{Search: `\`}, ""},
			{audience.Query{Search: "HARBIN"}, "D4"},
			{audience.Query{Search: "d3"}, "D3"},
			{audience.Query{Region: "华东", Tier: "A"}, "D1"},
			{audience.Query{Channel: "便利店"}, "D1 D2"},
			{audience.Query{Channel: "便利"}, ""},
			{audience.Query{Codes: []audience.Code{"D4", "D9"}}, "D4"},
			{audience.Query{On: "2025-12-31"}, ""},
		} {
			if got := w.codes(t, admin, c.q); got != c.want {
				t.Errorf("%+v finds %q, want %q", c.q, got, c.want)
			}
		}
	})
}

func TestPagesFollowEachOther(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, roster)
		first, err := w.List(context.Background(), admin, audience.Query{Limit: 3})
		if err != nil || len(first.Dealers) != 3 || first.Next != "D3" || first.Total != 4 {
			t.Fatalf("first page %+v, %v", first, err)
		}
		second, err := w.List(context.Background(), admin, audience.Query{Limit: 3, After: first.Next})
		if err != nil || len(second.Dealers) != 1 || second.Dealers[0].Code != "D4" || second.Next != "" {
			t.Errorf("second page %+v, %v", second, err)
		}
	})
}

func TestAChangeEndsTheEntryAndBeginsAnother(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, roster)
		p := w.load(t, "code,name,region,area,tier,channels,rep,valid_from\nD1,苏州恒达,华东,苏北,A,商超KA;便利店,li@example.com,2026-07-01\n")
		if len(p.Changed) != 1 || len(p.Added) != 0 {
			t.Fatalf("plan %+v", p)
		}
		list, err := w.History(context.Background(), admin, "D1")
		if err != nil || len(list) != 2 {
			t.Fatalf("history %v, %v", list, err)
		}
		if list[0].Area != "苏北" || list[0].ValidTo != "" || list[1].Area != "苏南" || list[1].ValidTo != "2026-07-01" {
			t.Errorf("history %+v", list)
		}
		for day, area := range map[calendar.Day]string{"2026-06-30": "苏南", "2026-07-01": "苏北"} {
			page, err := w.List(context.Background(), admin, audience.Query{On: day, Codes: []audience.Code{"D1"}})
			if err != nil || len(page.Dealers) != 1 || page.Dealers[0].Area != area {
				t.Errorf("on %s: %+v, %v", day, page.Dealers, err)
			}
		}
	})
}

func TestTheSameFileTwiceChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, roster)
		w.now = w.now.AddDate(0, 0, 30)
		undated := strings.ReplaceAll(strings.ReplaceAll(roster, ",valid_from", ""), ",2026-01-01", "")
		for _, text := range []string{roster, undated} {
			if p := w.load(t, text); p.Unchanged != 4 || len(p.Added)+len(p.Changed) != 0 {
				t.Errorf("plan %+v", p)
			}
		}
		lines, err := w.trail.List(context.Background(), "roster", 0, 10)
		if err != nil || len(lines) != 1 || lines[0].Action != "dealer.import" || lines[0].ActorID != "u1" || !strings.Contains(lines[0].Detail, `"added":4`) {
			t.Errorf("trail %+v, %v", lines, err)
		}
	})
}

func TestCorrectingTheSameDayOverwrites(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, "code,name,region\nD1,甲,华东\n")
		w.load(t, "code,name,region\nD1,甲甲,华东\n")
		list, err := w.History(context.Background(), admin, "D1")
		if err != nil || len(list) != 1 || list[0].Name != "甲甲" || list[0].ValidFrom != "2026-11-23" {
			t.Errorf("history %+v, %v", list, err)
		}
	})
}

func TestWhatAFileHasNoColumnForStays(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, "code,name,region,area,tier,channels,brands,rep,owner_group,exclusive,language,valid_from\n"+
			"D1,甲,华东,苏南,A,批发;批发;便利店,清悦,li@example.com,G1,yes,en,2026-01-01\n")
		p := w.load(t, "code,name,region,area\nD1,甲甲,华东,\n")
		if len(p.Changed) != 1 {
			t.Fatalf("plan %+v", p)
		}
		got, err := w.Find(context.Background(), admin, "D1")
		want := audience.Dealer{Code: "D1", ValidFrom: "2026-11-23", Name: "甲甲", Region: "华东", Area: "", Tier: "A",
			Channels: []string{"批发", "便利店"}, Brands: []string{"清悦"}, Rep: "li@example.com", OwnerGroup: "G1", Exclusive: true, Language: "en"}
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("\n got %+v, %v\nwant %+v", got, err, want)
		}
		if p := w.load(t, "code,name,region\nD1,甲甲,华东\n"); p.Unchanged != 1 {
			t.Errorf("plan %+v", p)
		}
	})
}

func TestADealerEndsAndReturns(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, roster)
		w.load(t, "code,name,region,area,tier,channels,rep,valid_to\nD1,苏州恒达,华东,苏南,A,商超KA;便利店,li@example.com,2026-12-01\n")
		w.now = time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC)
		if got := w.codes(t, admin, audience.Query{}); got != "D2 D3 D4" {
			t.Fatalf("after its end: %q", got)
		}
		w.now = time.Date(2026, 12, 24, 2, 0, 0, 0, time.UTC)
		w.load(t, "code,name,region,area,tier,channels,rep\nD1,苏州恒达,华东,苏南,A,商超KA;便利店,li@example.com\n")
		list, err := w.History(context.Background(), admin, "D1")
		if err != nil || len(list) != 2 || list[0].ValidFrom != "2026-12-24" || list[1].ValidTo != "2026-12-01" {
			t.Errorf("history %+v, %v", list, err)
		}
	})
}

func TestAnImportWithOneFaultWritesNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, roster)
		for name, c := range map[string]struct {
			v    access.Viewer
			text string
			key  string
		}{
			"a row is broken":               {admin, "code,name,region\nD9,新,华东\nD8,,华东\n", "dealer.import.empty_cell"},
			"a code stands twice":           {admin, "code,name,region\nD9,新,华东\nD9,旧,华东\n", "dealer.import.code_twice"},
			"it starts before the entry":    {admin, "code,name,region,valid_from\nD9,新,华东,\nD1,改,华东,2025-06-01\n", "dealer.import.starts_early"},
			"it ends before today":          {admin, "code,name,region,valid_to\nD9,新,华东,2026-01-01\n", "dealer.import.ends_early"},
			"a dealer of another region":    {east, "code,name,region\nD9,新,华东\nD8,新,华南\n", "dealer.import.out_of_scope"},
			"a dealer taken from elsewhere": {east, "code,name,region\nD9,新,华东\nD3,广州兴隆,华东\n", "dealer.import.out_of_scope"},
		} {
			p, err := w.Import(context.Background(), c.v, c.text)
			f := fault.From(err)
			if f == nil || f.Kind != fault.KindInvalid || len(p.Problems) != 1 || p.Problems[0].Key != c.key || f.Fields[0].Key != c.key {
				t.Errorf("%s: %v, %+v", name, err, p.Problems)
			}
		}
		if got := w.codes(t, admin, audience.Query{}); got != "D1 D2 D3 D4" {
			t.Errorf("something was written: %q", got)
		}
		rep := access.Viewer{Roles: []access.Role{access.Rep}, Scope: access.Scope{Level: access.All}}
		if _, err := w.Import(context.Background(), rep, roster); fault.KindOf(err) != fault.KindForbidden {
			t.Errorf("a rep imports: %v", err)
		}
	})
}

func TestImportsAtOnceLeaveOneEntryInForce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var wg sync.WaitGroup
		for i := range 6 {
			wg.Go(func() {
				text := fmt.Sprintf("code,name,region\nD1,名%d,华东\nD2,名%d,华南\n", i, i)
				if _, err := w.Import(context.Background(), admin, text); err != nil && fault.KindOf(err) != fault.KindConflict {
					t.Errorf("import: %v", err)
				}
			})
		}
		wg.Wait()
		for _, code := range []audience.Code{"D1", "D2"} {
			list, err := w.History(context.Background(), admin, code)
			if err != nil || len(list) != 1 {
				t.Errorf("history of %s: %+v, %v", code, list, err)
			}
		}
	})
}
