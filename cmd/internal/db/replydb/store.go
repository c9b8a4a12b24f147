package replydb

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/cmd/internal/db"
	"dealervoice/feedback"
	"dealervoice/feedback/reply"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Store is reply.Store on a database.
type Store struct{ db *db.DB }

var _ reply.Store = (*Store)(nil)

// New makes the store.
func New(d *db.DB) *Store { return &Store{db: d} }

// Thread finds a thread in the viewer's scope.
func (s *Store) Thread(ctx context.Context, v access.Viewer, id survey.ID, t reply.ThreadID) (reply.Thread, error) {
	var list []reply.Thread
	err := s.db.Read(ctx).Table("threads").Scopes(db.InScope(v.Scope, "threads")).Where("survey_id = ? AND id = ?", id, t).Find(&list).Error
	if err != nil {
		return reply.Thread{}, fmt.Errorf("find thread: %w", err)
	}
	if len(list) == 0 {
		return reply.Thread{}, fault.NotFound("fault.not_found")
	}
	return list[0], nil
}

// WithThreads lists the surveys that have threads.
func (s *Store) WithThreads(ctx context.Context) (list []survey.ID, err error) {
	return list, s.db.Read(ctx).Raw("SELECT DISTINCT survey_id FROM threads ORDER BY survey_id").Scan(&list).Error
}

// Inbox lists threads in the viewer's scope, those that wait first.
func (s *Store) Inbox(ctx context.Context, v access.Viewer, of []survey.ID, limit int) (list []reply.Thread, err error) {
	err = s.db.Read(ctx).Table("threads").Scopes(db.InScope(v.Scope, "threads")).Where("survey_id IN ?", of).
		Order("waits DESC, day DESC, id").Limit(limit).Find(&list).Error
	return list, err
}

// CountWaiting counts the threads that wait.
func (s *Store) CountWaiting(ctx context.Context, v access.Viewer, of []survey.ID) (int, error) {
	var n int64
	err := s.db.Read(ctx).Table("threads").Scopes(db.InScope(v.Scope, "threads")).Where("survey_id IN ? AND waits", of).Count(&n).Error
	if err != nil {
		return 0, fmt.Errorf("count threads that wait: %w", err)
	}
	return int(n), nil
}

// ThreadsOf lists the threads of an answer with their letters.
func (s *Store) ThreadsOf(ctx context.Context, id survey.ID, r feedback.ID) ([]reply.Thread, error) {
	var list []reply.Thread
	err := s.db.Read(ctx).Table("threads").Where("survey_id = ? AND response_id = ?", id, r).Order("about, id").Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list threads of an answer: %w", err)
	}
	for i := range list {
		if list[i].Letters, err = s.Letters(ctx, list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Letters lists the letters of a thread.
func (s *Store) Letters(ctx context.Context, t reply.Thread) (list []reply.Letter, err error) {
	sql := "SELECT survey_id, thread_id, number, staff, words, day FROM letters WHERE survey_id = ? AND thread_id = ? ORDER BY number"
	if err := s.db.Read(ctx).Raw(sql, t.SurveyID, t.ID).Scan(&list).Error; err != nil {
		return nil, fmt.Errorf("read letters: %w", err)
	}
	return list, nil
}

const open = `INSERT INTO threads (survey_id, id, response_id, about, region, area, rep, waits, day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (survey_id, response_id, about) DO UPDATE SET day = threads.day
	RETURNING survey_id, id, response_id, about, region, area, rep, waits, day`

// Open gives the thread about the same, t itself if there was none.
func (s *Store) Open(ctx context.Context, t reply.Thread) (out reply.Thread, err error) {
	err = s.db.Write(ctx).Raw(open, t.SurveyID, t.ID, t.ResponseID, t.About, t.Region, t.Area, t.Rep, t.Waits, t.Day).Scan(&out).Error
	if err != nil {
		return out, fmt.Errorf("open thread: %w", err)
	}
	return out, nil
}

// Add adds letters to a thread.
func (s *Store) Add(ctx context.Context, t reply.Thread, letters []reply.Letter) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		last := letters[len(letters)-1]
		done := s.db.Write(ctx).Exec("UPDATE threads SET waits = ?, day = ? WHERE survey_id = ? AND id = ?", last.Staff == "", last.Day, t.SurveyID, t.ID)
		if done.Error != nil || done.RowsAffected != 1 {
			return fmt.Errorf("lock thread: %d rows, %w", done.RowsAffected, done.Error)
		}
		for _, l := range letters {
			sql := `INSERT INTO letters (survey_id, thread_id, number, staff, words, day)
				SELECT ?, ?, COALESCE(max(number), 0) + 1, ?, ?, ? FROM letters WHERE survey_id = ? AND thread_id = ?`
			err := s.db.Write(ctx).Exec(sql, t.SurveyID, t.ID, l.Staff, l.Words, l.Day, t.SurveyID, t.ID).Error
			if err != nil {
				return fmt.Errorf("add letter: %w", err)
			}
		}
		return nil
	})
}

// Place tells where an answer belongs; nil if there is none.
func (s *Store) Place(ctx context.Context, id survey.ID, r feedback.ID) (*access.Place, error) {
	var list []access.Place
	err := s.db.Read(ctx).Raw("SELECT region, area, rep FROM responses WHERE survey_id = ? AND id = ?", id, r).Scan(&list).Error
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// Drop removes the threads of an answer and what waits under the tag.
func (s *Store) Drop(ctx context.Context, id survey.ID, r feedback.ID, tag string) error {
	for _, x := range []struct {
		sql  string
		args []any
	}{
		{"DELETE FROM letters WHERE survey_id = ? AND thread_id IN (SELECT id FROM threads WHERE survey_id = ? AND response_id = ?)", []any{id, id, r}},
		{"DELETE FROM threads WHERE survey_id = ? AND response_id = ?", []any{id, r}},
		{"DELETE FROM letters_waiting WHERE survey_id = ? AND tag = ?", []any{id, tag}},
	} {
		if err := s.db.Write(ctx).Exec(x.sql, x.args...).Error; err != nil {
			return err
		}
	}
	return nil
}

// DropWaiting removes letters that were delivered.
func (s *Store) DropWaiting(ctx context.Context, id survey.ID, ids []string) error {
	for some := range slices.Chunk(ids, 500) {
		if err := s.db.Write(ctx).Exec("DELETE FROM letters_waiting WHERE survey_id = ? AND id IN ?", id, some).Error; err != nil {
			return fmt.Errorf("remove letters that were delivered: %w", err)
		}
	}
	return nil
}
