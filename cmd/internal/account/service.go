package account

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/mail"
	"slices"
	"time"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/survey/port"
)

// Service adds, finds and checks accounts.
type Service struct {
	db    *db.DB
	trail port.Trail
	clock port.Clock
	decoy string // a hash that no password opens, to cost unknown e-mails the same time
}

// New makes the service.
func New(d *db.DB, trail port.Trail, clock port.Clock) (*Service, error) {
	decoy, err := hash(NewPassword())
	if err != nil {
		return nil, err
	}
	return &Service{db: d, trail: trail, clock: clock, decoy: decoy}, nil
}

// NewUser is what Add needs.
type NewUser struct {
	Email, Name, Password string
	Roles                 []access.Role
	Department            string
	Scope                 access.Scope
	Language              language.Tag
}

// Add makes an account. Conflict if the e-mail has one; Invalid names the field.
func (s *Service) Add(ctx context.Context, by access.Viewer, n NewUser) (User, error) {
	if err := n.check(); err != nil {
		return User{}, err
	}
	hashed, err := hash(n.Password)
	if err != nil {
		return User{}, err
	}
	u := User{
		ID: rand.Text(), Email: FoldEmail(n.Email), Name: n.Name, PasswordHash: hashed, Roles: n.Roles,
		Department: n.Department, ScopeLevel: n.Scope.Level, ScopeValue: n.Scope.Value,
		Language: n.Language, CreatedAt: s.now(),
	}
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Write(ctx).Create(&u).Error; err != nil {
			if errors.Is(err, gorm.ErrDuplicatedKey) {
				return fault.Invalid(fault.Field{Path: "email", Key: "account.email_taken"})
			}
			return fmt.Errorf("add user: %w", err)
		}
		return s.trail.Record(ctx, by, port.Entry{Action: "user.add", Kind: "user", ID: u.ID,
			Detail: map[string]any{"roles": n.Roles, "scope": n.Scope.String()}})
	})
	return u, err
}

func (n *NewUser) check() error {
	var wrong []fault.Field
	if a, err := mail.ParseAddress(n.Email); err != nil || a.Name != "" || len(n.Email) > 254 {
		wrong = append(wrong, fault.Field{Path: "email", Key: "account.email_wrong"})
	}
	if n.Name == "" {
		n.Name = n.Email
	}
	if len(n.Roles) == 0 {
		wrong = append(wrong, fault.Field{Path: "roles", Key: "account.roles_missing"})
	}
	if access.Allowed(access.ProposalSign, n.Roles) && n.Department == "" {
		wrong = append(wrong, fault.Field{Path: "department", Key: "account.department_missing"})
	}
	if n.Scope.Level == "" {
		n.Scope = access.Scope{Level: access.All}
		if slices.Contains(n.Roles, access.Rep) {
			n.Scope = access.Scope{Level: access.Own, Value: FoldEmail(n.Email)}
		}
	}
	if n.Language == "" {
		n.Language = language.Chinese
	}
	if len(wrong) > 0 {
		return fault.Invalid(wrong...)
	}
	return nil
}

// List gives all accounts by name.
func (s *Service) List(ctx context.Context) ([]User, error) {
	var users []User
	if err := s.db.Read(ctx).Order("name, email").Find(&users).Error; err != nil {
		return nil, fmt.Errorf("list users: %w", err)
	}
	return users, nil
}

// ActiveReps lists the ids of the enabled accounts with the role of sales rep:
// the participation rule counts how many of them took part.
func (s *Service) ActiveReps(ctx context.Context) ([]string, error) {
	users, err := s.List(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, u := range users {
		if u.DisabledAt == nil && u.Viewer().Is(access.Rep) {
			ids = append(ids, u.ID)
		}
	}
	return ids, nil
}

// Find gives the enabled account of an id; NotFound if there is none.
func (s *Service) Find(ctx context.Context, id string) (User, error) {
	var u User
	err := s.db.Read(ctx).Where("id = ? AND disabled_at IS NULL", id).Take(&u).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return u, fault.NotFound("account.not_found")
	}
	if err != nil {
		return u, fmt.Errorf("find user: %w", err)
	}
	return u, nil
}

// Count tells how many accounts there are: none on a first start.
func (s *Service) Count(ctx context.Context) (int64, error) {
	var n int64
	if err := s.db.Read(ctx).Model(&User{}).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count users: %w", err)
	}
	return n, nil
}

// SetLanguage keeps the language a person reads.
func (s *Service) SetLanguage(ctx context.Context, by access.Viewer, tag language.Tag) error {
	err := s.db.Write(ctx).Model(&User{}).Where("id = ?", by.UserID).Update("language", tag).Error
	if err != nil {
		return fmt.Errorf("set language: %w", err)
	}
	return nil
}

// SetPassword gives the account of an id a password and ends its sessions.
func (s *Service) SetPassword(ctx context.Context, by access.Viewer, id, password string) error {
	hashed, err := hash(password)
	if err != nil {
		return err
	}
	return s.change(ctx, by, id, "user.password", map[string]any{"password_hash": hashed})
}

// Disable closes an account and ends its sessions. The last enabled admin
// cannot be disabled.
func (s *Service) Disable(ctx context.Context, by access.Viewer, id string) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.keepAnAdmin(ctx, id); err != nil {
			return err
		}
		return s.change(ctx, by, id, "user.disable", map[string]any{"disabled_at": s.now()})
	})
}

// keepAnAdmin refuses if the account is the last enabled admin. The rows are
// locked by the update that follows on SQLite (one writer); on PostgreSQL the
// lock is taken here.
func (s *Service) keepAnAdmin(ctx context.Context, id string) error {
	q := s.db.Write(ctx).Where("disabled_at IS NULL")
	if s.db.Dialect() == db.PostgreSQL {
		q = q.Clauses(lockRows())
	}
	var users []User
	if err := q.Find(&users).Error; err != nil {
		return fmt.Errorf("find admins: %w", err)
	}
	others := 0
	target := false
	for _, u := range users {
		if u.ID == id {
			target = u.Viewer().Is(access.Admin)
		} else if u.Viewer().Is(access.Admin) {
			others++
		}
	}
	if target && others == 0 {
		return fault.Conflict("account.last_admin", nil)
	}
	return nil
}

func (s *Service) change(ctx context.Context, by access.Viewer, id, action string, set map[string]any) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		res := s.db.Write(ctx).Model(&User{}).Where("id = ?", id).Updates(set)
		if res.Error != nil {
			return fmt.Errorf("%s: %w", action, res.Error)
		}
		if res.RowsAffected == 0 {
			return fault.NotFound("account.not_found")
		}
		if err := s.db.Write(ctx).Where("user_id = ?", id).Delete(&session{}).Error; err != nil {
			return fmt.Errorf("%s: end sessions: %w", action, err)
		}
		return s.trail.Record(ctx, by, port.Entry{Action: action, Kind: "user", ID: id})
	})
}

func (s *Service) now() time.Time { return s.clock().UTC().Truncate(time.Microsecond) }

// Having lists the enabled accounts with the permission, by name.
func (s *Service) Having(ctx context.Context, p access.Permission) ([]User, error) {
	users, err := s.List(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(users, func(u User) bool { return u.DisabledAt != nil || !u.Viewer().May(p) }), nil
}
