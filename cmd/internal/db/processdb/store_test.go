package processdb_test

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/db/processdb"
	demo "dealervoice/cmd/internal/demo/process"
	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

func clock() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) }

func service(d *db.DB) *process.Service {
	return process.NewService(process.Ports{Store: processdb.New(d), Tx: d, Trail: audit.New(d, clock),
		Days: calendar.Calendar{Clock: clock, Zone: time.UTC}})
}

func manager() access.Viewer {
	return access.Viewer{UserID: "v", Name: "赵总", Roles: []access.Role{access.Manager}, Scope: access.Scope{Level: access.All}}
}

func load(t *testing.T, s *process.Service) process.Version {
	t.Helper()
	v, err := s.Import(context.Background(), manager(), demo.JSON)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func revision(proposal int, path string, value any) process.Revision {
	return process.Revision{Proposal: proposal, Base: 1, EffectiveFrom: "2026-12-01",
		Changes:       []process.Change{{Op: process.OpModify, Action: "A403", Set: map[string]any{path: value}}},
		Authors:       []process.Author{{Role: "sales_rep", Count: 3}, {Role: "sales_vp", Count: 1}},
		Participation: process.Rule{MinRepShare: 0.3}.Judge(process.Took{ActiveReps: 10, Reps: 3})}
}

func TestTheDemoProcessIsStoredWholeAsVersionOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := service(d)
		v := load(t, s)
		got, err := s.Version(context.Background(), manager(), 1)
		if err != nil || !reflect.DeepEqual(got, v) {
			t.Errorf("read back differs: %v", err)
		}
		if v.Participation.Met || v.Participation.Reason.ZH == "" {
			t.Errorf("version 1 was written by the top alone, and says so: %+v", v.Participation)
		}
		if sales, all := v.SalesShare(); sales != 0 || all != 2 {
			t.Errorf("%d of %d authors sell", sales, all)
		}
	})
}

func TestASecondImportIsRefusedAndLeavesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		load(t, s)
		if _, err := s.Import(ctx, manager(), demo.JSON); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("got %v", err)
		}
		if v, err := s.Revise(ctx, manager(), revision(7, "due_hours", 4.0)); err != nil || v.Number != 2 {
			t.Errorf("after the refusal the next number is %d, %v", v.Number, err)
		}
	})
}

func TestReviseMakesTheNextVersion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		first := load(t, s)
		v, err := s.Revise(ctx, manager(), revision(7, "due_hours", 4.0))
		if err != nil {
			t.Fatal(err)
		}
		if v.Number != 2 || v.Proposal != 7 || v.Process.Version != "2.0" || v.Process.EffectiveFrom != "2026-12-01" {
			t.Errorf("version %+v", v)
		}
		if !slices.Equal(v.Process.AuthoredBy, []process.RoleID{"sales_rep", "sales_vp"}) || v.Process.Rule.Compliant != nil {
			t.Errorf("authors %v, compliant %v", v.Process.AuthoredBy, v.Process.Rule.Compliant)
		}
		diff := process.Compare(first.Process, v.Process)
		if len(diff.Stages) != 1 || len(diff.Stages[0].Actions) != 1 || diff.Stages[0].Actions[0].Fields[0].New != 4 {
			t.Errorf("difference %+v", diff)
		}
		got, err := s.Version(ctx, manager(), 2)
		if err != nil || !reflect.DeepEqual(got, v) {
			t.Errorf("read back differs: %v\n%+v\n%+v", err, got.Participation, v.Participation)
		}
	})
}

func TestTheVersionInForceIsTheOneWhoseDayHasCome(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		if b, err := s.Book(ctx, manager()); err != nil || b.InForce != nil || len(b.All) != 0 {
			t.Errorf("an empty book: %+v, %v", b, err)
		}
		if _, err := s.Latest(ctx, manager()); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("latest of an empty book: %v", err)
		}
		load(t, s)
		if _, err := s.Revise(ctx, manager(), revision(7, "due_hours", 4.0)); err != nil {
			t.Fatal(err)
		}
		b, err := s.Book(ctx, manager())
		if err != nil || b.InForce.Number != 1 || len(b.Scheduled) != 1 || b.Scheduled[0].Number != 2 || b.ChangesSince("2026-01-01") != 0 {
			t.Errorf("before its day: %+v, %v", b, err)
		}
		s.Days.Clock = func() time.Time { return time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC) }
		b, err = s.Book(ctx, manager())
		if err != nil || b.InForce.Number != 2 || len(b.Scheduled) != 0 || b.ChangesSince("2026-10-01") != 1 {
			t.Errorf("on its day: %+v, %v", b, err)
		}
		if v, err := s.Latest(ctx, manager()); err != nil || v.Number != 2 {
			t.Errorf("latest %d, %v", v.Number, err)
		}
	})
}

