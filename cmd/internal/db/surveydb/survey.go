package surveydb

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// Store implements survey.Store and survey.InvitationStore.
type Store struct {
	db    *db.DB
	find  *db.Lookup
	heads *db.Shared[string, survey.Head]
}

// HeadAge is how long another process may go on showing a survey as it was
// before it was closed or published anew: about as long as a request that was
// under way then. This process sees its own changes at once.
const HeadAge = 50 * time.Millisecond

// New makes the store.
func New(d *db.DB) Store {
	s := Store{db: d, find: d.Lookup("SELECT id, slug, code, state, current, wave FROM surveys WHERE slug = ?")}
	s.heads = db.NewShared(HeadAge, s.head)
	return s
}

var (
	_ survey.Store           = Store{}
	_ survey.InvitationStore = Store{}
	_ survey.KeyStore        = Store{}
)

const (
	versions = "survey_versions"
	links    = "invitation_links"
)

// notFound turns GORM's missing row into the fault of the key.
func notFound(err error, key string) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return fault.NotFound(key)
	}
	return err
}

// Create adds a survey; a slug that is taken is the field's fault.
func (s Store) Create(ctx context.Context, sv survey.Survey) error {
	err := s.db.Write(ctx).Create(&sv).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		f := fault.Conflict("survey.slug_taken", fault.Args{"Slug": sv.Slug}).Because(err)
		f.Fields = []fault.Field{{Path: "slug", Key: f.Key, Args: f.Args}}
		return f
	}
	return err
}

// CodeTaken tells whether a survey has the code.
func (s Store) CodeTaken(ctx context.Context, code string) (bool, error) {
	var n int64
	err := s.db.Write(ctx).Model(&survey.Survey{}).Where("code = ?", code).Count(&n).Error
	return n > 0, err
}

// List gives all surveys without sources, the last changed first.
func (s Store) List(ctx context.Context) ([]survey.Survey, error) {
	var list []survey.Survey
	err := s.db.Read(ctx).Omit("source").Order("updated_at DESC, slug").Find(&list).Error
	return list, err
}

// BySlug gives one survey.
func (s Store) BySlug(ctx context.Context, slug string) (survey.Survey, error) {
	var sv survey.Survey
	err := s.db.Read(ctx).Where("slug = ?", slug).Take(&sv).Error
	return sv, notFound(err, "survey.not_found")
}

// Lock gives one survey and keeps others from changing it until the end of the
// transaction. SQLite has one writer at a time anyway.
func (s Store) Lock(ctx context.Context, slug string) (survey.Survey, error) {
	var sv survey.Survey
	q := s.db.Write(ctx).Where("slug = ?", slug)
	if s.db.Dialect() == db.PostgreSQL {
		q = q.Clauses(clause.Locking{Strength: "NO KEY UPDATE"})
	}
	err := q.Take(&sv).Error
	return sv, notFound(err, "survey.not_found")
}

// Update writes everything that may change about a survey.
func (s Store) Update(ctx context.Context, sv survey.Survey) error {
	res := s.db.Write(ctx).Model(&survey.Survey{}).Where("id = ?", sv.ID).
		Select("state", "current", "wave", "title_zh", "title_en", "source", "updated_at", "published_at", "closed_at").
		Updates(&sv)
	s.db.AfterCommit(ctx, s.heads.Forget)
	if res.Error == nil && res.RowsAffected != 1 {
		return fault.NotFound("survey.not_found")
	}
	return res.Error
}

// Head reads what a look-up of the form needs, by one index, together with all
// who ask for it at the same time; it may be HeadAge old.
func (s Store) Head(ctx context.Context, slug string) (survey.Head, error) {
	if s.db.Joined(ctx) {
		return s.head(ctx, slug)
	}
	return s.heads.Get(ctx, slug)
}

func (s Store) head(ctx context.Context, slug string) (survey.Head, error) {
	var h survey.Head
	err := s.find.Row(ctx, []any{slug}, &h.ID, &h.Slug, &h.Code, &h.State, &h.Current, &h.Wave)
	return h, notFound(err, "survey.not_found")
}
