package surveydb_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/db/surveydb"
	"dealervoice/cmd/internal/keyfile"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// world is the service on a fresh database.
type world struct {
	*survey.Service
	db    *db.DB
	trail *audit.Trail
	now   time.Time
	keys  *keyfile.Store
}

// another is a second process on the same database.
func (w *world) another() *survey.Service {
	clock := func() time.Time { return w.now }
	store := surveydb.New(w.db)
	return survey.New(survey.Needs{
		Store: store, Invitations: store, Tx: w.db, Trail: w.trail,
		Calendar: calendar.Calendar{Clock: clock, Zone: time.UTC}, Keys: w.keys, Ballots: store,
	})
}

func each(t *testing.T, fn func(t *testing.T, w *world)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &world{db: d, now: time.Date(2026, 11, 23, 2, 0, 0, 123456789, time.UTC)}
		var err error
		if w.keys, err = keyfile.Open(t.TempDir()); err != nil {
			t.Fatal(err)
		}
		w.trail = audit.New(d, func() time.Time { return w.now })
		w.Service = w.another()
		fn(t, w)
	})
}

var (
	ctx     = context.Background()
	analyst = access.Viewer{UserID: "u1", Name: "Analyst", Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.All}}
	reader  = access.Viewer{UserID: "u2", Roles: []access.Role{access.Marketing}, Scope: access.Scope{Level: access.All}}
)

// form is a small definition; change is what differs from one to the next.
func form(title, mode string) string {
	return fmt.Sprintf(`{"title":{"default":%q,"zh-cn":"问卷"},"dv":{"firstLanguage":"zh-CN","privacy":{"mode":%q,"minCell":6}},
	"pages":[{"name":"p1","elements":[{"type":"rating","name":"q1","title":"Satisfied?","rateMin":0,"rateMax":10}]}]}`, title, mode)
}

func (w *world) published(t *testing.T, slug, mode string) survey.Survey {
	t.Helper()
	if _, _, err := w.Import(ctx, analyst, survey.Import{Slug: slug, Source: []byte(form("Form", mode))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Publish(ctx, analyst, slug); err != nil {
		t.Fatal(err)
	}
	return w.show(t, slug)
}

func (w *world) show(t *testing.T, slug string) survey.Survey {
	t.Helper()
	sv, err := w.Show(ctx, analyst, slug)
	if err != nil {
		t.Fatal(err)
	}
	return sv
}

// actions are the audit trail's actions, oldest first.
func (w *world) actions(t *testing.T) string {
	t.Helper()
	lines, err := w.trail.List(ctx, "survey", 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := len(lines) - 1; i >= 0; i-- {
		out = append(out, strings.TrimPrefix(lines[i].Action, "survey."))
	}
	return strings.Join(out, " ")
}

func TestASurveyGoesFromDraftToVersionToClosed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		sv, report, err := w.Import(ctx, analyst, survey.Import{Source: []byte(form("Dealer survey", "identified"))})
		if err != nil || report.Elements != 1 || sv.Slug != "dealer-survey" || sv.State != survey.Draft || sv.Current != 0 || sv.Title.ZH != "问卷" || sv.Title.EN != "Dealer survey" {
			t.Fatalf("import: %+v, %+v, %v", sv, report, err)
		}
		if _, err := w.Published(ctx, "dealer-survey"); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("a draft is public: %v", err)
		}
		pub, err := w.Publish(ctx, analyst, "dealer-survey")
		want := survey.Version{SurveyID: sv.ID, Number: 1, Mode: survey.Identified, MinCell: 6, FirstLanguage: "zh-CN", PublishedBy: "u1"}
		got := pub.Version
		if err != nil || !pub.New || got.SurveyID != want.SurveyID || got.Number != 1 || got.Mode != want.Mode || got.MinCell != 6 ||
			got.FirstLanguage != want.FirstLanguage || got.PublishedBy != "u1" || !got.PublishedAt.Equal(w.now.Truncate(time.Microsecond)) {
			t.Fatalf("publish: %+v, %v", pub, err)
		}
		p, err := w.Published(ctx, "dealer-survey")
		if err != nil || p.Accepting() != nil || p.Definition.Question("q1") == nil || p.Version.Number != 1 || p.Survey.Wave != 1 {
			t.Errorf("published: %+v, %v", p, err)
		}
		if err := w.Close(ctx, analyst, "dealer-survey"); err != nil {
			t.Fatal(err)
		}
		if p, err = w.Published(ctx, "dealer-survey"); err != nil || fault.KindOf(p.Accepting()) != fault.KindClosed {
			t.Errorf("closed: %v, %v", p.Accepting(), err)
		}
		if _, err := w.Publish(ctx, analyst, "dealer-survey"); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("a closed survey is published: %v", err)
		}
		if err := errors.Join(w.Close(ctx, analyst, "dealer-survey"), w.Reopen(ctx, analyst, "dealer-survey"), w.Reopen(ctx, analyst, "dealer-survey")); err != nil {
			t.Error(err)
		}
		if sv := w.show(t, "dealer-survey"); sv.State != survey.Open || sv.ClosedAt != nil || sv.PublishedAt == nil {
			t.Errorf("reopened: %+v", sv)
		}
		if got := w.actions(t); got != "create publish close reopen" {
			t.Errorf("trail: %s", got)
		}
	})
}

