package survey

import (
	"context"

	"dealervoice/survey/access"
)

// Store keeps surveys and versions. Methods that do not find the survey return
// a fault of KindNotFound.
type Store interface {
	Create(ctx context.Context, s Survey) error
	CodeTaken(ctx context.Context, code string) (bool, error)
	List(ctx context.Context) ([]Survey, error) // without drafts
	BySlug(ctx context.Context, slug string) (Survey, error)
	// Lock is BySlug that keeps others from changing the survey until the
	// transaction ends.
	Lock(ctx context.Context, slug string) (Survey, error)
	Update(ctx context.Context, s Survey) error
	Head(ctx context.Context, slug string) (Head, error)
	AddVersion(ctx context.Context, v Version) error
	Version(ctx context.Context, id ID, n Number) (Version, error)
	Versions(ctx context.Context, id ID) ([]Version, error)     // newest first, without sources
	VersionsOf(ctx context.Context, of []ID) ([]Version, error) // the same of several surveys, in no order
}

// InvitationStore keeps invitations and the hashes of their links.
type InvitationStore interface {
	DealStore
	// Invite adds invitations; those that a dealer already has in the wave stay
	// as they are. It returns the stored ones.
	Invite(ctx context.Context, list []Invitation) ([]Invitation, error)
	// Link gives each invitation a new link and replaces the open one.
	Link(ctx context.Context, links []Link) error
	// OpenLinks gives the open links of invitations, in no order.
	OpenLinks(ctx context.Context, id ID, of []InvitationID) ([]Link, error)
	// Withdraw ends the open links of those invitations that lie in the
	// viewer's scope and tells how many.
	Withdraw(ctx context.Context, v access.Viewer, w Withdrawal) (int, error)
	// Open finds the invitation behind a link by one read; fault
	// "survey.link_unknown" where there is none.
	Open(ctx context.Context, code string, hash string) (Opened, error)
	// Invitations lists those in the viewer's scope, by dealer.
	Invitations(ctx context.Context, v access.Viewer, q InvitationQuery) ([]Listed, error)
}
