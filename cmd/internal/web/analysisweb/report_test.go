package analysisweb_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/language"
)

func TestTheReportShowsTheWorkedNumbers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		openCompany(t, a, survey.Confidential).worked()
		analyst := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		p := analyst.Get("/app/surveys/dealers/report")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .value", "20"), apptest.Says(".hero .value .of", "−5 to 45"),
			apptest.Says(".hero .of", "n 40"), apptest.Count(".fig", 5))
		p.Expect(apptest.Says("#f-role", "Owner"), apptest.Says("#f-stock .value", "19.5"), apptest.Says("#f-policy", "3.0"))
		p.Expect(apptest.Attr("#f-nps img", "src", "/app/surveys/dealers/charts/nps.svg?w=520"))
		for _, src := range p.Find("img").Map(func(_ int, s *goqSelection) string { return s.AttrOr("src", "") }) {
			analyst.Get(src).Expect(apptest.Status(200))
		}
		analyst.Get("/app/reports").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".card .value", "20"))
		p = analyst.Get("/app/surveys/dealers/report?figure=nps&by=region")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("h1", "Would you recommend us"), apptest.Says("table", "华东"))
	})
}

func TestChartTableAndJSONShowTheSameFigure(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		openCompany(t, a, survey.Confidential).worked()
		analyst := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		page := analyst.Get("/app/surveys/dealers/report")
		reader := access.Machine("test")
		reader.Language = language.English
		r, err := a.Analysis.Report(t.Context(), reader, "dealers", analysis.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back analysis.Report
		if err := json.Unmarshal(raw, &back); err != nil {
			t.Fatal(err)
		}
		compared := 0
		for _, f := range back.Figures {
			if len(f.Options) == 0 || !f.Options[0].Share.Shown() {
				continue
			}
			drawn := squeeze(string(analyst.Get("/app/surveys/dealers/charts/" + f.Name + ".svg").Body))
			table := page.Find("#f-" + f.Name + " tbody tr")
			for i, o := range f.Options {
				share := percent(o.Share.Value)
				if row := squeeze(table.Eq(i).Text()); !strings.Contains(row, share) || !strings.Contains(row, o.Label) {
					t.Errorf("%s: the table says %q, the interface %s of %s", f.Name, row, share, o.Label)
				}
				if f.Kind == analysis.Single && !strings.Contains(drawn, o.Label+": "+share) {
					t.Errorf("%s: the chart does not say %s: %s", f.Name, o.Label, share)
				}
				compared++
			}
		}
		if compared < 13 { // two roles and eleven scores
			t.Errorf("only %d shares were compared", compared)
		}
	})
}

func TestAHiddenGroupIsHiddenOnEverySurface(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := openCompany(t, a, survey.Confidential)
		for i := range 30 {
			c.answer(1, "华东", answer.Data{"nps": float64(i % 11), "role": []any{"owner", "buyer"}[i%2]})
		}
		for range 3 {
			c.answer(1, "西南", answer.Data{"nps": 2.0, "role": "owner", "why": "机密的抱怨"})
		}
		c.take()
		analyst := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		west := "?region=" + url.QueryEscape("西南")
		p := analyst.Get("/app/surveys/dealers/report" + west)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .value", "< 5"), apptest.Secret("机密的抱怨"), apptest.None(".hero .value .of"))
		for _, file := range []string{"nps.svg", "role.svg"} {
			svg := string(analyst.Get("/app/surveys/dealers/charts/" + file + west).Body)
			if !strings.Contains(svg, "&lt; ") || strings.Contains(svg, "n 3") || strings.Contains(svg, "Owner: 100%") {
				t.Errorf("%s tells something of the three:\n%s", file, svg)
			}
		}
		analyst.Get("/app/surveys/dealers/themes"+west).Expect(apptest.Status(200), apptest.Secret("机密的抱怨"))
		// the complement is as telling
		east := analyst.Get("/app/surveys/dealers/report?region=" + url.QueryEscape("华东"))
		east.Expect(apptest.Status(200), apptest.Says(".hero .value", "hidden"))
	})
}

func TestAScopedViewerSeesTheirRegion(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		openCompany(t, a, survey.Identified).worked()
		manager := a.LogInAs(t, account.NewUser{
			Roles: []access.Role{access.Manager}, Scope: access.Scope{Level: access.Region, Value: "华东"}, Language: language.English,
		})
		manager.Get("/app/surveys/dealers/report").Expect(apptest.Status(200), apptest.Says(".hero .heads", "20"), apptest.Says(".hero .of", "n 20"))
		rep := a.LogInAs(t, account.NewUser{
			Roles: []access.Role{access.Rep}, Scope: access.Scope{Level: access.Own, Value: "nobody@example.com"}, Language: language.English,
		})
		rep.Get("/app/surveys/dealers/report").Expect(apptest.Status(200), apptest.None(".hero .value .of"))
	})
}

func TestANewAnswerShowsWithinTwoSeconds(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := openCompany(t, a, survey.Identified)
		analyst := a.LogIn(t, access.Analyst)
		analyst.Get("/app/surveys/dealers/report").Expect(apptest.Status(200), apptest.WellMade())
		c.answer(1, "华东", answer.Data{"nps": 9.0, "role": "owner"})
		c.take()
		waitASecond(a)
		analyst.Get("/app/surveys/dealers/report").Expect(apptest.Says(".hero .of", "n 1"))
	})
}

func TestWhatIsWrongInAnAddressIsSaid(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		openCompany(t, a, survey.Confidential).worked()
		analyst := a.LogIn(t, access.Analyst)
		for path, want := range map[string]int{
			"report?nowhere=1":                       400,
			"report?role=nowhere":                    400,
			"report?from=2026-02-30":                 400,
			"report?from=2026-12-01&to=2026-11-01":   400,
			"report?wave=1%20OR%201=1":               400,
			"report?figure=nowhere":                  404,
			"report?figure=nps&by=rep":               400,
			"report?figure=nps' OR 1=1":              404,
			"themes?theme=nowhere":                   404,
			"themes?theme=supply&polarity=maybe":     400,
			"charts/nowhere.svg":                     404,
			"charts/nps.gif":                         404,
			"charts/nps.svg?w=99999":                 400,
			"charts/nps.svg?by=nowhere":              400,
			"charts/why.svg":                         404,
			"answers/row-0001":                       403,
			"report?rep=li@example.com":              400,
			"report?" + strings.Repeat("a=1&", 2000): 400,
			"report?" + many():                       400,
		} {
			p := analyst.Get("/app/surveys/dealers/" + strings.ReplaceAll(path, " ", "%20"))
			p.Expect(apptest.Status(want))
		}
		analyst.Get("/app/surveys/nowhere/report").Expect(apptest.Status(404))
	})
}

// many are more conditions than one may ask for.
func many() string {
	q := url.Values{}
	for _, dim := range []string{"wave", "region", "area", "tier", "channel", "exclusive", "language", "version", "role", "a", "b", "c", "d"} {
		q.Set(dim, "1")
	}
	return q.Encode()
}
