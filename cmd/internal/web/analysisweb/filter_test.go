package analysisweb_test

import (
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Half of a filter would show more than was asked for, under the address of
// less: an address that cannot be read to its end is refused, on every page that
// filters, and what a reader may be shown by it is not counted as shown.
func TestHalfAFilterIsRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		openCompany(t, a, survey.Confidential).worked()
		analyst := a.LogIn(t, access.Analyst)
		analyst.T = t
		at := "/app/surveys/dealers/"
		for _, page := range []string{at + "report", at + "themes", at + "report?figure=nps&by=region", at + "charts/nps.svg?w=520", "/app/policies/reactions"} {
			join := "?"
			if last := page[len(page)-1]; last == '0' || last == 'n' && page[len(page)-6:] == "region" {
				join = "&"
			}
			for _, half := range []string{"region=%E5%8D%8E%E4%B8%9C&tier=%zz", "region=%", "region=%E5%8D%8E%E4%B8%9C;tier=A"} {
				p := analyst.Get(page + join + half)
				if p.Status != 400 {
					t.Errorf("%s%s%s: %d", page, join, half, p.Status)
				}
				if p.Find("main .figure, .hero, .fig").Length() > 0 {
					t.Errorf("%s%s%s shows figures", page, join, half)
				}
			}
			analyst.Get(page + join + "region=%E5%8D%8E%E4%B8%9C").Expect(apptest.Status(200)) // whole it is read
		}
	})
}
