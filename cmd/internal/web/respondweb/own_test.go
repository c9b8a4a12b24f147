package respondweb_test

// Looking at one's own answer, correcting and erasing it by the receipt.

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// inMode is the small survey with another promise.
func inMode(mode survey.Mode) string {
	return strings.Replace(small, `"pages"`, fmt.Sprintf(`"dv":{"privacy":{"mode":%q}},"pages"`, mode), 1)
}

// receiptOf answers and gives the code of the receipt.
func receiptOf(t *testing.T, a *apptest.App, slug, q1, q2 string) string {
	t.Helper()
	p := visitor(a).Get("/s/" + slug)
	p = form(p).Set("q1", q1).Set("q2", q2).Press(submit)
	p.Expect(apptest.Status(200), apptest.WellMade())
	return p.Text(".receipt strong")
}

// owning types a receipt.
func owning(a *apptest.App, slug, code string) *apptest.Page {
	return form(visitor(a).Get("/s/"+slug+"/receipt")).Set("code", code).Press("button.go")
}

func TestWhoHoldsTheReceiptLooksCorrectsAndErases(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, mode := range []survey.Mode{survey.Identified, survey.Confidential} {
			slug := string(mode)
			s := publish(t, a, slug, inMode(mode))
			code := receiptOf(t, a, slug, "1", "zu spät")
			p := owning(a, slug, " "+strings.ToLower(code)+" ")
			p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("dl", "zu spät"))
			before, _ := sole(t, a, s)

			p = form(p).Press("button[value=correct]")
			p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "替换原来的回答"), apptest.Holds("q2", "zu spät"))
			p = form(p).Set("q2", "pünktlich").Press(submit)
			p.Expect(apptest.Status(200))
			if again := p.Text(".receipt strong"); again != code {
				t.Errorf("%s: the receipt of a correction is %q, was %q", mode, again, code)
			}
			after, data := sole(t, a, s)
			if after.ID != before.ID || !strings.Contains(data, "pünktlich") || strings.Contains(data, "zu spät") || after.Wave != before.Wave {
				t.Errorf("%s: corrected to %+v %s", mode, after, data)
			}

			p = form(owning(a, slug, code)).Press("button[value=erase]")
			p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "永久删除"))
			if count(t, a, "responses") != 1 {
				t.Error("one press erases")
			}
			form(p).Press("button[value=gone]").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "已经删除"))
			if count(t, a, "responses") != 0 {
				t.Errorf("%s: not erased", mode)
			}
			owning(a, slug, code).Expect(apptest.Status(404), apptest.WellMade(), apptest.Says(".notice", "没有找到"))
		}
		for _, action := range []string{"answer.correct", "answer.erase"} {
			var n int
			err := a.DB.Read(context.Background()).Raw("SELECT count(*) FROM audit WHERE action = ? AND detail = '{}'", action).Scan(&n).Error
			if err != nil || n != 2 {
				t.Errorf("%d of %s are written down, %v", n, action, err)
			}
		}
		calm(t, a)
	})
}

func TestAnInvitedDealerWhoErasesMayAnswerAgain(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s := publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		c := visitor(a)
		answer := func(text string) *apptest.Page {
			p := form(c.Get(link)).Set("a1", text).Press(next)
			return form(form(p).Set("b1", "x").Press(next)).Press(submit)
		}
		code := answer("one").Text(".receipt strong")
		p := form(owning(a, "three", code)).Press("button[value=correct]")
		p = form(p).Set("a1", "two").Press(next)
		p = form(p).Press(next)
		form(p).Press(submit).Expect(apptest.Status(200))
		r, data := sole(t, a, s)
		if !strings.Contains(data, "two") || r.Attributes["region"] == "" || count(t, a, "participations") != 1 {
			t.Errorf("corrected: %+v %s, %d participations", r, data, count(t, a, "participations"))
		}
		c.Get(link).Expect(apptest.Says("h1", "已经填过"))
		form(form(owning(a, "three", code)).Press("button[value=erase]")).Press("button[value=gone]")
		if count(t, a, "participations")+count(t, a, "responses") != 0 {
			t.Error("something is left")
		}
		answer("three").Expect(apptest.Status(200))
		if _, data := sole(t, a, s); !strings.Contains(data, "three") {
			t.Errorf("answered anew: %s", data)
		}
	})
}

