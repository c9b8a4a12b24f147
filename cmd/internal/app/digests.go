package app

// What is new, by mail to members of the staff.

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"dealervoice/analysis/digest"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/db/digestdb"
	"dealervoice/cmd/internal/mail"
	"dealervoice/cmd/internal/web/digestweb"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/port"
)

// digests builds the service of digests; without a post they are pages alone.
func (a *App) digests(r Rooms, days calendar.Calendar, trail port.Trail, post *mail.Carrier) *digest.Service {
	out := digest.New(digest.Needs{
		Store: digestdb.New(a.DB), Readers: readers{a.Accounts}, Figures: r.Analysis, Proposals: r.Proposals,
		Seal: a.sealDigest, Tx: a.DB, Trail: trail, Days: days,
	})
	out.Writer = digestweb.NewWriter(a.Catalogue, a.Zone, strings.TrimSuffix(a.Config.BaseURL, "/"), out.Token)
	if post != nil {
		out.Outbox = post
	}
	return out
}

// sealDigest is what only this installation can put behind a person's id.
func (a *App) sealDigest(userID string) string {
	m := hmac.New(sha256.New, a.secret)
	m.Write([]byte("digest-off\n" + userID))
	return hex.EncodeToString(m.Sum(nil)[:16])
}

// readers implements digest.Readers.
type readers struct{ accounts *account.Service }

// Viewer is the open account of an id.
func (r readers) Viewer(ctx context.Context, userID string) (access.Viewer, error) {
	u, err := r.accounts.Find(ctx, userID)
	return u.Viewer(), err
}
