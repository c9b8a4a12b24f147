package schemedb_test

import (
	"testing"
	"time"

	"dealervoice/analysis/scheme"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/db/schemedb"
	"dealervoice/survey/fault"
)

func TestASavedWeightingIsNeverChanged(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := schemedb.New(d), t.Context()
		at := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
		national := scheme.Scheme{Name: "全国", Margins: "region,tier", Trim: 3, SavedBy: "Li", SavedAt: at}
		for _, one := range []scheme.Scheme{{Name: "plain", Margins: "region", SavedBy: "Li", SavedAt: at}, national} {
			if err := s.Add(ctx, one); err != nil {
				t.Fatal(err)
			}
		}
		again := national
		again.Trim = 5
		if err := s.Add(ctx, again); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("a name that is taken: %v", err)
		}
		if list, err := s.List(ctx); err != nil || len(list) != 2 || list[0].Name != "plain" {
			t.Errorf("%+v, %v", list, err)
		}
		if err := s.Retire(ctx, "全国", at.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if err := s.Retire(ctx, "全国", at.Add(2*time.Hour)); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("retired twice: %v", err)
		}
		if list, err := s.List(ctx); err != nil || len(list) != 1 {
			t.Errorf("%+v, %v", list, err)
		}
		// what it meant it still means
		if got, err := s.Find(ctx, "全国"); err != nil || got.Trim != 3 || len(got.By()) != 2 || !got.SavedAt.Equal(at) {
			t.Errorf("%+v, %v", got, err)
		}
		if err := s.Add(ctx, again); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("the name of a retired one is given again: %v", err)
		}
		if _, err := s.Find(ctx, "nothing"); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("an unknown name: %v", err)
		}
	})
}
