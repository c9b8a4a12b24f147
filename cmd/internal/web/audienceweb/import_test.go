package audienceweb_test

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

const roster = "经销商编码,经销商名称,大区,片区,等级,渠道,业务员邮箱,备注\r\nD1,苏州恒达,华东,苏南,A,ka;cvs,rep@example.com,x\r\nD2,广州兴隆,华南,粤中,B,wholesale,,y\r\n"

func TestTheRosterIsLookedAtThenWritten(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := a.LogIn(t, access.Analyst)
		c.Get("/app/dealers").Expect(apptest.Has(".empty"), apptest.WellMade())
		p := c.Get("/app/dealers/import")
		p.Expect(apptest.WellMade(), apptest.None("#plan"))
		p = p.Form("form.card").Attach("file", apptest.File{Name: "r.csv", Content: []byte("\xEF\xBB\xBF" + roster)}).Submit()
		p.Expect(apptest.Status(200), apptest.Says("#plan .card:nth-child(1)", "2新增"), apptest.Says("#plan .notice", "备注"), apptest.WellMade())
		c.Get("/app/dealers").Expect(apptest.Has(".empty"))
		p.Form("#plan form").Submit().Expect(apptest.Via(303), apptest.At("/app/dealers"), apptest.Has(".notice.good"),
			apptest.Count("tbody tr", 2), apptest.Says("tbody tr:nth-child(1)", "商超 KA、便利店"), apptest.WellMade())
		c.Get("/app/dealers?region=华南").Expect(apptest.Count("tbody tr", 1), apptest.Says("tbody", "广州兴隆"))
		c.Get("/app/dealers?channel=cvs&q=d1").Expect(apptest.Count("tbody tr", 1), apptest.Holds("q", "d1"), apptest.Holds("channel", "cvs"))
		c.Get("/app/dealers?q=none").Expect(apptest.Has(".empty"), apptest.WellMade())
		c.Get("/app/dealers/D1").Expect(apptest.Says("h1", "苏州恒达"), apptest.Count("tbody tr", 1), apptest.WellMade())

		p = c.Get("/app/dealers/import").Form("form.card").Set("text", strings.Replace(roster, "苏南", "苏北", 1)).Submit()
		p.Expect(apptest.Says("#plan tbody tr", "苏南苏北"), apptest.Says("#plan .card:nth-child(3)", "1没有变化"))
		p = c.Get("/app/dealers/import").Form("form.card").Set("text", roster).Submit()
		p.Expect(apptest.Has("#plan .notice.good"), apptest.None("#plan form"), apptest.WellMade())
		lines, err := a.Trail.List(context.Background(), "roster", 0, 10)
		if err != nil || len(lines) != 1 {
			t.Errorf("%d lines in the trail, %v", len(lines), err)
		}
	})
}

func TestAFaultyRosterIsRefusedLineByLine(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		bad := strings.Replace(roster, "D2,广州兴隆,华南", "D2,,华南", 1) + "D1,双,华东,,,,no-mail,\r\n"
		p := c.Get("/app/dealers/import").Form("form.card").Set("text", bad).Submit()
		p.Expect(apptest.Status(422), apptest.Count("#plan tbody tr", 2), apptest.Says("#plan tbody tr:nth-child(1)", "3NameIt must not be empty"),
			apptest.Says("#plan tbody tr:nth-child(2)", "“no-mail” is no e-mail address"), apptest.Holds("text", bad), apptest.WellMade())
		// Whoever skips the look meets the same refusal.
		token := p.Find("input[name=_csrf]").First().AttrOr("value", "")
		c.Post("/app/dealers/import", url.Values{"_csrf": {token}, "do": {"import"}, "text": {bad}}).Expect(apptest.Status(422), apptest.Count("#plan tbody tr", 2))
		c.Get("/app/dealers").Expect(apptest.Has(".empty"))
		nul := strings.Replace(roster, "广州", "广\x00州", 1)
		c.Get("/app/dealers/import").Form("form.card").Attach("file", apptest.File{Name: "r.csv", Content: []byte(nul)}).Submit().
			Expect(apptest.Status(422), apptest.WellMade(), apptest.Says("#file-error", "Line 3 holds an invisible null character"))
		if n, err := a.Roster.All(context.Background(), access.Machine("test"), audience.Query{}); err != nil || len(n) != 0 {
			t.Errorf("%d dealers came in, %v", len(n), err)
		}
		for name, content := range map[string]string{"a picture": "\x89PNG\r\n\x1a\n\xff\xfe\x81\x82", "an old workbook": "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "nothing": ""} {
			p := c.Get("/app/dealers/import").Form("form.card").Attach("file", apptest.File{Name: "r.csv", Content: []byte(content)}).Submit()
			p.Expect(apptest.Status(422), apptest.Has("#file-error"), apptest.WellMade())
			if t.Failed() {
				t.Fatal(name)
			}
		}
	})
}

