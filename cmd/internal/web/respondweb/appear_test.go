package respondweb_test

// Questions that appear by answers of their own screen and must be answered: as
// a browser without JavaScript meets them, or one whose network was slower than
// the thumb.

import (
	"testing"

	"dealervoice/cmd/internal/apptest"
)

const appearing = `{"title":{"default":"A","zh-cn":"现"},"pages":[{"name":"a","elements":[
	{"type":"radiogroup","name":"q","title":"Content","choices":["yes","no"],"isRequired":true},
	{"type":"comment","name":"why","title":"Why","isRequired":true,"visibleIf":"{q} = 'no'"},
	{"type":"matrixdropdown","name":"g","title":"Grid","rows":["r1"],"columns":[
		{"name":"s","title":"S","cellType":"dropdown","choices":[1,2]},
		{"name":"t","title":"T","cellType":"text","isRequired":true,"visibleIf":"{row.s} = 1"}]},
	{"type":"text","name":"must","title":"Must","isRequired":true}]}]}`

// TestWhatMustBeAnsweredIsAskedBeforeItIsMissed presses submit on a screen that
// lacks questions its answers lead to.
func TestWhatMustBeAnsweredIsAskedBeforeItIsMissed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "appear", appearing)
		p := visitor(a).Get("/s/appear")
		p = form(p).Set("q", "no").Set("g.r1.s", "1").Set("must", "typed").Press(submit)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.None(".summary"), apptest.None(".err"), apptest.Count(".notice a", 2),
			apptest.Says(".notice", "多了下面的问题"), apptest.Holds("must", "typed"), apptest.Holds("q", "no"), apptest.Has("textarea[name=why]"))
		if n := len(stored(t, a, survey)); n != 0 {
			t.Fatalf("%d stored", n)
		}
		p = form(p).Press(submit) // now they were there
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".summary a", "Why"), apptest.Count(".err", 2), apptest.Holds("must", "typed"))
		form(p).Set("why", "weil").Set("g.r1.t", "so").Press(submit).Expect(apptest.At("/s/appear/done"))
		if _, data := sole(t, a, survey); data != `{"g":{"r1":{"s":1,"t":"so"}},"must":"typed","q":"no","why":"weil"}` {
			t.Errorf("stored %s", data)
		}
	})
}

// TestANewQuestionIsNotBlamedBesideAMistake leaves out what was there, too.
func TestANewQuestionIsNotBlamedBesideAMistake(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "appear", appearing)
		p := form(visitor(a).Get("/s/appear")).Set("q", "no").Press(submit)
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Count(".summary li", 1), apptest.Says(".summary a", "Must"), apptest.Count(".err", 1),
			apptest.Has("textarea[name=why]"), apptest.Holds("q", "no"))
		p = form(p).Set("must", "x").Press(submit)
		p.Expect(apptest.Status(422), apptest.Says(".summary a", "Why"), apptest.Holds("must", "x"))
		if n := len(stored(t, a, survey)); n != 0 {
			t.Fatalf("%d stored", n)
		}
	})
}
