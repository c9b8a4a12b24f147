package policy

import (
	"context"

	"dealervoice/survey/access"
)

// Reaction is how dealers took a policy, from the questions and themes linked
// to it. Version is the version reacted to; 0 puts all of them together.
type Reaction struct {
	Policy   ID
	Version  int
	N        int // respondents who reacted at all
	Negative Share
	Neutral  Share
	Positive Share
	Withheld string // message key of the reason, where the figures may not be shown
	Ref      string // address of the figure with its filter: what a proposal cites
}

// Share is one part of the respondents with its 95 % interval; P, Low and High
// are fractions of 1.
type Share struct {
	Count     int
	P         float64
	Low, High float64
}

// Reactions tells how dealers took each policy, as far as the viewer may see
// it; analysis implements it. A policy nobody reacted to is missing in the
// answer. ByPolicy puts the versions of each together; ByVersion tells those of
// one policy apart.
type Reactions interface {
	ByPolicy(ctx context.Context, viewer access.Viewer) ([]Reaction, error)
	ByVersion(ctx context.Context, viewer access.Viewer, id ID) ([]Reaction, error)
}
