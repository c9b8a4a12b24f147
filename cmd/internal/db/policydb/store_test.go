package policydb_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/db/policydb"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

// asked is what links may point to in these tests.
type asked struct{}

func (asked) Questions(context.Context) ([]policy.Question, error) {
	return []policy.Question{{Survey: "dealer-quarterly", Name: "d15", Row: "rebate_pay"}, {Survey: "dealer-quarterly", Name: "d5"}}, nil
}

func (asked) Themes(context.Context) ([]policy.Theme, error) {
	return []policy.Theme{{ID: "money.rebate"}}, nil
}

func clock() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 123456789, time.UTC) }

func service(d *db.DB) *policy.Service {
	return policy.NewService(policy.Ports{Store: policydb.New(d), Sources: asked{}, Tx: d, Trail: audit.New(d, clock),
		Days: calendar.Calendar{Clock: clock, Zone: time.UTC}})
}

func marketing() access.Viewer {
	return access.Viewer{UserID: "m", Name: "王敏", Roles: []access.Role{access.Marketing}, Scope: access.Scope{Level: access.All}}
}

func draft() policy.Draft {
	return policy.Draft{Summary: language.Text{ZH: "按季返利"}, From: "2026-01-01",
		Clauses: []policy.Clause{{Text: language.Text{ZH: "季末后60天兑现"}}, {}, {Text: language.Text{ZH: "完成率达90%起返", EN: "From 90% of target"}}}}
}

func register(t *testing.T, s *policy.Service) policy.Policy {
	t.Helper()
	p, err := s.Register(context.Background(), marketing(), policy.Registration{Type: policy.TypeRebate, Title: language.Text{ZH: "季度返利"}, First: draft()})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPolicyIsReadAsItWasWritten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		p := register(t, s)
		if p.ID != "rebate-1" {
			t.Errorf("id %q", p.ID)
		}
		next := draft()
		next.Clauses = []policy.Clause{{ID: "2", Text: language.Text{ZH: "完成率达80%起返"}}, {Text: language.Text{ZH: "按月兑现"}}, {ID: "2", Text: language.Text{ZH: "重复的编号"}}}
		next.From, next.To, next.Reach, next.Note, next.After = "2026-10-01", "2026-12-31", policy.Reach{Regions: []string{"华东", "华南"}}, "试点月返", 1
		v, err := s.Revise(ctx, marketing(), p.ID, next)
		if err != nil {
			t.Fatal(err)
		}
		if ids := clauseIDs(v); !slices.Equal(ids, []policy.ClauseID{"2", "3", "4"}) {
			t.Errorf("clause ids %v: a carried clause keeps its id, new ones count on", ids)
		}
		link := policy.Link{Version: 2, Clause: "3", Target: policy.Target{Survey: "dealer-quarterly", Question: "d15", Row: "rebate_pay"}}
		if err := s.Link(ctx, marketing(), p.ID, link); err != nil {
			t.Fatal(err)
		}
		if err := s.Link(ctx, marketing(), p.ID, policy.Link{Target: policy.Target{Theme: "money.rebate"}}); err != nil {
			t.Fatal(err)
		}
		if err := s.Link(ctx, marketing(), p.ID, link); err != nil {
			t.Errorf("linking twice: %v", err)
		}
		got, err := s.Get(ctx, marketing(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Versions, []policy.Version{p.Versions[0], v}) {
			t.Errorf("versions\n%+v\nwant\n%+v", got.Versions, []policy.Version{p.Versions[0], v})
		}
		if len(got.Links) != 2 || got.Links[0].Target != link.Target || got.Links[0].Clause != "3" {
			t.Errorf("links %+v", got.Links)
		}
		if err := s.Unlink(ctx, marketing(), p.ID, got.Links[0].ID); err != nil {
			t.Fatal(err)
		}
		if err := s.Unlink(ctx, marketing(), p.ID, got.Links[0].ID); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("unlinking twice: %v", err)
		}
		list, err := s.All(ctx, marketing())
		if err != nil || len(list) != 1 || len(list[0].Links) != 1 {
			t.Errorf("all: %+v, %v", list, err)
		}
	})
}

func clauseIDs(v policy.Version) (ids []policy.ClauseID) {
	for _, c := range v.Clauses {
		ids = append(ids, c.ID)
	}
	return ids
}

func TestVersionsNeverChangeInTheDatabase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		register(t, service(d))
		for _, sql := range []string{
			"UPDATE policy_versions SET note = 'x'", "DELETE FROM policy_versions",
			"UPDATE policy_clauses SET text_zh = 'x'", "DELETE FROM policy_clauses",
		} {
			if err := d.Write(context.Background()).Exec(sql).Error; err == nil {
				t.Errorf("%s went through", sql)
			}
		}
	})
}

