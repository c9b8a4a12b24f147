package proposalweb_test

import (
	"net/url"
	"strings"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// What somebody may not look at today he may not look at as it was frozen.
func frozenEvidenceStaysInItsPartOfTheMarket(t *testing.T, c company) {
	of := func(role access.Role, s access.Scope) *apptest.Client {
		return c.LogInAs(t, account.NewUser{Roles: []access.Role{role}, Scope: s, Language: language.Chinese})
	}
	part := func(region string) access.Scope { return access.Scope{Level: access.Region, Value: region} }
	company := access.Scope{Level: access.All}

	// by whom it was taken -> who sees its numbers
	east := of(access.Analyst, part("华东"))
	local := c.cited(east, "华东的数字")
	national := c.cited(of(access.Analyst, company), "全国的数字")
	for _, x := range []struct {
		name   string
		who    *apptest.Client
		page   string
		hidden bool
	}{
		{"the region's manager, national figure", of(access.Manager, part("华东")), national, true},
		{"the region's manager, figure of the region", of(access.Manager, part("华东")), local, false},
		{"another region's manager, figure of the region", of(access.Manager, part("西北")), local, true},
		{"an area's manager, figure of its region", of(access.Manager, access.Scope{Level: access.Area, Value: "苏南"}), local, true},
		{"the company's manager, figure of the region", of(access.Manager, company), local, false},
		{"a rep, national figure", c.enter("rep04@example.com"), national, true},
	} {
		p := x.who.Get(x.page).Expect(apptest.Status(200), apptest.WellMade(), apptest.Has(".evidence"))
		card := p.Find(".evidence")
		said := strings.Join(strings.Fields(card.Text()), " ")
		hidden := strings.Contains(said, "这里不显示数字")
		numbers := card.Find("table, .num").Length() > 0 || strings.ContainsAny(said, "%#±")
		if hidden != x.hidden || numbers == x.hidden {
			t.Errorf("%s: hidden %v, numbers %v: %s", x.name, hidden, numbers, said)
		}
		if x.hidden && strings.Contains(p.Body, "SHA-256") {
			t.Errorf("%s: the hash betrays the numbers", x.name)
		}
	}
}

// cited opens a draft with a figure, and puts it up for discussion, so that
// everybody reads it.
func (c company) cited(who *apptest.Client, title string) string {
	c.t.Helper()
	at := "/app/proposals/new?evidence=" + url.QueryEscape("/app/policies/reactions?policy=rebate-1")
	p := who.Get(at).Expect(apptest.Status(200)).Form("main form[action='/app/proposals']").Set("title", title).Set("problem", "问题").Submit().
		Expect(apptest.Status(200), apptest.Says("h1", title), apptest.Has(".evidence table"))
	return p.URL.Path
}
