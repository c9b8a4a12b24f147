package access

import (
	"slices"

	"dealervoice/survey/language"
)

// Viewer is who looks or acts. Every read and every use case takes one.
type Viewer struct {
	UserID     string
	Name       string
	Email      string
	Roles      []Role
	Department string // of Support: the department id of the process file, e.g. "finance"
	Scope      Scope
	Language   language.Tag
}

// May tells whether the viewer has the permission.
func (v Viewer) May(p Permission) bool { return Allowed(p, v.Roles) }

// Is tells whether the viewer has the role.
func (v Viewer) Is(r Role) bool { return slices.Contains(v.Roles, r) }

// Machine is the viewer that commands and background jobs act as: it sees
// everything and is named in the audit trail by what it is.
func Machine(name string) Viewer {
	return Viewer{UserID: "machine", Name: name, Roles: Roles(), Scope: Scope{Level: All}, Language: language.Chinese}
}

// Respondent is the viewer behind a survey form: no roles, no scope.
func Respondent(tag language.Tag) Viewer { return Viewer{UserID: "respondent", Language: tag} }
