package proposal

import (
	"testing"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
)

// The process is the whole company's: a manager of one region decides nothing.
func TestOnlyAManagerOfTheWholeCompanyDecides(t *testing.T) {
	for scope, want := range map[string]bool{"all": true, "region:华东": false, "area:苏南": false} {
		s, err := access.ParseScope(scope)
		if err != nil {
			t.Fatal(err)
		}
		v := access.Viewer{UserID: "m", Roles: []access.Role{access.Manager}, Scope: s}
		for _, to := range []process.State{process.Accepted, process.Active, process.Rejected} {
			if got := (Proposal{}).MayMove(v, to); got != want {
				t.Errorf("a manager who sees %s may take it to %s: %v", scope, to, got)
			}
		}
	}
}
