package app_test

import (
	"context"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
)

// Unfinished answers do not lie about for good: the worker does away with those
// that nobody has touched for sixty days, by itself and every day.
func TestTheWorkerDoesAwayWithOldDrafts(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, cancel := context.WithCancel(t.Context())
		today := a.Feedback.Today()
		for key, day := range map[string]string{"old": string(today.Plus(-61)), "young": string(today.Plus(-59))} {
			sql := "INSERT INTO drafts (survey_id, key, version, revision, page, day, sealed) VALUES ('s', ?, 1, 1, 1, ?, ?)"
			if err := a.DB.Write(ctx).Exec(sql, key, day, []byte("x")).Error; err != nil {
				t.Fatal(err)
			}
		}
		done := make(chan struct{})
		go func() { defer close(done); a.Worker().Run(ctx) }()
		var kept []string
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			if err := a.DB.Read(ctx).Raw("SELECT key FROM drafts ORDER BY key").Scan(&kept).Error; err != nil {
				t.Fatal(err)
			}
			if len(kept) < 2 {
				break
			}
		}
		if len(kept) != 1 || kept[0] != "young" {
			t.Errorf("kept %v", kept)
		}
		cancel()
		<-done
		var waits int
		sql := "SELECT count(*) FROM jobs WHERE kind = 'drafts.expire' AND run_at > ?"
		if err := a.DB.Read(context.Background()).Raw(sql, time.Now().UTC().Add(20*time.Hour)).Scan(&waits).Error; err != nil || waits != 1 {
			t.Errorf("%d wait for tomorrow, %v", waits, err)
		}
	})
}
