package replyweb_test

// Row D11 of the list of bad input: words that run from right to left, or turn the
// line round, among words that do not, in a real browser.

import (
	"fmt"
	"os"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// running tells of each quote which way it runs, and of the words around it whether
// they still run from left to right.
const running = `(selector) => [...document.querySelectorAll(selector)].map(e => {
	const range = document.createRange(), letters = [];
	const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
	for (let n; (n = walk.nextNode());) for (let i = 0; i < n.length; i++) {
		range.setStart(n, i); range.setEnd(n, i + 1);
		const at = range.getBoundingClientRect();
		if (at.width > 0) letters.push([at.left, at.top]);
	}
	const line = letters.filter(l => Math.abs(l[1] - letters[0][1]) < 4);
	return line.length > 1 && line[0][0] > line[line.length - 1][0] ? "left" : "right";
})`

func TestWordsFromRightToLeftLeaveAReportAsItIs(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, survey.Identified)
	const arabic, turned = "返利 الخصم متأخر جدا والدفع بطيء", "\u202E返利太慢了 turned"
	for i := range 20 {
		words := fmt.Sprintf("返利到账太慢了 %c%c", 'A'+i, 'Q'-i)
		switch i % 3 {
		case 1:
			words = fmt.Sprintf("الخصم متأخر جدا %d", i) + arabic
		case 2:
			words = turned + fmt.Sprint(i)
		}
		answer(t, a, "identified", words)
	}
	a.Work()
	officer := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Email: "left@example.com", Language: language.English})
	link, ok := officer.Get("/app/surveys/identified/themes").Find("tbody th a").First().Attr("href")
	if !ok {
		t.Fatal("no theme is reported")
	}
	browser := browsertest.Start(t)
	for name, screen := range map[string]browsertest.Screen{"desktop": browsertest.Desktop, "phone": browsertest.Phone} {
		p := browser.Open(screen.In(language.English), a.URL+"/login")
		p.Fill("#email", "left@example.com").Fill("#password", apptest.Password).Go("button.primary")
		p.Visit(a.URL + link).Look("turned-" + name)
		ways := map[string]int{}
		for _, way := range browsertest.Ask[[]string](p, running, "blockquote p") {
			ways[way]++
		}
		if ways["left"] == 0 || ways["right"] == 0 {
			t.Errorf("%s: quotes run %v", name, ways)
		}
		for _, around := range []string{"h1", "blockquote footer", "nav a"} {
			for _, way := range browsertest.Ask[[]string](p, running, around) {
				if way == "left" {
					t.Errorf("%s: %s is turned round", name, around)
				}
			}
		}
	}
	a.Calm(t)
}
