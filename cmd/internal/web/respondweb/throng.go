package respondweb

// What one network address may do through open links, so that one script cannot
// fill a survey, the table of drafts, or try out tokens. Nobody is turned away who
// answers: what comes beyond the bound is thanked for and held back, and staff may
// let it count. Addresses live in memory, for an hour at most, and nowhere else.

import (
	"net/netip"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/survey"
)

// Bounds are what one network address may do in an hour.
type Bounds struct {
	Answers int  // through the public link of a survey, and as many drafts; 0: no bound
	Inside  bool // addresses inside the house are counted too: no proxy stands in front
}

// guesses is how many links that do not exist an address may ask for in an hour: a
// person mistypes one or two.
const guesses = 60

// deed is something that is counted.
type deed struct {
	what   string
	survey survey.ID
	from   netip.Prefix
}

// The deeds.
const (
	answering = "answer"
	drafting  = "draft"
	guessing  = "guess"
)

// throng counts deeds by the hour.
type throng struct {
	Bounds
	mu    sync.Mutex
	until time.Time
	seen  map[deed]int
}

// maxDeeds bounds the memory; whoever has so many addresses is not stopped by
// counting them.
const maxDeeds = 200_000

// limit is how often a deed may be done.
func (t *throng) limit(what string) int {
	if what == guessing && t.Answers > 0 {
		return guesses
	}
	return t.Answers
}

// from is the network that a request comes from; none where it is not counted.
func (t *throng) from(c echo.Context) (netip.Prefix, bool) {
	if t.Answers == 0 {
		return netip.Prefix{}, false
	}
	at, err := netip.ParseAddrPort(c.Request().RemoteAddr)
	if err != nil {
		return netip.Prefix{}, false
	}
	a := at.Addr().Unmap().WithZone("")
	if !t.Inside && (a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || shared.Contains(a)) {
		return netip.Prefix{}, false
	}
	bits := a.BitLen()
	if a.Is6() {
		bits = 64 // one household has as many addresses as it likes
	}
	p, err := a.Prefix(bits)
	return p, err == nil
}

// shared are the addresses of providers' own networks (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

// many tells whether a request's address has done it as often as it may.
func (t *throng) many(c echo.Context, what string, id survey.ID) bool {
	from, ok := t.from(c)
	if !ok {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.turn()
	return t.seen[deed{what, id, from}] >= t.limit(what)
}

// note counts a deed and tells whether it was the last that passes.
func (t *throng) note(c echo.Context, what string, id survey.ID) (last bool) {
	from, ok := t.from(c)
	if !ok {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.turn()
	if len(t.seen) >= maxDeeds {
		return false
	}
	d := deed{what, id, from}
	t.seen[d]++
	return t.seen[d] == t.limit(what)
}

// turn forgets everything when the hour is over.
func (t *throng) turn() {
	if now := time.Now(); now.After(t.until) {
		t.seen, t.until = map[deed]int{}, now.Add(time.Hour)
	}
}

// crowded tells whether an answer through the public link is to be held back: its
// address has given as many as it may.
func (v *visit) crowded() bool {
	return v.invited == nil && !v.preview && v.fixing == nil && v.h.throng.many(v.c, answering, v.head.ID)
}

// count counts an answer that was stored.
func (v *visit) count() {
	if v.invited == nil && !v.preview && v.fixing == nil && v.h.throng.note(v.c, answering, v.head.ID) {
		v.h.Log.Warn("many answers through a public link from one address: further ones are held back", "survey", v.head.Slug)
	}
}
