package codeweb_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"regexp"
	"strings"
	"testing"

	qrcode "github.com/skip2/go-qrcode"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// put publishes the shelf survey under a mode.
func put(t *testing.T, a *apptest.App, mode string) (*apptest.Client, survey.Published) {
	t.Helper()
	ctx, by := context.Background(), access.Machine("test")
	if _, _, err := a.Surveys.Create(ctx, by, survey.Import{Slug: mode, Source: []byte(strings.Replace(shelf, "identified", mode, 1))}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Surveys.Publish(ctx, by, mode); err != nil {
		t.Fatal(err)
	}
	p, err := a.Surveys.Published(ctx, mode)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Roster.Import(ctx, by, "code,name,region\nD1,苏州恒达,华东\nD2,广州兴隆,华南\n"); err != nil {
		t.Fatal(err)
	}
	return a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English}), p
}

// squares are the paths of the codes on a sheet, by their captions.
func squares(p *apptest.Page) map[string]string {
	out := map[string]string{}
	for i := range p.Find(".codes li").Length() {
		li := p.Find(".codes li").Eq(i)
		path, _ := li.Find("svg path").Attr("d")
		out[li.Find("strong").Text()] = path
	}
	return out
}

// drawn is what the page must draw for an address.
func drawn(t *testing.T, to string) string {
	t.Helper()
	code, err := qrcode.New(to, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	bits := code.Bitmap()
	var path strings.Builder
	img := image.NewGray(image.Rect(0, 0, len(bits), len(bits)))
	for y, row := range bits {
		for x := range row {
			if row[x] {
				img.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	for y := range bits {
		for x := 0; x < len(bits); x++ {
			from := x
			for x < len(bits) && img.GrayAt(x, y).Y > 0 {
				x++
			}
			if n := x - from; n > 0 {
				path.WriteString(strings.Join([]string{"M", itoa(from), " ", itoa(y), "h", itoa(n), "v1h-", itoa(n), "z"}, ""))
			}
		}
	}
	return path.String()
}

func itoa(n int) string {
	var b bytes.Buffer
	if n >= 10 {
		b.WriteString(itoa(n / 10))
	}
	b.WriteByte(byte('0' + n%10))
	return b.String()
}

func TestASheetOfPersonalCodes(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a := apptest.Start(t, dsn)
		c, _ := put(t, a, "identified")
		sheet := c.Get("/app/surveys/identified/codes").Form("form[action$='/personal']").Submit()
		sheet.Expect(apptest.Status(200), apptest.Count(".codes li", 2), apptest.None(".codes img"), apptest.WellMade())
		again := c.Get("/app/surveys/identified/codes").Form("form[action$='/personal']").Submit()
		if got := squares(again); got["苏州恒达"] != squares(sheet)["苏州恒达"] || got["苏州恒达"] == got["广州兴隆"] {
			t.Error("a second sheet of an identified survey ended links")
		}
		ctx, by := context.Background(), access.Machine("test")
		dealers, err := a.Roster.All(ctx, by, audience.Query{})
		if err != nil {
			t.Fatal(err)
		}
		issued, err := a.Surveys.Hand(ctx, by, "identified", dealers)
		if err != nil {
			t.Fatal(err)
		}
		for _, is := range issued {
			if got := squares(sheet)[is.Invitation.DealerName]; got != drawn(t, a.URL+"/i/"+is.Token.Reveal()) {
				t.Errorf("the card of %s shows another link", is.Invitation.DealerName)
			}
			if strings.Contains(sheet.Body, is.Token.Reveal()) {
				t.Error("the link stands on the page in letters")
			}
		}

		c, _ = put(t, a, "confidential")
		one := c.Get("/app/surveys/confidential/codes").Form("form[action$='/personal']").Submit()
		two := c.Get("/app/surveys/confidential/codes").Form("form[action$='/personal']").Submit()
		if squares(one)["苏州恒达"] == squares(two)["苏州恒达"] {
			t.Error("staff see a link in use of a confidential survey")
		}
		c.Get("/app/surveys/confidential/codes").Form("form[action$='/personal']").Set("region", "华南").Submit().Expect(apptest.Count(".codes li", 1))
	})
}

var token = regexp.MustCompile(`[0-9A-Z]{30}`)

func TestCodesFromABagBelongToNobodyAndCountOnce(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a := apptest.Start(t, dsn)
		c, p := put(t, a, "unlinkable")
		ask := c.Get("/app/surveys/unlinkable/codes")
		ask.Expect(apptest.None("form[action$='/personal']"), apptest.WellMade())
		for _, n := range []string{"", "0", "-1", "501", "x", "1e9"} {
			ask.Form("form[action$='/bag']").Set("n", n).Submit().Expect(apptest.Status(422), apptest.Says("#n-error", "Between"), apptest.WellMade())
		}
		ask.Form("form[action$='/bag']").Set("n", "7").Submit().Expect(apptest.Status(200), apptest.Count(".codes li svg", 7), apptest.WellMade())

		ctx, by := context.Background(), access.Machine("test")
		tokens, err := a.Surveys.Bag(ctx, by, "unlinkable", 2)
		if err != nil || len(tokens) != 2 || !token.MatchString(tokens[0].Reveal()) {
			t.Fatalf("%d codes, %v", len(tokens), err)
		}
		for i, words := range []string{"一", "一", "二"} { // the first code twice
			guest := a.Visitor(language.Chinese)
			guest.Get("/i/"+tokens[i/2].Reveal()).Form("form").Set("why", words).Submit().Expect(apptest.Via(303))
		}
		if err := a.Surveys.Close(ctx, by, "unlinkable"); err != nil {
			t.Fatal(err)
		}
		a.Later(20 * 60e9)
		if err := a.Feedback.SweepBallots(ctx, nil); err != nil {
			t.Fatal(err)
		}
		n := 0
		err = a.Feedback.Each(ctx, by, feedback.Query{Survey: p.Survey.ID}, func(r feedback.Response) error {
			n++
			if len(r.Attributes) > 0 {
				t.Errorf("counted under %v", r.Attributes)
			}
			return nil
		})
		if err != nil || n != 2 {
			t.Errorf("%d answers, %v", n, err)
		}
		list, err := a.Surveys.Invitations(ctx, by, survey.InvitationQuery{SurveyID: p.Survey.ID})
		if err != nil || len(list) != 0 {
			t.Errorf("%d invitations are listed, %v", len(list), err)
		}
		c.Get("/app/surveys/unlinkable/invitations").Expect(apptest.None("tbody tr"))

		c, _ = put(t, a, "identified")
		if _, err := a.Surveys.Bag(ctx, by, "identified", 2); err == nil {
			t.Error("an identified survey has codes of nobody")
		}
		_ = c
	})
}
