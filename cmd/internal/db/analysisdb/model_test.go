package analysisdb_test

// Models, uses and runs on both databases, through the service that works with them.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/analysisdb"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/calendar"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// office is a coding service with a real store and a survey "s" of open answers.
type office struct {
	*coding.Service
	store  *analysisdb.Store
	labels []coding.Label
	done   int
	now    time.Time
}

func (o *office) Labels(context.Context) ([]coding.Label, error) { return o.labels, nil }

type oneSurvey struct{}

func (oneSurvey) List(context.Context) ([]survey.Survey, error) {
	return []survey.Survey{{Head: survey.Head{ID: "s"}}}, nil
}

func (oneSurvey) PublishedVersion(context.Context, survey.ID, survey.Number) (*survey.Edition, error) {
	def, err := definition.Load([]byte(`{"pages":[{"name":"p","elements":[{"type":"comment","name":"why","dv":{"analyze":true}}]}]}`))
	return &survey.Edition{Definition: def}, err
}

// Each gives one answer that nobody judged.
func (oneSurvey) Each(_ context.Context, _ access.Viewer, _ feedback.Query, fn func(feedback.Response) error) error {
	return fn(feedback.Response{SurveyID: "s", ID: "r1", Data: answer.Data{"why": "没有人判读过"}})
}

type noTrail struct{}

func (noTrail) Record(context.Context, access.Viewer, port.Entry) error { return nil }

func analyst() access.Viewer {
	return access.Viewer{UserID: "u", Name: "An", Roles: []access.Role{access.Analyst}}
}

func open(t *testing.T, d *db.DB, n int) *office {
	t.Helper()
	o := &office{store: store(t, d, n), now: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)}
	o.Service = coding.New(coding.Needs{
		Store: o.store, Surveys: oneSurvey{}, Editions: oneSurvey{}, Streams: oneSurvey{}, Tx: d, Trail: noTrail{}, Queue: jobs.NewQueue(d), Labels: o,
		Calendar: calendar.Calendar{Clock: func() time.Time { o.now = o.now.Add(2 * time.Second); return o.now }, Zone: time.UTC},
		Product:  func() (*codebook.Book, error) { return bookOf("断货"), nil },
		Done:     func(context.Context, survey.ID) error { o.done++; return nil },
	})
	return o
}

func bookOf(cues ...string) *codebook.Book {
	return &codebook.Book{
		Schema: codebook.Schema, Version: "1", Complete: true, Groups: []codebook.Group{{ID: "g"}},
		Themes: []codebook.Theme{
			{ID: "stockout", Parent: "g", ZH: "缺货", EN: "Stockout", Cues: map[string]codebook.Cues{"zh": {Topic: cues}}},
			{ID: "rebate", Parent: "g", ZH: "返利", EN: "Rebate", Cues: map[string]codebook.Cues{"zh": {Topic: []string{"返利"}}}},
		},
	}
}

// judged are labels; what is said about the theme differs by the word.
func judged(word string, n int) []coding.Label {
	var list []coding.Label
	for i := range n {
		held := i%5 == 0
		id := feedback.ID(fmt.Sprintf("%s%03d", word, i))
		list = append(list,
			coding.Label{Survey: "s", Response: id, Question: "why", Text: word + "一直没有到", Themes: []text.Given{{ID: "stockout"}}, Held: held},
			coding.Label{Survey: "s", Response: id, Question: "also", Text: "返利没给", Themes: []text.Given{{ID: "rebate"}}, Held: held},
			coding.Label{Survey: "s", Response: id, Question: "else", Text: "天气不错", Held: held})
	}
	return list
}

func (o *office) train(t *testing.T) {
	t.Helper()
	payload, err := json.Marshal(coding.TrainJob{By: "An", UserID: "u", Note: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := o.TrainModel(context.Background(), payload); err != nil {
		t.Fatal(err)
	}
}

func (o *office) models(t *testing.T) coding.Models {
	t.Helper()
	m, err := o.OpenModels(context.Background(), analyst())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// says tells whether the tagger in use finds stockouts in words that no cue covers.
func (o *office) says(t *testing.T) bool {
	t.Helper()
	now, err := o.Using(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, th := range now.Tagger.Tag(text.Input{Text: "牙膏一直没有到"}).Themes {
		if th.ID == "stockout" {
			return true
		}
	}
	return false
}

func TestAModelIsTrainedStoredUsedAndRolledBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o, ctx := open(t, d, 3), context.Background()
		if err := o.Train(ctx, analyst(), ""); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("trained from nothing: %v", err)
		}
		o.labels = judged("牙膏", 40)
		if o.says(t) {
			t.Fatal("the codebook alone knows what was to be learned")
		}
		o.train(t)
		m := o.models(t)
		if len(m.Models) != 1 || m.InUse.Model != 1 || m.InUse.Codebook != 1 || len(m.Uses) != 2 || m.Uses[1].Model != 0 {
			t.Fatalf("%+v", m)
		}
		one := m.Models[0]
		if one.Labels != 96 || one.Held == nil || one.Held.After.Rows != 24 || one.Held.After.Micro.F1 <= one.Held.Before.Micro.F1 || len(one.Learned) > 0 {
			t.Errorf("%+v", one)
		}
		if !o.says(t) {
			t.Error("what was learned is not in use")
		}
		if u, err := o.RollBack(ctx, analyst()); err != nil || u.Model != 0 || u.Codebook != 1 || o.says(t) {
			t.Errorf("rolled back to %+v: %v", u, err)
		}
		if u, err := o.RollBack(ctx, analyst()); err != nil || u.Model != 1 || !o.says(t) {
			t.Errorf("and forward again to %+v: %v", u, err)
		}
		if _, err := o.UseModel(ctx, analyst(), 7); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("a model that is not there: %v", err)
		}
		if _, err := o.UseModel(ctx, access.Viewer{Roles: []access.Role{access.Rep}}, 1); fault.KindOf(err) != fault.KindForbidden {
			t.Errorf("a sales representative changed the model: %v", err)
		}
	})
}

func TestTheSameLabelsGiveTheSameModelOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o, ctx := open(t, d, 1), context.Background()
		o.labels = judged("牙膏", 30)
		o.train(t)
		first, err := o.store.Model(ctx, 1)
		if err != nil {
			t.Fatal(err)
		}
		for i, j := 0, len(o.labels)-1; i < j; i, j = i+1, j-1 { // in another order
			o.labels[i], o.labels[j] = o.labels[j], o.labels[i]
		}
		o.train(t)
		if m := o.models(t); len(m.Models) != 1 {
			t.Errorf("%d models", len(m.Models))
		}
		o.labels = append(o.labels, judged("洗发水", 20)...)
		o.train(t)
		second, err := o.store.Model(ctx, 2)
		if err != nil || bytes.Equal(first.Learned, second.Learned) || first.Digest == second.Digest {
			t.Errorf("other labels, the same model: %v", err)
		}
		if err := o.store.AddModel(ctx, second); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("a number was taken twice: %v", err)
		}
		if err := d.Write(ctx).Exec("UPDATE models SET note = 'x'").Error; err == nil {
			t.Error("a model was changed")
		}
	})
}

func TestARevisedCodebookWaitsForItsModel(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o, ctx := open(t, d, 1), context.Background()
		o.labels = judged("牙膏", 30)
		o.train(t)
		if _, err := o.Import(ctx, analyst(), bookOf("断货", "缺口"), "one more"); err != nil {
			t.Fatal(err)
		}
		if m := o.models(t); m.InUse.Codebook != 1 || m.InUse.Model != 1 {
			t.Errorf("in use before it was trained: %+v", m.InUse)
		}
		o.train(t)
		if m := o.models(t); m.InUse.Codebook != 2 || m.InUse.Model != 2 {
			t.Errorf("in use: %+v", m.InUse)
		}
		o.labels = o.labels[:20] // too few for another
		if _, err := o.Import(ctx, analyst(), bookOf("断货", "断档"), ""); err != nil {
			t.Fatal(err)
		}
		o.train(t)
		if m := o.models(t); m.InUse.Codebook != 3 || m.InUse.Model != 0 {
			t.Errorf("in use: %+v", m.InUse)
		}
	})
}

func TestAModelThatDoesWorseIsStoredAndNotUsed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := open(t, d, 1)
		o.labels = judged("断货", 30) // the codebook knows them already
		for i := range o.labels {
			if !o.labels[i].Held && len(o.labels[i].Themes) > 0 { // and whoever labelled them was wrong
				o.labels[i].Themes = []text.Given{{ID: map[string]string{"stockout": "rebate", "rebate": "stockout"}[o.labels[i].Themes[0].ID]}}
			}
		}
		o.train(t)
		if m := o.models(t); len(m.Models) != 1 || m.InUse.Model != 0 || m.Models[0].Held.Better() {
			t.Errorf("%+v", m.InUse)
		}
	})
}

// A reading that dies goes on where it was: no response is lost, none read twice.
func TestAReadingGoesOnWhereItStopped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const n = 1203
		o, ctx := open(t, d, n), context.Background()
		dying, kill := context.WithCancel(ctx)
		batches := 0
		o.Tx = txFunc(func(ctx context.Context, fn func(context.Context) error) error {
			if batches++; batches == 3 {
				kill()
			}
			return d.InTx(ctx, fn)
		})
		if err := o.ReadAll(dying, "s"); !errors.Is(err, context.Canceled) {
			t.Fatalf("not killed: %v", err)
		}
		p, err := o.Reading(ctx, analyst())
		if err != nil || p.Total != n || p.Done == 0 || p.Done >= n || len(p.Runs) != 1 {
			t.Fatalf("%+v, %v", p, err)
		}
		o.Tx = d
		before := p.Done
		if err := o.ReadAll(ctx, "s"); err != nil {
			t.Fatal(err)
		}
		run, err := o.store.Run(ctx, "s")
		if err != nil || !run.Ended || run.Done != n || before == 0 {
			t.Errorf("%+v, %v", run, err)
		}
		now, err := o.Using(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if left, err := o.store.CountUnread(ctx, "s", now.Tagger.Version()); err != nil || left != 0 {
			t.Errorf("%d unread, %v", left, err)
		}
		if p, err := o.Reading(ctx, analyst()); err != nil || len(p.Runs) != 0 {
			t.Errorf("%+v, %v", p, err)
		}
		if o.done != 1 {
			t.Errorf("the end was told %d times", o.done)
		}
	})
}

type txFunc func(ctx context.Context, fn func(context.Context) error) error

func (f txFunc) InTx(ctx context.Context, fn func(context.Context) error) error { return f(ctx, fn) }

// A table that was filled a moment ago has no statistics: a reading sees to it.
func TestAReadingLetsTheDatabaseKnowHowLargeItsTablesAre(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := open(t, d, 700)
		if err := o.ReadAll(context.Background(), "s"); err != nil {
			t.Fatal(err)
		}
		if d.Dialect() != db.PostgreSQL {
			return
		}
		var rows float64
		if err := d.Read(t.Context()).Raw("SELECT reltuples FROM pg_class WHERE oid = 'responses'::regclass").Row().Scan(&rows); err != nil || rows < 700 {
			t.Errorf("PostgreSQL believes in %v responses, %v", rows, err)
		}
	})
}
