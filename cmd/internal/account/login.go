package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// An e-mail may fail this often from one address in a window before it has
// to wait; the wait ends by itself, so that nobody can lock another out for good.
const (
	maxFailures = 8
	window      = 15 * time.Minute
)

// attempt is a row of login_attempts.
type attempt struct {
	Key          string `gorm:"primaryKey"`
	Failures     int
	WindowStart  time.Time
	BlockedUntil *time.Time
}

func (attempt) TableName() string { return "login_attempts" }

// Login checks an e-mail and a password from an address. The same fault for an
// unknown e-mail, a wrong password and a disabled account; TooMany with the
// minutes to wait after too many failures. The limit holds across processes.
func (s *Service) Login(ctx context.Context, email, password, address string) (User, error) {
	email = FoldEmail(email)
	keys := []attemptKey{
		{"b:" + email + " " + address, maxFailures},
		{"a:" + address, 10 * maxFailures}, // a whole office may sit behind one address
		{"e:" + email, 25 * maxFailures},   // far more than a person types: nobody is locked out by a few tries from elsewhere
	}
	if err := s.mayTry(ctx, keys); err != nil {
		return User{}, err
	}
	var u User
	err := s.db.Read(ctx).Where("email = ? AND disabled_at IS NULL", email).Take(&u).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return User{}, fmt.Errorf("log in: %w", err)
	}
	hashed := u.PasswordHash
	if hashed == "" {
		hashed = s.decoy
	}
	ok, err := matches(password, hashed)
	if err != nil {
		return User{}, fmt.Errorf("log in: %w", err)
	}
	if !ok || u.ID == "" {
		return User{}, errors.Join(fault.New(fault.KindInvalid, "account.login_wrong", nil), s.failed(ctx, keys))
	}
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Write(ctx).Where("key = ?", keys[0].name).Delete(&attempt{}).Error; err != nil {
			return fmt.Errorf("log in: %w", err)
		}
		return s.trail.Record(ctx, u.Viewer(), port.Entry{Action: "user.login", Kind: "user", ID: u.ID})
	})
	return u, err
}

// attemptKey is what failures are counted under, and how many are too many: an
// e-mail from an address, an address, an e-mail from anywhere.
type attemptKey struct {
	name  string
	limit int
}

// mayTry refuses a blocked key.
func (s *Service) mayTry(ctx context.Context, keys []attemptKey) error {
	var names []string
	for _, k := range keys {
		names = append(names, k.name)
	}
	var rows []attempt
	if err := s.db.Read(ctx).Where("key IN ? AND blocked_until > ?", names, s.now()).Find(&rows).Error; err != nil {
		return fmt.Errorf("read login attempts: %w", err)
	}
	for _, r := range rows {
		wait := int(r.BlockedUntil.Sub(s.now())/time.Minute) + 1
		return fault.New(fault.KindTooMany, "account.login_wait", fault.Args{"Minutes": wait})
	}
	return nil
}

// ForgetFailures does away with what is known of log-ins that failed long ago:
// nothing is decided by it any more, and it names people.
func (s *Service) ForgetFailures(ctx context.Context) error {
	if err := s.db.Write(ctx).Where("window_start < ?", s.now().Add(-30*24*time.Hour)).Delete(&attempt{}).Error; err != nil {
		return fmt.Errorf("forget failed log-ins: %w", err)
	}
	return nil
}

// failed counts a failure for each key, and blocks those that reached the limit.
func (s *Service) failed(ctx context.Context, keys []attemptKey) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		for _, key := range keys {
			if err := s.countFailure(ctx, key); err != nil {
				return fmt.Errorf("count login failure: %w", err)
			}
		}
		return nil
	})
}

func (s *Service) countFailure(ctx context.Context, key attemptKey) error {
	now := s.now()
	fresh := attempt{Key: key.name, Failures: 1, WindowStart: now}
	old := gorm.Expr("login_attempts.window_start < ?", now.Add(-window))
	err := s.db.Write(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "key"}},
		DoUpdates: clause.Assignments(map[string]any{
			"failures":     gorm.Expr("CASE WHEN ? THEN 1 ELSE login_attempts.failures + 1 END", old),
			"window_start": gorm.Expr("CASE WHEN ? THEN ? ELSE login_attempts.window_start END", old, now),
		}),
	}).Create(&fresh).Error
	if err != nil {
		return err
	}
	return s.db.Write(ctx).Model(&attempt{}).Where("key = ? AND failures >= ?", key.name, key.limit).
		Updates(map[string]any{"blocked_until": now.Add(window), "failures": 0}).Error
}