func TestReviseRefuses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		if _, err := s.Revise(ctx, manager(), revision(1, "due_hours", 4.0)); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("without a process: %v", err)
		}
		load(t, s)
		if _, err := s.Revise(ctx, manager(), revision(7, "due_hours", 4.0)); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name string
			r    func() process.Revision
			kind fault.Kind
		}{
			{"a day that has passed", func() process.Revision {
				r := revision(8, "role", "it")
				r.EffectiveFrom = "2026-11-22"
				return r
			}, fault.KindInvalid},
			{"a day before that of the version it follows", func() process.Revision {
				r := revision(8, "role", "it")
				r.EffectiveFrom = "2026-11-30"
				return r
			}, fault.KindInvalid},
			{"the same step changed meanwhile", func() process.Revision { return revision(8, "due_hours", 8.0) }, fault.KindConflict},
			{"a change that does not apply", func() process.Revision { return revision(8, "due_hours", -1.0) }, fault.KindConflict},
			{"a proposal that made a version already", func() process.Revision { return revision(7, "role", "it") }, fault.KindConflict},
		} {
			if _, err := s.Revise(ctx, manager(), c.r()); fault.KindOf(err) != c.kind {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		if _, err := s.Revise(ctx, access.Viewer{Roles: []access.Role{access.Rep}}, revision(9, "role", "it")); fault.KindOf(err) != fault.KindForbidden {
			t.Errorf("a rep: %v", err)
		}
		if v, err := s.Revise(ctx, manager(), revision(9, "role", "it")); err != nil || v.Number != 3 {
			t.Errorf("another field of the same action, drafted on version 1: %d, %v", v.Number, err)
		}
	})
}

func TestRevisionsAtOnceAreNumberedOneAfterTheOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		load(t, s)
		fields := []struct {
			path  string
			value any
		}{{"due_hours", 4.0}, {"role", "it"}, {"name.zh", "答复日期"}, {"name.en", "Give a date"}, {"mandatory", false}, {"frequency", "weekly"}}
		var wg sync.WaitGroup
		for i, f := range fields {
			wg.Go(func() {
				if _, err := s.Revise(ctx, manager(), revision(i+1, f.path, f.value)); err != nil {
					t.Errorf("%s: %v", f.path, err)
				}
			})
		}
		wg.Wait()
		v, err := s.Version(ctx, manager(), 1+len(fields))
		if err != nil {
			t.Fatal(err)
		}
		a, _, _ := v.Process.Action("A403")
		if a.DueHours != 4 || a.Role != "it" || a.Name.ZH != "答复日期" || a.Name.EN != "Give a date" || a.Mandatory || a.Frequency != "weekly" {
			t.Errorf("the last version lost a change: %+v", a)
		}
	})
}

func TestVersionsNeverChangeInTheDatabase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		load(t, service(d))
		for _, sql := range []string{"UPDATE process_versions SET met = true", "DELETE FROM process_versions"} {
			if err := d.Write(context.Background()).Exec(sql).Error; err == nil {
				t.Errorf("%s went through", sql)
			}
		}
	})
}

func TestAFailedRevisionLeavesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), service(d)
		load(t, s)
		if err := d.Write(ctx).Exec("ALTER TABLE audit RENAME TO audit_gone").Error; err != nil {
			t.Fatal(err)
		}
		if _, err := s.Revise(ctx, manager(), revision(7, "due_hours", 4.0)); err == nil || fault.KindOf(err) != fault.KindInternal {
			t.Fatalf("without a trail: %v", err)
		}
		if b, err := s.Book(ctx, manager()); err != nil || len(b.All) != 1 {
			t.Errorf("half a revision stayed: %+v, %v", b.All, err)
		}
	})
}
