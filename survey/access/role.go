package access

import (
	"fmt"
	"slices"
	"strings"
)

// Role is a part a person plays. One person may have several.
type Role string

// The roles.
const (
	Admin        Role = "admin"         // accounts, operations
	Analyst      Role = "analyst"       // product team: surveys, reports, codebook
	Marketing    Role = "marketing"     // policies and their tests
	Rep          Role = "rep"           // sales representative
	Expert       Role = "expert"        // outside expert: shared reports, reviews
	Support      Role = "support"       // a support department, named in the account
	Manager      Role = "manager"       // decides, within a scope
	VoiceOfficer Role = "voice_officer" // the only one who sees who answered
)

// Roles lists all roles in the order pages show them.
func Roles() []Role {
	return []Role{Admin, Analyst, Marketing, Rep, Expert, Support, Manager, VoiceOfficer}
}

// ParseRoles reads "analyst,voice_officer"; an unknown or missing role is an error.
func ParseRoles(s string) ([]Role, error) {
	var out []Role
	for part := range strings.SplitSeq(s, ",") {
		r := Role(strings.TrimSpace(part))
		if !slices.Contains(Roles(), r) {
			return nil, fmt.Errorf("unknown role %q (roles: %s)", string(r), JoinRoles(Roles()))
		}
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out, nil
}

// JoinRoles writes roles as ParseRoles reads them.
func JoinRoles(roles []Role) string {
	parts := make([]string, len(roles))
	for i, r := range roles {
		parts[i] = string(r)
	}
	return strings.Join(parts, ",")
}
