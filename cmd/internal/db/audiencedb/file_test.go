package audiencedb_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/db/audiencedb"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// large is a file of so many dealers.
func large(n int) string {
	var b strings.Builder
	b.WriteString("code,name,region,area,tier,channels,brands,rep,owner_group,exclusive\n")
	for i := range n {
		fmt.Fprintf(&b, "D%06d,苏州恒达商贸有限公司%d,华东,苏南,A,ka;cvs,清悦;山泉,rep%d@example.com,G%d,yes\n", i, i, i%200, i%5000)
	}
	return b.String()
}

// begun keeps a file and says yes to it.
func (w *world) begun(t *testing.T, text string) (id string, job json.RawMessage) {
	t.Helper()
	ctx := context.Background()
	f, err := w.KeepFile(ctx, admin, "r.csv", text)
	if err := errors.Join(err, w.BeginFile(ctx, admin, f.ID), w.BeginFile(ctx, admin, f.ID)); err != nil {
		t.Fatal(err)
	}
	job, err = json.Marshal(audience.ImportJob{File: f.ID})
	if err != nil {
		t.Fatal(err)
	}
	return f.ID, job
}

func TestALargeFileGoesOnWhereItStopped(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id, job := w.begun(t, large(5000))
		var jobs int64
		if err := w.db.Read(ctx).Table("jobs").Where("kind = ?", audience.ImportKind).Count(&jobs).Error; err != nil || jobs != 1 {
			t.Errorf("%d jobs for one file, %v", jobs, err)
		}
		broken, cancel := context.WithCancel(ctx)
		go func() { // the process dies once the first piece is in
			for range 2000 {
				if f, err := w.File(ctx, admin, id); err == nil && f.Done > 0 {
					break
				}
				time.Sleep(time.Millisecond)
			}
			cancel()
		}()
		if err := w.EnterFile(broken, job); err == nil {
			t.Fatal("it was not interrupted")
		}
		f, err := w.File(ctx, admin, id)
		if err != nil || f.State != audience.FileQueued || f.Done == 0 || f.Done == f.Total || f.Done != f.Added {
			t.Fatalf("after the interruption %s, %d of %d, %v", f.State, f.Done, f.Total, err)
		}
		if list, err := w.List(ctx, admin, audience.Query{Limit: 1}); err != nil || list.Total != f.Done {
			t.Errorf("%d dealers are in, the file says %d, %v", list.Total, f.Done, err)
		}
		if err := w.EnterFile(ctx, job); err != nil {
			t.Fatal(err)
		}
		if err := w.EnterFile(ctx, job); err != nil { // a job may run twice
			t.Fatal(err)
		}
		f, err = w.File(ctx, admin, id)
		if err != nil || f.State != audience.FileDone || f.Added != 5000 || f.Changed+f.Unchanged != 0 || f.Text != "" || f.Percent() != 100 {
			t.Errorf("at the end %s: %d added, %d changed, %d bytes left, %v", f.State, f.Added, f.Changed, len(f.Text), err)
		}
		if _, err := w.File(ctx, access.Viewer{UserID: "u9", Roles: []access.Role{access.Admin}}, id); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("somebody else's file: %v", err)
		}
		lines, err := w.trail.List(ctx, "roster", 0, 10)
		if err != nil || len(lines) != 1 || !strings.Contains(lines[0].Detail, `"added":5000`) {
			t.Errorf("trail %+v, %v", lines, err)
		}
	})
}

func TestAFileThatCannotBeEnteredWholeIsNotBegun(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id, job := w.begun(t, large(2500))
		// Between the look and the work somebody enters a later entry for the last dealer.
		w.load(t, "code,name,region,valid_from\nD002499,别人的,华东,2027-01-01\n")
		if err := w.EnterFile(ctx, job); err != nil {
			t.Fatal(err)
		}
		f, err := w.File(ctx, admin, id)
		if err != nil || f.State != audience.FileFailed || f.Done != 0 || f.Stopped().Line != 2501 || f.Stopped().Key != "dealer.import.starts_early" {
			t.Errorf("%s, %d in, %+v, %v", f.State, f.Done, f.Stopped(), err)
		}
		if list, err := w.List(ctx, admin, audience.Query{Limit: 1}); err != nil || list.Total != 0 {
			t.Errorf("%d dealers came in, %v", list.Total, err)
		}
	})
}

// BenchmarkEnterFile enters a hundred thousand dealers into an empty roster.
func BenchmarkEnterFile(b *testing.B) {
	text := large(100_000)
	for name, dsn := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				w := newWorld(dbtest.Open(b, dsn(b)))
				b.StartTimer()
				f, err := w.KeepFile(b.Context(), admin, "r.csv", text)
				if err := errors.Join(err, w.BeginFile(b.Context(), admin, f.ID)); err != nil {
					b.Fatal(err)
				}
				job, err := json.Marshal(audience.ImportJob{File: f.ID})
				if err := errors.Join(err, w.EnterFile(b.Context(), job)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "dealers/s")
		})
	}
}

// between runs something before the transaction of a number, counted from 1.
type between struct {
	port.Tx
	before int
	n      int
	do     func()
}

func (b *between) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if b.n++; b.n == b.before {
		b.do()
	}
	return b.Tx.InTx(ctx, fn)
}

func TestAFileThatStopsBetweenPiecesSaysWhy(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id, job := w.begun(t, large(2500))
		tx := &between{Tx: w.db, before: 2, do: func() { // once the first piece is in
			w.load(t, "code,name,region,valid_from\nD002499,别人的,华东,2027-01-01\n")
		}}
		clock := func() time.Time { return w.now }
		stopped := audience.New(audience.Needs{
			Store: audiencedb.New(w.db), Files: audiencedb.New(w.db), Tx: tx, Trail: w.trail, Queue: jobs.NewQueue(w.db),
			Calendar: calendar.Calendar{Clock: clock, Zone: time.UTC},
		})
		if err := stopped.EnterFile(ctx, job); err != nil {
			t.Fatal(err)
		}
		f, err := w.File(ctx, admin, id)
		why := f.Stopped()
		if err != nil || f.State != audience.FileFailed || f.Done != 2000 || why.Line != 2501 || why.Key != "dealer.import.starts_early" || why.Args["Day"] != "2027-01-01" {
			t.Errorf("%s, %d in, %+v, %v", f.State, f.Done, why, err)
		}
	})
}

func TestTheRosterIsCountedByWhatDealersHaveInCommon(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.load(t, "code,name,region,area,tier,channels,exclusive\nA,a,华东,苏南,A,ka;cvs,yes\nB,b,华东,苏南,A,ka,yes\nC,c,华北,,B,,no\n")
		n := map[string]int{}
		groups, err := w.Groups(context.Background(), admin)
		for _, g := range groups {
			n[g.Attributes["region"]+g.Attributes["channel"]+g.Attributes["exclusive"]] += g.N
		}
		if err != nil || n["华东kayes"] != 2 || n["华北no"] != 1 || len(n) != 2 {
			t.Errorf("%+v, %v", groups, err)
		}
		if mine, err := w.Groups(context.Background(), viewer(access.Region, "华北")); err != nil || len(mine) != 1 {
			t.Errorf("in a scope %+v, %v", mine, err)
		}
	})
}