func TestTheTemplateSpeaksTheReadersLanguage(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for tag, head := range map[language.Tag]string{language.Chinese: "\uFEFF经销商编码,经销商名称,", language.English: "\uFEFFcode,name,"} {
			c := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: tag})
			if p := c.Get("/app/dealers/template.csv"); !strings.HasPrefix(p.Body, head) {
				t.Errorf("%s: %q", tag, p.Body)
			}
		}
	})
}

func TestFilesComeInWhateverTheSpreadsheetWrites(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		gbk, err := simplifiedchinese.GBK.NewEncoder().String(roster)
		if err != nil {
			t.Fatal(err)
		}
		book := excelize.NewFile()
		for i, row := range [][]any{{"编码", "名称", "大区", "生效日期", "联系电话", "近12个月进货额"}, {"X1", "合肥万家", "华东", 46000, "13800138000", 1200000}} {
			if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		var raw bytes.Buffer
		if err := book.Write(&raw); err != nil {
			t.Fatal(err)
		}
		c := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		for _, file := range []struct{ name, content, read, code, says string }{
			{"r.csv", gbk, "Read as GBK", "D2", "广州兴隆"},
			{"r.xlsx", raw.String(), "Read as an Excel workbook. Sheet: Sheet1.", "X1", "合肥万家"},
		} {
			p := c.Get("/app/dealers/import").Form("form.card").Attach("file", apptest.File{Name: file.name, Content: []byte(file.content)}).Submit()
			p.Expect(apptest.Status(200), apptest.Says("#plan", file.read), apptest.WellMade())
			p.Form("#plan form").Submit().Expect(apptest.At("/app/dealers"))
			c.Get("/app/dealers/"+file.code).Expect(apptest.Says("h1", file.says), apptest.WellMade())
		}
		c.Get("/app/dealers/X1").Expect(apptest.Says("dl", "1,200,000"), apptest.Says("tbody th", "2025-12-09"))
	})
}

func TestALargeFileIsEnteredInTheBackground(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		var b strings.Builder
		b.WriteString("code,name,region,owner_group\n")
		const n = 5100
		for i := range n {
			fmt.Fprintf(&b, "D%05d,苏州恒达商贸有限公司第%d门店,华东,%s\n", i, i, strings.Repeat("g", 20))
		}
		c := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		p := c.Get("/app/dealers/import").Form("form.card").Attach("file", apptest.File{Name: "r.csv", Content: []byte(b.String())}).Submit()
		p.Expect(apptest.Status(200), apptest.Says("#plan .card:nth-child(1)", "5,100new"), apptest.None("#plan input[name=text]"), apptest.WellMade())
		p = p.Form("#plan form").Submit()
		p.Expect(apptest.Via(303), apptest.Has("progress[value='0']"), apptest.Says("main", "0 of 5,100 dealers are in"), apptest.WellMade())
		if p.Header.Get("Refresh") == "" {
			t.Error("the page does not come back by itself")
		}
		a.Work()
		c.Get(p.URL.Path).Expect(apptest.Says(".notice.good", "All 5100 dealers are in"), apptest.Has("progress[value='100']"), apptest.WellMade())
		other := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}})
		other.Get(p.URL.Path).Expect(apptest.Status(404))
		if list, err := a.Roster.List(context.Background(), access.Machine("test"), audience.Query{Limit: 1}); err != nil || list.Total != n {
			t.Errorf("%d dealers, %v", list.Total, err)
		}
	})
}

func TestAFilterIsKeptUnderAName(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if _, err := a.Roster.Import(context.Background(), access.Machine("test"), roster); err != nil {
			t.Fatal(err)
		}
		c := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		c.Get("/app/dealers").Expect(apptest.None("details form"))
		narrowed := c.Get("/app/dealers?region=华东&channel=cvs")
		narrowed.Form("details form").Set("name", " ").Submit().Expect(apptest.Status(422), apptest.Says("#name-error", "Give it a name"), apptest.Count("tbody tr", 1), apptest.WellMade())
		p := narrowed.Form("details form").Set("name", "East shops").Submit()
		p.Expect(apptest.Via(303), apptest.Has(".notice.good"), apptest.Says("a[aria-current]", "East shops"), apptest.Count("tbody tr", 1), apptest.WellMade())
		narrowed.Form("details form").Set("name", "East shops").Submit().Expect(apptest.Status(422), apptest.Says("#name-error", "already"), apptest.Holds("name", "East shops"))
		c.Get("/app/dealers").Follow("ul.row a").Expect(apptest.Count("tbody tr", 1), apptest.Says("tbody", "苏州恒达"))
		p.Form("ul.row form").Submit().Expect(apptest.Via(303), apptest.None("ul.row"), apptest.Count("tbody tr", 2), apptest.WellMade())
	})
}
