package invitationdb_test

import (
	"slices"
	"testing"

	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/invitation"
)

// C14: a dealer that stands twice in a file is told with its line and nothing comes
// in; one address in two ways of writing is one address to whoever wants nothing
// more there.
func TestTheSameDealerAndTheSameAddressAreKnownAgain(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		machine := access.Machine("test")
		const head = "code,name,region,email\n"
		for name, text := range map[string]string{
			"twice":         head + "D1,甲,华东,a@dealer.example.com\nD1,甲,华东,a@dealer.example.com\n",
			"no address":    head + "D1,甲,华东,a@dealer@example.com\n",
			"a header more": head + "D1,甲,华东,\"a@dealer.example.com\r\nBcc: b@example.com\"\n",
		} {
			_, err := w.Roster.Import(ctx, machine, text)
			if f := fault.From(err); f == nil || f.Kind != fault.KindInvalid || len(f.Fields) == 0 {
				t.Errorf("%s: %v", name, err)
			}
			if list, err := w.Roster.All(ctx, machine, audience.Query{}); err != nil || len(list) != 0 {
				t.Fatalf("%s: %d dealers came in, %v", name, len(list), err)
			}
		}
		text := head + "D1,甲,华东,Li.Wei+shop@Dealer.Example.com\nD2,乙,华东,li.wei+shop@dealer.example.COM\nD3,丙,华东,li.wei@dealer.example.com\nD4,丁,华东,li@bücher.example\nD5,戊,华东,li@xn--bcher-kva.example\n"
		if _, err := w.Roster.Import(ctx, machine, text); err != nil {
			t.Fatal(err)
		}
		plan := func() (asked []string, stopped int) {
			t.Helper()
			p, err := w.Mailings.Plan(ctx, analyst, w.request(invitation.Invite))
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range p.Ask {
				asked = append(asked, string(x.Dealer.Code))
			}
			return asked, p.Stopped
		}
		if asked, _ := plan(); len(asked) != 5 {
			t.Fatalf("asked: %v", asked)
		}
		for _, address := range []string{"LI.WEI+shop@dealer.example.com", "li@BÜCHER.example"} {
			to, ok := invitation.ParseAddress(address)
			if !ok {
				t.Fatalf("%s is no address", address)
			}
			if err := w.Mailings.Store.AddStop(ctx, invitation.Stop{Address: to, Reason: invitation.Unsubscribed, At: w.Clock()}); err != nil {
				t.Fatal(err)
			}
		}
		if asked, stopped := plan(); !slices.Equal(asked, []string{"D3"}) || stopped != 4 {
			t.Errorf("after four addresses stopped: %v, %d", asked, stopped)
		}
	})
}
