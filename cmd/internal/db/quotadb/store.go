package quotadb

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/feedback/quota"
	"dealervoice/survey"
)

// Store is quota.Store on a database.
type Store struct{ db *db.DB }

var _ quota.Store = (*Store)(nil)

// New makes the store.
func New(d *db.DB) *Store { return &Store{db: d} }

// row is a row of counts, or of holds.
type row struct {
	SurveyID survey.ID
	Wave     int
	Cell     string
	Filled   int
	Held     int
	Excess   int
	Holder   string
	Until    time.Time
}

func (r row) key() quota.Key { return quota.Key{Survey: r.SurveyID, Wave: r.Wave, Cell: r.Cell} }

func (r row) hold() quota.Held { return quota.Held{Key: r.key(), Holder: r.Holder, Until: r.Until} }

// Holds lists what a holder holds in a survey.
func (s *Store) Holds(ctx context.Context, id survey.ID, holder string) ([]quota.Held, error) {
	return s.holds(ctx, [][]any{{id, holder}})
}

func (s *Store) holds(ctx context.Context, holders [][]any) ([]quota.Held, error) {
	var rows []row
	sql := "SELECT survey_id, holder, wave, cell, until FROM quota_holds WHERE (survey_id, holder) IN ?"
	if err := s.db.Read(ctx).Raw(sql, holders).Scan(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]quota.Held, len(rows))
	for i, r := range rows {
		out[i] = r.hold()
	}
	return out, nil
}

const counted = " ON CONFLICT (survey_id, wave, cell) DO UPDATE SET "

// Open locks cells, making those that are new, and takes holds out.
func (s *Store) Open(ctx context.Context, keys []quota.Key, holders []string, now time.Time) (*quota.Book, error) {
	keys = slices.Clone(keys)
	slices.SortFunc(keys, quota.Key.Compare)
	keys = slices.Compact(keys)
	if len(keys) == 0 {
		return quota.NewBook(map[quota.Key]*quota.Count{}, nil, now), nil
	}
	book := map[quota.Key]*quota.Count{}
	var names [][]any
	for _, k := range keys {
		book[k] = &quota.Count{}
		names = append(names, []any{k.Survey, k.Wave, k.Cell})
	}
	rows, err := s.put(ctx, book, "filled = quota_cells.filled RETURNING survey_id, wave, cell, filled, held, excess")
	if err != nil {
		return nil, fmt.Errorf("lock %d cells: %w", len(keys), err)
	}
	for _, r := range rows {
		book[r.key()] = &quota.Count{Filled: r.Filled, Held: r.Held, Excess: r.Excess}
	}
	if len(holders) == 0 {
		holders = []string{""} // of nobody
	}
	var gone []row
	sql := `DELETE FROM quota_holds WHERE (survey_id, wave, cell) IN ? AND (holder IN ? OR until <= ?)
		RETURNING survey_id, wave, cell, holder, until`
	if err := s.db.Write(ctx).Raw(sql, names, holders, now).Scan(&gone).Error; err != nil {
		return nil, fmt.Errorf("take holds: %w", err)
	}
	taken := make([]quota.Held, len(gone))
	for i, r := range gone {
		taken[i] = r.hold()
	}
	return quota.NewBook(book, taken, now), nil
}

// Close writes the counts.
func (s *Store) Close(ctx context.Context, b *quota.Book) error {
	if len(b.Counts) == 0 {
		return nil
	}
	_, err := s.put(ctx, b.Counts, "filled = excluded.filled, held = excluded.held, excess = excluded.excess RETURNING cell")
	if err != nil {
		return fmt.Errorf("write counts: %w", err)
	}
	return nil
}

// put writes counts in the order of their keys.
func (s *Store) put(ctx context.Context, counts map[quota.Key]*quota.Count, otherwise string) ([]row, error) {
	keys := slices.SortedFunc(maps.Keys(counts), quota.Key.Compare)
	args := make([]any, 0, 6*len(keys))
	for _, k := range keys {
		n := counts[k]
		args = append(args, k.Survey, k.Wave, k.Cell, n.Filled, n.Held, n.Excess)
	}
	const one = "(?, ?, ?, ?, ?, ?)"
	sql := "INSERT INTO quota_cells (survey_id, wave, cell, filled, held, excess) VALUES " +
		strings.Repeat(one+", ", len(keys)-1) + one + counted + otherwise
	var rows []row
	return rows, s.db.Write(ctx).Raw(sql, args...).Scan(&rows).Error
}

// Keep writes the holds of a claim.
func (s *Store) Keep(ctx context.Context, c quota.Claim, until time.Time) error {
	if len(c.Cells) == 0 {
		return nil
	}
	args := make([]any, 0, 5*len(c.Cells))
	for _, cell := range c.Cells {
		args = append(args, c.Survey, c.Holder, c.Wave, cell.ID, until)
	}
	const one = "(?, ?, ?, ?, ?)"
	sql := "INSERT INTO quota_holds (survey_id, holder, wave, cell, until) VALUES " + strings.Repeat(one+", ", len(c.Cells)-1) + one
	if err := s.db.Write(ctx).Exec(sql, args...).Error; err != nil {
		return fmt.Errorf("write holds: %w", err)
	}
	return nil
}

const standing = `SELECT c.cell, c.filled, c.excess,
	(SELECT count(*) FROM quota_holds h WHERE h.survey_id = c.survey_id AND h.wave = c.wave AND h.cell = c.cell AND h.until > ?) AS held
	FROM quota_cells c WHERE c.survey_id = ? AND c.wave = ?`

// Counts reads how the cells of a wave stand.
func (s *Store) Counts(ctx context.Context, id survey.ID, wave int, now time.Time) (map[string]quota.Count, error) {
	var rows []row
	if err := s.db.Read(ctx).Raw(standing, now, id, wave).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read counts: %w", err)
	}
	out := make(map[string]quota.Count, len(rows))
	for _, r := range rows {
		out[r.Cell] = quota.Count{Filled: r.Filled, Held: r.Held, Excess: r.Excess}
	}
	return out, nil
}

// Expired lists the cells in which places are held beyond their time.
func (s *Store) Expired(ctx context.Context, now time.Time) ([]quota.Key, error) {
	var rows []row
	sql := "SELECT DISTINCT survey_id, wave, cell FROM quota_holds WHERE until <= ? ORDER BY survey_id, wave, cell"
	if err := s.db.Read(ctx).Raw(sql, now).Scan(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]quota.Key, len(rows))
	for i, r := range rows {
		out[i] = r.key()
	}
	return out, nil
}