func TestRegisterNamesEveryFault(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := service(d)
		for _, c := range []struct {
			name, path, key string
			spoil           func(*policy.Registration)
		}{
			{"no type", "type", "policy.error.type_missing", func(r *policy.Registration) { r.Type = "gift" }},
			{"no title", "title.zh", "policy.error.title_missing", func(r *policy.Registration) { r.Title = language.Text{ZH: "  "} }},
			{"no summary", "summary.zh", "policy.error.summary_missing", func(r *policy.Registration) { r.First.Summary = language.Text{} }},
			{"no clause", "clauses.0.zh", "policy.error.clause_missing", func(r *policy.Registration) { r.First.Clauses = nil }},
			{"no first day", "from", "policy.error.from_missing", func(r *policy.Registration) { r.First.From = "" }},
			{"a day that does not exist", "from", "policy.error.from_missing", func(r *policy.Registration) { r.First.From = "2026-02-30" }},
			{"an end before the beginning", "to", "policy.error.ends_before", func(r *policy.Registration) { r.First.To = "2025-12-31" }},
			{"an endless title", "title.en", "policy.error.too_long", func(r *policy.Registration) { r.Title.EN = fmt.Sprintf("%0201d", 1) }},
		} {
			r := policy.Registration{Type: policy.TypeRebate, Title: language.Text{ZH: "季度返利"}, First: draft()}
			c.spoil(&r)
			_, err := s.Register(context.Background(), marketing(), r)
			f := fault.From(err)
			if f == nil || !slices.ContainsFunc(f.Fields, func(f fault.Field) bool { return f.Path == c.path && f.Key == c.key }) {
				t.Errorf("%s: got %v", c.name, err)
			}
		}
		if list, err := s.All(context.Background(), marketing()); err != nil || len(list) != 0 {
			t.Errorf("refused registrations left %d policies, %v", len(list), err)
		}
	})
}

func TestLinksToWhatIsNotThereAreRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := service(d)
		p := register(t, s)
		for name, l := range map[string]policy.Link{
			"an unknown row":      {Target: policy.Target{Survey: "dealer-quarterly", Question: "d15", Row: "nope"}},
			"an unknown theme":    {Target: policy.Target{Theme: "money.gift"}},
			"nothing":             {},
			"both at once":        {Target: policy.Target{Survey: "dealer-quarterly", Question: "d5", Theme: "money.rebate"}},
			"an unknown version":  {Version: 9, Target: policy.Target{Theme: "money.rebate"}},
			"an unknown clause":   {Clause: "9", Target: policy.Target{Theme: "money.rebate"}},
			"a survey's question": {Target: policy.Target{Survey: "other", Question: "d5"}},
		} {
			if err := s.Link(context.Background(), marketing(), p.ID, l); fault.KindOf(err) != fault.KindInvalid {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestTwoWhoReviseAtOnceMakeOneVersion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := service(d)
		p := register(t, s)
		next := draft()
		next.After, next.Note = 1, "调整"
		errs := make([]error, 6)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() { _, errs[i] = s.Revise(context.Background(), marketing(), p.ID, next) })
		}
		wg.Wait()
		made := 0
		for _, err := range errs {
			switch {
			case err == nil:
				made++
			case fault.KindOf(err) != fault.KindConflict:
				t.Errorf("not a conflict: %v", err)
			}
		}
		got, err := s.Get(context.Background(), marketing(), p.ID)
		if made != 1 || err != nil || len(got.Versions) != 2 {
			t.Errorf("%d made, %d stored, %v", made, len(got.Versions), err)
		}
	})
}

func TestNumbersCountWithinTheTypeWithoutGaps(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := service(d)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				_, err := s.Register(context.Background(), marketing(), policy.Registration{Type: policy.TypeCredit, Title: language.Text{EN: "Credit"}, First: draft()})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		list, err := s.All(context.Background(), marketing())
		if err != nil {
			t.Fatal(err)
		}
		for i := range 8 {
			id := policy.ID(fmt.Sprintf("credit-%d", i+1))
			if !slices.ContainsFunc(list, func(p policy.Policy) bool { return p.ID == id }) {
				t.Errorf("%s is missing", id)
			}
		}
	})
}

func TestRenameIsRefusedIfSomebodyWasFaster(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		p := register(t, s)
		mine := p
		mine.Title.ZH = "季度返利（修订）"
		if err := s.Rename(ctx, marketing(), mine); err != nil {
			t.Fatal(err)
		}
		late := p
		late.Title.ZH = "别的名称"
		if err := s.Rename(ctx, marketing(), late); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("the slower one: %v", err)
		}
		got, err := s.Get(ctx, marketing(), p.ID)
		if err != nil || got.Title.ZH != mine.Title.ZH || got.Revision != 2 {
			t.Errorf("got %+v, %v", got, err)
		}
		late.ID = "rebate-9"
		if err := s.Rename(ctx, marketing(), late); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("a policy that is not there: %v", err)
		}
	})
}

func TestOnlyMarketingWrites(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		p := register(t, s)
		for _, r := range access.Roles() {
			v := access.Viewer{UserID: "x", Roles: []access.Role{r}}
			want := fault.KindForbidden
			if r == access.Marketing {
				continue
			}
			_, err1 := s.Register(ctx, v, policy.Registration{})
			_, err2 := s.Revise(ctx, v, p.ID, draft())
			for _, err := range []error{err1, err2, s.Rename(ctx, v, p), s.Link(ctx, v, p.ID, policy.Link{}), s.Unlink(ctx, v, p.ID, "x")} {
				if fault.KindOf(err) != want {
					t.Errorf("%s: %v", r, err)
				}
			}
			if _, err := s.Get(ctx, v, p.ID); err != nil {
				t.Errorf("%s may read: %v", r, err)
			}
		}
	})
}

func TestEveryChangeLeavesItsTrail(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		p := register(t, s)
		if err := s.Link(ctx, marketing(), p.ID, policy.Link{Target: policy.Target{Theme: "money.rebate"}}); err != nil {
			t.Fatal(err)
		}
		lines, err := audit.New(d, clock).List(ctx, "policy", 0, 10)
		if err != nil || len(lines) != 2 || lines[1].Action != "policy.register" || lines[0].Action != "policy.link" || lines[0].ActorName != "王敏" {
			t.Errorf("trail %+v, %v", lines, err)
		}
	})
}