func TestTheSameContentTwiceIsOneVersion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		reordered := strings.Replace(form("Form", "identified"), `"firstLanguage":"zh-CN",`, "", 1)
		reordered = strings.Replace(reordered, `"minCell":6}`, `"minCell":6}, "firstLanguage":"zh-CN"`, 1)
		for i, c := range []struct {
			source string
			number survey.Number
			fresh  bool
		}{
			{form("Form", "identified"), 1, false},
			{reordered, 1, false},
			{form("Other", "identified"), 2, true},
			{form("Form", "identified"), 3, true}, // back to the first text: answers must say which they saw
			{form("Form", "confidential"), 4, true},
		} {
			if _, _, err := w.Import(ctx, analyst, survey.Import{Slug: "s", Source: []byte(c.source)}); err != nil {
				t.Fatal(err)
			}
			pub, err := w.Publish(ctx, analyst, "s")
			if err != nil || pub.Version.Number != c.number || pub.New != c.fresh {
				t.Errorf("case %d: version %d, new %v, %v", i, pub.Version.Number, pub.New, err)
			}
		}
		list, err := w.Versions(ctx, analyst, w.show(t, "s").ID)
		if err != nil || len(list) != 4 || list[0].Number != 4 || list[0].Mode != survey.Confidential || list[3].Mode != survey.Identified {
			t.Errorf("versions: %+v, %v", list, err)
		}
		first, err := w.Export(ctx, analyst, "s", 1)
		if err != nil || string(first) != form("Form", "identified") {
			t.Errorf("export of version 1: %s, %v", first, err)
		}
	})
}

func TestWhatCannotBePublishedIsRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		for name, c := range map[string]struct{ source, path string }{
			"no pages":              {`{"title":"T"}`, "pages"},
			"a page of reading":     {`{"title":"T","pages":[{"name":"p","elements":[{"type":"html","name":"h","html":"<p>x</p>"}]}]}`, "source"},
			"an unknown type":       {`{"title":"T","pages":[{"name":"p","elements":[{"type":"teleport","name":"q"}]}]}`, "pages[0].elements[0]"},
			"an impossible privacy": {form("T", "anonymous"), "dv.privacy.mode"},
		} {
			if _, err := w.SaveDraft(ctx, analyst, "s", []byte(c.source)); err != nil {
				t.Fatalf("%s: a draft is not kept: %v", name, err)
			}
			_, err := w.Publish(ctx, analyst, "s")
			f := fault.From(err)
			if f == nil || f.Kind != fault.KindInvalid || len(f.Fields) == 0 || !strings.HasPrefix(f.Fields[0].Path, c.path) {
				t.Errorf("%s: %v", name, err)
			}
			if name != "no pages" && name != "a page of reading" {
				if _, _, err := w.Import(ctx, analyst, survey.Import{Slug: "s", Source: []byte(c.source)}); fault.KindOf(err) != fault.KindInvalid {
					t.Errorf("%s is imported: %v", name, err)
				}
			}
		}
		if sv := w.show(t, "s"); sv.Current != 1 {
			t.Errorf("version %d", sv.Current)
		}
	})
}

func TestOnlyThoseWhoMayChangeASurvey(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		_, _, imported := w.Import(ctx, reader, survey.Import{Slug: "s", Source: []byte(form("X", "identified"))})
		_, _, created := w.Create(ctx, reader, survey.Import{Slug: "x", Source: []byte(form("X", "identified"))})
		_, saved := w.SaveDraft(ctx, reader, "s", []byte(`{}`))
		_, published := w.Publish(ctx, reader, "s")
		nobody := access.Viewer{}
		_, listed := w.List(ctx, nobody)
		_, shown := w.Show(ctx, nobody, "s")
		_, exported := w.Export(ctx, nobody, "s", 0)
		for i, err := range []error{
			imported, created, saved, published, w.Close(ctx, reader, "s"), w.Reopen(ctx, reader, "s"),
			w.StartWave(ctx, reader, "s", 1), listed, shown, exported,
		} {
			if fault.KindOf(err) != fault.KindForbidden {
				t.Errorf("case %d: %v", i, err)
			}
		}
		if got := w.actions(t); got != "create publish" {
			t.Errorf("trail: %s", got)
		}
	})
}

func TestASlugIsTakenOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		_, _, err := w.Create(ctx, analyst, survey.Import{Slug: "s", Source: []byte(form("X", "identified"))})
		f := fault.From(err)
		if f == nil || f.Kind != fault.KindConflict || len(f.Fields) != 1 || f.Fields[0].Path != "slug" {
			t.Errorf("created twice: %v", err)
		}
		if sv := w.show(t, "s"); sv.Title.EN != "Form" {
			t.Errorf("overwritten: %+v", sv.Title)
		}
	})
}

func TestTheDatabaseRefusesToChangeAVersion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		sv := w.published(t, "s", "identified")
		for _, sql := range []string{
			"UPDATE survey_versions SET mode = 'unlinkable'",
			"UPDATE survey_versions SET source = source",
			"DELETE FROM survey_versions",
			"DELETE FROM surveys",
		} {
			if err := w.db.Write(ctx).Exec(sql).Error; err == nil {
				t.Errorf("%s went through", sql)
			}
		}
		v, err := surveydb.New(w.db).Version(ctx, sv.ID, 1)
		if err != nil || v.Mode != survey.Identified {
			t.Errorf("version %+v, %v", v, err)
		}
	})
}

func TestPublishingAtOnceNumbersVersionsInARow(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		const hands = 6
		var wg sync.WaitGroup
		var mu sync.Mutex
		made := map[survey.Number]string{}
		for i := range hands {
			wg.Go(func() {
				mine := w.another()
				title := fmt.Sprintf("Form %d", i/2) // two hands with each content
				err := w.db.InTx(ctx, func(ctx context.Context) error {
					if _, err := mine.SaveDraft(ctx, analyst, "s", []byte(form(title, "identified"))); err != nil {
						return err
					}
					pub, err := mine.Publish(ctx, analyst, "s")
					if err == nil && pub.New {
						mu.Lock()
						defer mu.Unlock()
						made[pub.Version.Number] = title
					}
					return err
				})
				if err != nil {
					t.Errorf("publish %d: %v", i, err)
				}
			})
		}
		for range hands { // and hands that publish whatever is there
			wg.Go(func() {
				if _, err := w.another().Publish(ctx, analyst, "s"); err != nil {
					t.Errorf("publish: %v", err)
				}
			})
		}
		wg.Wait()
		list, err := w.Versions(ctx, analyst, w.show(t, "s").ID)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range list {
			if v.Number != survey.Number(len(list)-i) {
				t.Errorf("versions are not in a row: %+v", list)
			}
			if i > 0 && v.Hash == list[i-1].Hash {
				t.Errorf("versions %d and %d say the same", v.Number, list[i-1].Number)
			}
		}
		if w.show(t, "s").Current != list[0].Number || len(list) < 4 {
			t.Errorf("current %d of %d versions, %v", w.show(t, "s").Current, len(list), made)
		}
	})
}

func TestAWaveStartsOncePerPress(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		if err := errors.Join(w.StartWave(ctx, analyst, "s", 1), w.StartWave(ctx, analyst, "s", 1)); err != nil {
			t.Fatal(err)
		}
		if sv := w.show(t, "s"); sv.Wave != 2 {
			t.Errorf("wave %d", sv.Wave)
		}
	})
}

func TestListsLeaveSourcesOut(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "a", "identified")
		w.now = w.now.Add(time.Hour)
		w.published(t, "b", "identified")
		list, err := w.List(ctx, analyst)
		if err != nil || len(list) != 2 || list[0].Slug != "b" || list[0].Source != "" || list[0].Title.EN != "Form" || list[1].State != survey.Open {
			t.Errorf("list: %+v, %v", list, err)
		}
	})
}

// crowded is a store in which the first codes that are drawn are taken.
type crowded struct {
	surveydb.Store
	asked []string
}

func (c *crowded) CodeTaken(ctx context.Context, code string) (bool, error) {
	c.asked = append(c.asked, code)
	taken, err := c.Store.CodeTaken(ctx, code)
	return taken || len(c.asked) < 4, err
}

func TestACodeThatIsTakenIsDrawnAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		first := w.published(t, "s", "identified")
		store := &crowded{Store: surveydb.New(w.db)}
		if taken, err := store.Store.CodeTaken(ctx, first.Code); err != nil || !taken {
			t.Errorf("a code in use is free: %v", err)
		}
		s := survey.New(survey.Needs{Store: store, Invitations: store.Store, Tx: w.db, Trail: audit.New(w.db, time.Now), Calendar: calendar.Calendar{Clock: time.Now, Zone: time.UTC}, Keys: w.keys, Ballots: store.Store})
		second, _, err := s.Create(ctx, analyst, survey.Import{Slug: "second", Source: []byte(form("Form", "identified"))})
		if err != nil || len(store.asked) != 4 || second.Code != store.asked[3] || second.Code == store.asked[0] {
			t.Errorf("code %s of %v, %v", second.Code, store.asked, err)
		}
	})
}
