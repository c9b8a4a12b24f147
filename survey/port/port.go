package port

import (
	"context"
	"time"

	"dealervoice/survey/access"
)

// Tx runs fn in one transaction; an inner call joins the outer one. An error
// from fn rolls everything back and is returned.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Entry is one line of the audit trail: what was done to which object. Detail
// must never hold an answer's text or a secret.
type Entry struct {
	Action string // "survey.publish": the same words as the use case
	Kind   string // "survey"
	ID     string // "dealer-quarterly"
	Detail map[string]any
}

// Trail writes the audit entry in the transaction of ctx.
type Trail interface {
	Record(ctx context.Context, by access.Viewer, e Entry) error
}

// Queue enqueues background work in the transaction of ctx: it runs only if
// that commits. payload is stored as JSON.
type Queue interface {
	Enqueue(ctx context.Context, kind string, payload any) error
}

// Clock tells the time; injected so that tests can set it.
type Clock func() time.Time
