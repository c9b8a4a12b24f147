package policydb

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey/fault"
	"dealervoice/survey/policy"
)

// Store implements policy.Store.
type Store struct{ db *db.DB }

// New makes the store.
func New(d *db.DB) Store { return Store{db: d} }

var _ policy.Store = Store{}

// NextOrdinal takes the next number of the type; the counter's row is locked by
// the update.
func (s Store) NextOrdinal(ctx context.Context, t policy.Type) (int, error) {
	var last int
	err := s.db.Write(ctx).Raw(`INSERT INTO policy_counters (type, last) VALUES (?, 1)
		ON CONFLICT (type) DO UPDATE SET last = policy_counters.last + 1 RETURNING last`, t).Scan(&last).Error
	if err != nil {
		return 0, fmt.Errorf("take number of a %s policy: %w", t, err)
	}
	return last, nil
}

// Insert writes a policy with its versions.
func (s Store) Insert(ctx context.Context, p policy.Policy) error {
	row := rowOf(p)
	if err := s.db.Write(ctx).Create(&row).Error; err != nil {
		return fmt.Errorf("insert policy %s: %w", p.ID, err)
	}
	for _, v := range p.Versions {
		if err := s.InsertVersion(ctx, p.ID, v); err != nil {
			return err
		}
	}
	return nil
}

// Rename writes type and title if nobody did since the revision.
func (s Store) Rename(ctx context.Context, p policy.Policy, revision int) error {
	res := s.db.Write(ctx).Model(&policyRow{}).Where("id = ? AND revision = ?", p.ID, revision).
		Updates(map[string]any{"type": p.Type, "title_zh": p.Title.ZH, "title_en": p.Title.EN, "revision": revision + 1})
	if res.Error != nil {
		return fmt.Errorf("update policy %s: %w", p.ID, res.Error)
	}
	if res.RowsAffected == 1 {
		return nil
	}
	if _, err := s.Policy(ctx, p.ID); err != nil {
		return err
	}
	return fault.Conflict("policy.error.changed_meanwhile", nil)
}

// InsertVersion writes a version with its clauses.
func (s Store) InsertVersion(ctx context.Context, id policy.ID, v policy.Version) error {
	row, clauses := versionRowOf(id, v), clauseRowsOf(id, v)
	err := s.db.Write(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fault.Conflict("policy.error.newer_version", fault.Args{"Number": v.Number}).Because(err)
	}
	if err == nil && len(clauses) > 0 {
		err = s.db.Write(ctx).Create(&clauses).Error
	}
	if err != nil {
		return fmt.Errorf("insert version %d of policy %s: %w", v.Number, id, err)
	}
	return nil
}

// InsertLink writes a link, the last of its policy.
func (s Store) InsertLink(ctx context.Context, id policy.ID, l policy.Link) error {
	row := linkRow{ID: l.ID, PolicyID: id, Version: l.Version, Clause: l.Clause,
		Survey: l.Target.Survey, Question: l.Target.Question, MatrixRow: l.Target.Row, Theme: l.Target.Theme}
	tx := s.db.Write(ctx)
	err := tx.Model(&linkRow{}).Where("policy_id = ?", id).Select("coalesce(max(place), 0) + 1").Scan(&row.Place).Error
	if err == nil {
		err = tx.Create(&row).Error
	}
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fault.Conflict("policy.error.linked_already", nil).Because(err)
	}
	if err != nil {
		return fmt.Errorf("insert link of policy %s: %w", id, err)
	}
	return nil
}

// DeleteLink takes a link of the policy away.
func (s Store) DeleteLink(ctx context.Context, id policy.ID, link string) error {
	res := s.db.Write(ctx).Where("policy_id = ? AND id = ?", id, link).Delete(&linkRow{})
	if res.Error != nil {
		return fmt.Errorf("delete link %s of policy %s: %w", link, id, res.Error)
	}
	if res.RowsAffected == 0 {
		return fault.NotFound("policy.error.no_link")
	}
	return nil
}

// Policy gives one policy whole.
func (s Store) Policy(ctx context.Context, id policy.ID) (policy.Policy, error) {
	list, err := s.read(ctx, func(q *gorm.DB) *gorm.DB { return q.Where("id = ?", id) })
	if err != nil {
		return policy.Policy{}, fmt.Errorf("read policy %s: %w", id, err)
	}
	if len(list) == 0 {
		return policy.Policy{}, fault.NotFound("policy.error.not_found")
	}
	return list[0], nil
}

// Policies gives all of them, by type and number.
func (s Store) Policies(ctx context.Context) ([]policy.Policy, error) {
	list, err := s.read(ctx, func(q *gorm.DB) *gorm.DB { return q })
	if err != nil {
		return nil, fmt.Errorf("list policies: %w", err)
	}
	order := policy.Types()
	slices.SortStableFunc(list, func(a, b policy.Policy) int { return slices.Index(order, a.Type) - slices.Index(order, b.Type) })
	return list, nil
}

// read gives the policies that keep lets through, whole, in four queries.
func (s Store) read(ctx context.Context, keep func(*gorm.DB) *gorm.DB) ([]policy.Policy, error) {
	var rows []policyRow
	if err := s.db.Read(ctx).Scopes(keep).Order("created_at, id").Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := make([]policy.ID, len(rows))
	out := make([]policy.Policy, len(rows))
	at := map[policy.ID]*policy.Policy{}
	for i, r := range rows {
		ids[i], out[i] = r.ID, r.policy()
		at[r.ID] = &out[i]
	}
	var versions []versionRow
	var clauses []clauseRow
	var links []linkRow
	if err := s.db.Read(ctx).Where("policy_id IN ?", ids).Order("policy_id, number").Find(&versions).Error; err != nil {
		return nil, err
	}
	if err := s.db.Read(ctx).Where("policy_id IN ?", ids).Order("policy_id, version, place").Find(&clauses).Error; err != nil {
		return nil, err
	}
	if err := s.db.Read(ctx).Where("policy_id IN ?", ids).Order("policy_id, place").Find(&links).Error; err != nil {
		return nil, err
	}
	for _, r := range versions {
		at[r.PolicyID].Versions = append(at[r.PolicyID].Versions, r.version())
	}
	for _, r := range clauses {
		p := at[r.PolicyID]
		i := slices.IndexFunc(p.Versions, func(v policy.Version) bool { return v.Number == r.Version })
		if i >= 0 { // not of a version that was added between the two queries
			p.Versions[i].Clauses = append(p.Versions[i].Clauses, r.clause())
		}
	}
	for _, r := range links {
		at[r.PolicyID].Links = append(at[r.PolicyID].Links, r.link())
	}
	return out, nil
}
