package access

import (
	"fmt"
	"strings"
)

// Level is how far a viewer sees.
type Level string

// The levels, widest first.
const (
	All    Level = "all"
	Region Level = "region"
	Area   Level = "area"
	Own    Level = "own" // a rep's own dealers, by the roster's rep column
)

// Scope is the part of the market a viewer sees: Value names the region or the
// area, or for Own the rep's e-mail address as the roster has it. The zero
// scope sees nothing.
type Scope struct {
	Level Level  `json:"level"`
	Value string `json:"value,omitempty"`
}

// ParseScope reads "all", "region:华东", "area:苏南" or "own:rep@example.com".
func ParseScope(s string) (Scope, error) {
	level, value, _ := strings.Cut(strings.TrimSpace(s), ":")
	sc := Scope{Level: Level(level), Value: strings.TrimSpace(value)}
	switch sc.Level {
	case All:
		if sc.Value != "" {
			return Scope{}, fmt.Errorf("scope all takes no value")
		}
	case Region, Area, Own:
		if sc.Value == "" {
			return Scope{}, fmt.Errorf("scope %s needs a value, as in %s:NAME", level, level)
		}
		if sc.Level == Own {
			sc.Value = strings.ToLower(sc.Value) // as the roster has e-mails
		}
	default:
		return Scope{}, fmt.Errorf("unknown scope %q (all, region:NAME, area:NAME, own:EMAIL)", s)
	}
	return sc, nil
}

// String writes the scope as ParseScope reads it.
func (s Scope) String() string {
	if s.Value == "" {
		return string(s.Level)
	}
	return string(s.Level) + ":" + s.Value
}

// Place is where a dealer stands, as far as scope is concerned.
type Place struct{ Region, Area, Rep string }

// Covers tells whether the scope takes in the place.
func (s Scope) Covers(p Place) bool {
	switch s.Level {
	case All:
		return true
	case Region:
		return s.Value != "" && s.Value == p.Region
	case Area:
		return s.Value != "" && s.Value == p.Area
	case Own:
		return s.Value != "" && s.Value == p.Rep
	}
	return false
}
