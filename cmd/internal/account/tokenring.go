package account

// Recognising tokens, many times a second.

import (
	"context"
	"crypto/subtle"
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"dealervoice/survey/fault"
)

// ringAge is how long the tokens are believed without asking the database: a
// token that was revoked opens nothing after that.
const ringAge = time.Second

// maxSecret bounds the text that may be a token.
const maxSecret = 100

// Keyring recognises tokens. There are dozens of them, each made by a person, so
// all are kept in memory and read anew at most once a second, however many
// requests come. A text that is none of them is looked up in the database once
// more, since the token may have been made just now; an address that keeps
// trying has to wait and costs nothing.
type Keyring struct {
	s     *Service
	ring  atomic.Pointer[ring]
	mu    sync.Mutex // held while the ring is read
	tries tries
}

// ring is the tokens as they were at a time.
type ring struct {
	at     time.Time
	tokens map[string]Token // by hash
}

// Keyring makes a keyring.
func (s *Service) Keyring() *Keyring {
	return &Keyring{s: s, tries: tries{failures: map[netip.Prefix]int{}}}
}

// Find gives the token of a secret text that comes from an address. A text that
// is no token, or one that was revoked, is a fault of KindStranger; too many of
// them from one address, of KindTooMany. What others at its address do never
// holds up a token that was made more than a second ago.
func (k *Keyring) Find(ctx context.Context, text, address string) (Token, error) {
	now := k.s.now()
	r, err := k.since(ctx, now.Add(-ringAge))
	if err != nil {
		return Token{}, err
	}
	if t, ok := r.find(text); ok {
		return t, nil
	}
	from := network(address)
	if !k.tries.may(now, from) {
		return Token{}, fault.New(fault.KindTooMany, "api.token_wait", nil)
	}
	if r, err = k.since(ctx, now); err != nil {
		return Token{}, err
	}
	if t, ok := r.find(text); ok {
		return t, nil
	}
	k.tries.failed(from)
	return Token{}, fault.New(fault.KindStranger, "api.token_unknown", nil)
}

// find goes by the hash, so that its time tells nothing of a token's text.
func (r *ring) find(text string) (Token, bool) {
	if len(text) > maxSecret {
		return Token{}, false
	}
	hash := hashSecret(text)
	t, ok := r.tokens[hash]
	return t, ok && subtle.ConstantTimeCompare([]byte(t.TokenHash), []byte(hash)) == 1
}

// since gives a ring that was read after the time.
func (k *Keyring) since(ctx context.Context, after time.Time) (*ring, error) {
	if r := k.ring.Load(); r != nil && r.at.After(after) {
		return r, nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if r := k.ring.Load(); r != nil && r.at.After(after) { // somebody else was faster
		return r, nil
	}
	fresh := &ring{at: k.s.now(), tokens: map[string]Token{}}
	var list []Token
	if err := k.s.db.Read(ctx).Where("revoked_at IS NULL").Find(&list).Error; err != nil {
		return nil, fmt.Errorf("read tokens: %w", err)
	}
	for _, t := range list {
		fresh.tokens[t.TokenHash] = t
	}
	k.ring.Store(fresh)
	return fresh, nil
}

// The limit on texts that are no token: as many from one address, and as many
// addresses counted, in a minute.
const (
	maxTries     = 20
	maxAddresses = 10_000
	triesWindow  = time.Minute
)

// tries counts failures by address, in windows of a minute. Beyond maxAddresses
// all further ones share one count, so that memory is bounded whoever comes.
type tries struct {
	mu       sync.Mutex
	began    time.Time
	failures map[netip.Prefix]int
}

func (t *tries) may(now time.Time, from netip.Prefix) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if age := now.Sub(t.began); age >= triesWindow || age < 0 {
		t.began = now
		clear(t.failures)
	}
	return t.failures[t.slot(from)] < maxTries
}

func (t *tries) failed(from netip.Prefix) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.failures[t.slot(from)]++
}

func (t *tries) slot(from netip.Prefix) netip.Prefix {
	if _, known := t.failures[from]; known || len(t.failures) < maxAddresses {
		return from
	}
	return netip.Prefix{}
}

// network is what an address is counted as: itself, or the /64 of IPv6 that one
// household or office has.
func network(address string) netip.Prefix {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	bits := 32
	if a = a.Unmap(); a.Is6() {
		bits = 64
	}
	p, err := a.WithZone("").Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}
