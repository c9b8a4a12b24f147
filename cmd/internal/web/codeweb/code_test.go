package codeweb_test

import (
	"bytes"
	"context"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

const shelf = `{"title":{"default":"Shelf","zh-cn":"货架"},"dv":{"firstLanguage":"zh-CN","privacy":{"mode":"identified"}},
"pages":[{"name":"p","elements":[{"type":"comment","name":"why","title":{"default":"Why","zh-cn":"为什么"}}]}]}`

func published(t *testing.T, a *apptest.App) survey.Published {
	t.Helper()
	ctx, by := context.Background(), access.Machine("test")
	if _, _, err := a.Surveys.Create(ctx, by, survey.Import{Slug: "shelf", Source: []byte(shelf)}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Surveys.Publish(ctx, by, "shelf"); err != nil {
		t.Fatal(err)
	}
	p, err := a.Surveys.Published(ctx, "shelf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Roster.Import(ctx, by, "code,name,region\nD1,苏州恒达,华东\nD2,广州兴隆,华南\n"); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestACodeIsTiedToWhereItHangs(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p := published(t, a)
		c := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		c.Get("/app/surveys/shelf").Follow("a[href$='/codes']").Expect(apptest.Has("img.qr"), apptest.WellMade())
		for text, says := range map[string]string{
			"": "at least one outlet", "O1,Shop,D9": "Line 1: there is no dealer D9", "O1\n,x": "Line 2", "O1,a,b,c,d": "Line 1", `"O1`: "",
			strings.Repeat("O1\n", 501): "At most 500",
		} {
			again := c.Get("/app/surveys/shelf/codes").Form("form:has(textarea)").Set("lines", text).Submit()
			if says == "" {
				continue
			}
			again.Expect(apptest.Status(422), apptest.Says("#lines-error", says), apptest.WellMade())
		}
		sheet := c.Get("/app/surveys/shelf/codes").Form("form:has(textarea)").Set("lines", "O-17，好邻居,D1,清悦 500ml\nO-18\n").Submit()
		sheet.Expect(apptest.Status(200), apptest.Count(".codes li", 2), apptest.Says(".codes li:nth-child(1)", "好邻居"), apptest.WellMade())
		link := sheet.Find(".codes li:nth-child(1) a").AttrOr("href", "")

		guest := a.Visitor(language.English)
		form := guest.Get(strings.TrimPrefix(link, a.URL))
		form.Form("form").Set("why", "货不全").Submit().Expect(apptest.Via(303))
		forged := guest.Get(strings.TrimPrefix(strings.Replace(link, "O-17", "O-99", 1), a.URL))
		forged.Form("form").Set("why", "别家的").Submit().Expect(apptest.Via(303))

		got := map[string]string{}
		err := a.Feedback.Each(context.Background(), access.Machine("test"), feedback.Query{Survey: p.Survey.ID}, func(r feedback.Response) error {
			got[r.Data["why"].(string)] = r.Attributes["outlet"] + "|" + r.Attributes["dealer"] + "|" + r.Attributes["product"] + "|" + r.Region
			return nil
		})
		if err != nil || got["货不全"] != "O-17|D1|清悦 500ml|华东" || got["别家的"] != "|||" {
			t.Errorf("%v, %v", got, err)
		}

		for _, path := range []string{"/s/shelf/qr.svg", sheet.Find(".codes img").First().AttrOr("src", "")} {
			svg := guest.Get(path)
			if svg.Header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(svg.Body, "<path d=\"M") && !strings.Contains(svg.Body, `d="M`) {
				t.Errorf("%s: %s %.80s", path, svg.Header.Get("Content-Type"), svg.Body)
			}
		}
		img, err := png.Decode(bytes.NewReader([]byte(guest.Get("/s/shelf/qr.png").Body)))
		if err != nil || img.Bounds().Dx() != 512 {
			t.Errorf("%v", err)
		}
		guest.Get("/s/none/qr.svg").Expect(apptest.Status(http.StatusNotFound))
	})
}