func TestAnUnlinkableAnswerIsCorrectedAndErasedByItsReceiptAlone(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "dark", inMode(survey.Unlinkable))
		code := receiptOf(t, a, "dark", "1", "leise")
		gone := receiptOf(t, a, "dark", "1", "bald weg")
		for i := range 4 {
			receiptOf(t, a, "dark", "1", fmt.Sprint("andere ", i))
		}
		p := form(owning(a, "dark", code)).Press("button[value=correct]")
		form(p).Set("q2", "lauter").Press(submit).Expect(apptest.Status(200))
		owning(a, "dark", code).Expect(apptest.Says("dl", "lauter"))
		form(form(owning(a, "dark", gone)).Press("button[value=erase]")).Press("button[value=gone]")
		owning(a, "dark", gone).Expect(apptest.Status(404))
		if n := count(t, a, "ballots"); n != 5 || count(t, a, "responses") != 0 {
			t.Errorf("%d ballots", n)
		}
		a.Settle(t, "dark")
		if n := count(t, a, "responses"); n != 5 {
			t.Errorf("%d answers are stored, want 5", n)
		}
		p = owning(a, "dark", code) // after the end it can still be erased
		p.Expect(apptest.Says("dl", "lauter"), apptest.None("button[value=correct]"))
		form(form(p).Press("button[value=erase]")).Press("button[value=gone]").Expect(apptest.Status(200))
		if n := count(t, a, "responses"); n != 4 {
			t.Errorf("%d answers are left, want 4", n)
		}
		if strings.Contains(a.Logged(), code) {
			t.Error("the log holds a receipt")
		}
	})
}

func TestAMixedInAnswerIsCorrectedByGoingThroughThePoolAgain(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "dark", inMode(survey.Unlinkable))
		codes := make([]string, 12)
		for i := range codes {
			codes[i] = receiptOf(t, a, "dark", "1", fmt.Sprint("wort", i))
		}
		if err := a.Feedback.Mix(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := count(t, a, "responses"); n != 7 {
			t.Fatalf("%d are mixed in, want 7 of 12 beside a pool of 5", n)
		}
		for i, code := range codes {
			p := form(owning(a, "dark", code)).Press("button[value=correct]")
			form(p).Set("q2", fmt.Sprint("neu", i)).Press(submit).Expect(apptest.Status(200))
		}
		if n := count(t, a, "responses"); n != 0 {
			t.Errorf("%d stand there as they were", n)
		}
		a.Settle(t, "dark")
		var old, fresh int
		for word, n := range map[string]*int{"%wort%": &old, "%neu%": &fresh} {
			if err := a.DB.Read(t.Context()).Raw("SELECT count(*) FROM responses WHERE CAST(data AS text) LIKE ?", word).Scan(n).Error; err != nil {
				t.Fatal(err)
			}
		}
		if old != 0 || fresh != 12 {
			t.Errorf("%d old and %d corrected answers, want 0 and 12", old, fresh)
		}
	})
}

func TestAReceiptThatWasMadeUpOpensNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s := publish(t, a, "small", inMode(survey.Identified))
		publish(t, a, "other", inMode(survey.Identified))
		code := receiptOf(t, a, "small", "1", "meins")
		r, _ := sole(t, a, s)
		forged := strings.ToUpper(string(r.ID)[:4] + "-" + string(r.ID)[4:8] + "-0000-0000")
		for _, wrong := range []string{forged, "", "<b>", "ABCD-EFGH-JKMN"} {
			owning(a, "small", wrong).Expect(apptest.Status(404), apptest.None("dl"))
		}
		owning(a, "other", code).Expect(apptest.Status(404), apptest.None("dl"))
		if err := a.Surveys.Close(t.Context(), access.Machine("test"), "small"); err != nil {
			t.Fatal(err)
		}
		p := form(visitor(a).Get("/s/small/receipt")).Set("code", code).Press("button.go")
		p.Expect(apptest.Status(200), apptest.None("button[value=correct]"))
	})
}
