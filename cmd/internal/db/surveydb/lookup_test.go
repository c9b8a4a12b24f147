package surveydb_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/surveydb"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

func TestALookUpOfAFormIsOneReadAtMostAndSoonSeesOthers(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		sv := w.published(t, "s", "identified")
		other := w.another()
		cost := func(name string, reads int, do func(ctx context.Context) error) {
			t.Helper()
			counted, c := db.CountStatements(ctx)
			if err := do(counted); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if c.Reads() != reads || c.Writes() != 0 || c.Transactions() != 0 {
				t.Errorf("%s: %d reads, %d writes, %d transactions", name, c.Reads(), c.Writes(), c.Transactions())
			}
		}
		look := func(ctx context.Context) error { _, err := w.Published(ctx, "s"); return err }
		cost("first look-up", 2, look)
		soon := func() { time.Sleep(2 * surveydb.HeadAge) }
		soon()
		cost("second look-up", 1, look)
		cost("look-up right after it", 0, look)
		cost("a version by number", 0, func(ctx context.Context) error {
			_, err := w.PublishedVersion(ctx, sv.ID, 1)
			return err
		})
		if err := other.Close(ctx, analyst, "s"); err != nil {
			t.Fatal(err)
		}
		soon()
		if p, err := w.Published(ctx, "s"); err != nil || fault.KindOf(p.Accepting()) != fault.KindClosed {
			t.Errorf("closed elsewhere: %v, %v", p.Accepting(), err)
		}
		_, saved := other.SaveDraft(ctx, analyst, "s", []byte(form("New", "identified")))
		_, published := func() (survey.Publication, error) {
			if err := other.Reopen(ctx, analyst, "s"); err != nil {
				return survey.Publication{}, err
			}
			return other.Publish(ctx, analyst, "s")
		}()
		if err := errors.Join(saved, published); err != nil {
			t.Fatal(err)
		}
		soon()
		cost("look-up after a publication elsewhere", 2, look)
		if p, err := w.Published(ctx, "s"); err != nil || p.Version.Number != 2 || p.Definition.Title.In("en") != "New" {
			t.Errorf("published elsewhere: version %d, %v", p.Version.Number, err)
		}
		if err := w.Close(ctx, analyst, "s"); err != nil {
			t.Fatal(err)
		}
		if p, err := w.Published(ctx, "s"); err != nil || fault.KindOf(p.Accepting()) != fault.KindClosed {
			t.Errorf("closed here, at once: %v, %v", p.Accepting(), err)
		}
	})
}

func TestAVersionThatWasRolledBackIsForgotten(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.published(t, "s", "identified")
		undo := errors.New("undo")
		err := w.db.InTx(ctx, func(ctx context.Context) error {
			_, saved := w.SaveDraft(ctx, analyst, "s", []byte(form("Lost", "identified")))
			_, published := w.Publish(ctx, analyst, "s")
			p, looked := w.Published(ctx, "s")
			if err := errors.Join(saved, published, looked); err != nil || p.Version.Number != 2 {
				t.Errorf("version %d, %v", p.Version.Number, err)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		_, saved := w.SaveDraft(ctx, analyst, "s", []byte(form("Kept", "identified")))
		_, published := w.Publish(ctx, analyst, "s")
		p, looked := w.Published(ctx, "s")
		if err := errors.Join(saved, published, looked); err != nil || p.Version.Number != 2 || p.Definition.Title.In("en") != "Kept" {
			t.Errorf("version %d says %q, %v", p.Version.Number, p.Definition.Title.In("en"), err)
		}
	})
}
