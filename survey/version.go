package survey

import (
	"time"

	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

// Mode says who can know who answered. It is frozen when a version is published.
type Mode string

// The modes. None is called anonymous.
const (
	Identified   Mode = "identified"   // staff see who answered what
	Confidential Mode = "confidential" // the link exists, only the voice officer may look; thresholds apply
	Unlinkable   Mode = "unlinkable"   // nobody can tell; thresholds apply
)

// LargestCell is the smallest group that may be told apart in all that versions
// promised: the largest of theirs.
func LargestCell(versions []Version) int {
	k := MinCell
	for _, v := range versions {
		k = max(k, v.MinCell)
	}
	return k
}

// Sternest is the mode that keeps most to itself of those that versions were
// published under: what was promised once holds for the whole survey. One that
// nobody published promises most.
func Sternest(versions []Version) Mode {
	var out Mode
	for _, v := range versions {
		switch {
		case v.Mode != Identified && v.Mode != Confidential:
			return Unlinkable
		case out != Confidential:
			out = v.Mode
		}
	}
	if out == "" {
		return Unlinkable
	}
	return out
}

// MinCell is the smallest group whose figures are shown where the mode asks for
// a threshold; a definition may only raise it.
const MinCell = 5

// Version is a published form. It never changes.
type Version struct {
	SurveyID      ID     `gorm:"primaryKey"`
	Number        Number `gorm:"primaryKey;autoIncrement:false"`
	Source        string // SurveyJS JSON as it was published
	Hash          string // SHA-256 of the canonical form of Source
	Mode          Mode
	MinCell       int
	FirstLanguage language.Tag
	PublishedAt   time.Time
	PublishedBy   string // user id
}

// Edition is a version with its definition parsed, shared and read-only.
type Edition struct {
	Version    Version
	Definition *definition.Definition
}

// Published is the form of a survey as it stands now: the head as just read,
// the edition from memory.
type Published struct {
	Survey Head
	*Edition
}
