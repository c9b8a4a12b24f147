package respondweb

// The part of an address that says where a printed code hangs.

import (
	"net/url"

	"dealervoice/feedback"
)

// The names in the address; short, since each character makes the code denser.
const (
	paramOutlet  = "o"
	paramDealer  = "d"
	paramRegion  = "r"
	paramProduct = "p"
	paramSeal    = "k"
)

// OriginQuery writes an origin with its seal as the query of an address.
func OriginQuery(o feedback.Origin, seal string) string {
	q := url.Values{paramSeal: {seal}}
	for name, v := range map[string]string{paramOutlet: o.Outlet, paramDealer: o.Dealer, paramRegion: o.Region, paramProduct: o.Product} {
		if v != "" {
			q.Set(name, v)
		}
	}
	return q.Encode()
}

// OriginOf reads what OriginQuery wrote; the seal is not checked.
func OriginOf(q url.Values) (o feedback.Origin, seal string) {
	o = feedback.Origin{Outlet: q.Get(paramOutlet), Dealer: q.Get(paramDealer), Region: q.Get(paramRegion), Product: q.Get(paramProduct)}
	return o, q.Get(paramSeal)
}

// hang takes up where the code hung. An address that somebody has changed is
// a link that hangs nowhere: the answer counts, the claim does not.
func (v *visit) hang() {
	query := v.c.QueryParams()
	if query.Get(paramSeal) == "" {
		return
	}
	o, seal := OriginOf(query)
	if !v.h.Feedback.Keys().CheckOrigin(v.head.ID, o, seal) {
		return
	}
	v.origin = o
	v.action += "?" + OriginQuery(o, seal)
}
