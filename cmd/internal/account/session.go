package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/cmd/internal/db"
)

// session is a row of sessions: the token is SHA-256 of the cookie's (scs
// hashes it, Manager.HashTokenInStore).
type session struct {
	Token  string `gorm:"primaryKey"`
	UserID string
	Data   []byte
	Expiry time.Time
}

func (session) TableName() string { return "sessions" }

// Sessions is the store behind scs.
type Sessions struct{ db *db.DB }

// NewSessions makes the store.
func NewSessions(d *db.DB) *Sessions { return &Sessions{db: d} }

type ownerKey struct{}

// Owner names the account a session belongs to. It travels as a pointer, since
// scs saves with the context the request came in with: whoever logs in or is
// recognised later sets ID.
type Owner struct{ ID string }

// WithOwner prepares a request's context for a session that may get an owner.
func WithOwner(ctx context.Context) (context.Context, *Owner) {
	o := &Owner{}
	return context.WithValue(ctx, ownerKey{}, o), o
}

// OwnerOf gives the request's owner to set; a throw-away one outside a request.
func OwnerOf(ctx context.Context) *Owner {
	if o, ok := ctx.Value(ownerKey{}).(*Owner); ok {
		return o
	}
	return &Owner{}
}

// FindCtx gives the data of a token that has not run out.
func (s *Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var row session
	err := s.db.Read(ctx).Where("token = ? AND expiry > ?", token, time.Now().UTC()).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("find session: %w", err)
	}
	return row.Data, true, nil
}

// CommitCtx saves the data of a token.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	row := session{Token: token, UserID: OwnerOf(ctx).ID, Data: data, Expiry: expiry.UTC().Truncate(time.Microsecond)}
	err := s.db.Write(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "token"}},
		DoUpdates: clause.AssignmentColumns([]string{"user_id", "data", "expiry"}),
	}).Create(&row).Error
	if err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	return nil
}

// DeleteCtx ends a session.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	if err := s.db.Write(ctx).Where("token = ?", token).Delete(&session{}).Error; err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	return nil
}

// Sweep removes sessions that have run out.
func (s *Sessions) Sweep(ctx context.Context) error {
	if err := s.db.Write(ctx).Where("expiry < ?", time.Now().UTC()).Delete(&session{}).Error; err != nil {
		return fmt.Errorf("sweep sessions: %w", err)
	}
	return nil
}

// Find, Commit and Delete complete scs.Store; scs calls the Ctx ones.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

func lockRows() clause.Expression { return clause.Locking{Strength: "UPDATE"} }
