package account

// API tokens: what programs enter with.

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Token is an API token as it is kept: not the secret itself, only its hash.
type Token struct {
	ID         string `gorm:"primaryKey"`
	TokenHash  string
	Name       string
	Roles      roleList `gorm:"serializer:json"`
	ScopeLevel access.Level
	ScopeValue string
	CreatedAt  time.Time
	RevokedAt  *time.Time
}

// TableName is GORM's name for the table.
func (Token) TableName() string { return "api_tokens" }

// Viewer is whoever holds the token, as the business sees them.
func (t Token) Viewer() access.Viewer {
	return access.Viewer{UserID: "token:" + t.ID, Name: t.Name, Roles: t.Roles, Scope: t.Scope()}
}

// Scope is the part of the market the token sees.
func (t Token) Scope() access.Scope { return access.Scope{Level: t.ScopeLevel, Value: t.ScopeValue} }

// Secret is the text of a token. It prints as "[token]"; Reveal gives the text,
// to be shown to a person once.
type Secret struct{ text string }

// secretPrefix tells people and scanners of leaked secrets what they have found.
const secretPrefix = "dvt_"

// newSecret makes a secret of 130 random bits.
func newSecret() Secret { return Secret{secretPrefix + rand.Text()} }

// Reveal gives the text.
func (s Secret) Reveal() string { return s.text }

// String hides the secret from logs and messages.
func (s Secret) String() string { return "[token]" }

// GoString hides the secret from %#v.
func (s Secret) GoString() string { return s.String() }

// LogValue hides the secret from structured logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the secret from JSON.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

func hashSecret(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// NewToken is what AddToken needs. Without a scope it sees everything.
type NewToken struct {
	Name  string
	Roles []access.Role
	Scope access.Scope
}

// maxTokenName bounds a token's name, in characters.
const maxTokenName = 80

func (n *NewToken) check() error {
	n.Name = strings.TrimSpace(n.Name)
	var wrong []fault.Field
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	if n.Name == "" || !utf8.ValidString(n.Name) || utf8.RuneCountInString(n.Name) > maxTokenName || strings.ContainsFunc(n.Name, odd) {
		wrong = append(wrong, fault.Field{Path: "name", Key: "api.token_name", Args: fault.Args{"Max": maxTokenName}})
	}
	if len(n.Roles) == 0 {
		wrong = append(wrong, fault.Field{Path: "roles", Key: "account.roles_missing"})
	}
	if n.Scope.Level == "" {
		if slices.Contains(n.Roles, access.Rep) { // whose dealers are they?
			wrong = append(wrong, fault.Field{Path: "scope", Key: "account.scope_missing"})
		}
		n.Scope = access.Scope{Level: access.All}
	}
	if len(wrong) > 0 {
		return fault.Invalid(wrong...)
	}
	return nil
}

// AddToken makes a token. Its secret is known only now. A name is used once,
// also after its token was revoked: the audit trail goes by it.
func (s *Service) AddToken(ctx context.Context, by access.Viewer, n NewToken) (Token, Secret, error) {
	if err := n.check(); err != nil {
		return Token{}, Secret{}, err
	}
	secret := newSecret()
	t := Token{
		ID: rand.Text(), TokenHash: hashSecret(secret.text), Name: n.Name, Roles: n.Roles,
		ScopeLevel: n.Scope.Level, ScopeValue: n.Scope.Value, CreatedAt: s.now(),
	}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Write(ctx).Create(&t).Error; err != nil {
			if errors.Is(err, gorm.ErrDuplicatedKey) {
				return fault.Invalid(fault.Field{Path: "name", Key: "api.token_taken"})
			}
			return fmt.Errorf("add token: %w", err)
		}
		return s.trail.Record(ctx, by, port.Entry{Action: "token.add", Kind: "token", ID: t.ID,
			Detail: map[string]any{"name": n.Name, "roles": n.Roles, "scope": n.Scope.String()}})
	})
	if err != nil {
		return Token{}, Secret{}, err
	}
	return t, secret, nil
}

// Tokens lists all tokens by name, revoked ones too.
func (s *Service) Tokens(ctx context.Context) ([]Token, error) {
	var list []Token
	if err := s.db.Read(ctx).Order("name").Find(&list).Error; err != nil {
		return nil, fmt.Errorf("list tokens: %w", err)
	}
	return list, nil
}

// RevokeToken ends the token of a name for good. NotFound if there is none that
// still opens anything.
func (s *Service) RevokeToken(ctx context.Context, by access.Viewer, name string) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		var t Token
		err := s.db.Write(ctx).Where("name = ? AND revoked_at IS NULL", name).Take(&t).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return fault.NotFound("api.no_such_token")
		}
		if err != nil {
			return fmt.Errorf("find token: %w", err)
		}
		done := s.db.Write(ctx).Model(&Token{}).Where("id = ? AND revoked_at IS NULL", t.ID).Update("revoked_at", s.now())
		if done.Error != nil {
			return fmt.Errorf("revoke token: %w", done.Error)
		}
		if done.RowsAffected == 0 {
			return fault.NotFound("api.no_such_token")
		}
		return s.trail.Record(ctx, by, port.Entry{Action: "token.revoke", Kind: "token", ID: t.ID, Detail: map[string]any{"name": name}})
	})
}
