package account

import (
	"strings"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// User is a staff account.
type User struct {
	ID           string `gorm:"primaryKey"`
	Email        string
	Name         string
	PasswordHash string
	Roles        roleList `gorm:"serializer:json"`
	Department   string
	ScopeLevel   access.Level
	ScopeValue   string
	Language     language.Tag
	DisabledAt   *time.Time
	CreatedAt    time.Time
}

type roleList []access.Role

// TableName is GORM's name for the table.
func (User) TableName() string { return "users" }

// Viewer is the account as the business sees it.
func (u User) Viewer() access.Viewer {
	return access.Viewer{
		UserID: u.ID, Name: u.Name, Email: u.Email, Roles: u.Roles, Department: u.Department,
		Scope: access.Scope{Level: u.ScopeLevel, Value: u.ScopeValue}, Language: u.Language,
	}
}

// FoldEmail writes an address as accounts are found by: NFKC and case folded.
func FoldEmail(s string) string {
	return cases.Fold().String(norm.NFKC.String(strings.TrimSpace(s)))
}
