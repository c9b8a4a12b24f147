package analysisdb_test

import (
	"context"
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/analysisdb"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/feedback"
)

// The bit that stood for an erased answer in what was shown stands for no other.
func TestThePlaceOfAnErasedAnswerStaysItsOwn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), analysisdb.New(d)
		add := func(ids ...string) {
			t.Helper()
			for _, id := range ids {
				for _, sql := range []string{
					`INSERT INTO responses (survey_id, id, version, channel, language, wave, data, attributes, region, area, rep, content_hash, quarantined)
						VALUES ('s', '` + id + `', 1, 'form', '', 1, '{}', '{}', '', '', '', 'h', false)`,
					`INSERT INTO readings (survey_id, response_id, tagger, codebook) VALUES ('s', '` + id + `', 't', 1)`,
				} {
					if err := d.Write(ctx).Exec(sql).Error; err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := s.Release(ctx, "s", func(analysis.Waiting) bool { return true }); err != nil {
				t.Fatal(err)
			}
		}
		places := func() map[feedback.ID]int {
			t.Helper()
			list, err := s.Members(ctx, "s", analysis.Released)
			if err != nil {
				t.Fatal(err)
			}
			out := map[feedback.ID]int{}
			for _, m := range list {
				out[m.ID] = m.Position
			}
			return out
		}
		add("a", "b", "c")
		last := places()["c"]
		if last != 2 {
			t.Fatalf("places %v", places())
		}
		if err := s.Gone(ctx, "s", "c"); err != nil {
			t.Fatal(err)
		}
		if err := d.Write(ctx).Exec("DELETE FROM responses WHERE id = 'c'").Error; err != nil {
			t.Fatal(err)
		}
		add("d")
		got := places()
		if _, still := got["c"]; still || got["a"] != 0 || got["b"] != 1 || got["d"] <= last {
			t.Errorf("places %v: the last one was given to another answer", got)
		}
	})
}
