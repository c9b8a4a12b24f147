package respondweb_test

// What a form costs in statements, a promise of the product.

import (
	"testing"

	"dealervoice/cmd/internal/apptest"
)

func TestAFormCostsFewStatements(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "small", small)
		publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		c := visitor(a)
		var p *apptest.Page
		for _, step := range []struct {
			name          string
			do            func()
			reads, writes int // at most
		}{
			{"the first look of a process", func() { p = c.Get("/s/small") }, 2, 0},
			{"a look at a published form", func() { p = c.Get("/s/small") }, 1, 0},
			{"an answer on one page", func() { raw(c, "/s/small", "q1=1&_end=1&_sid="+p.Find("input[name=_sid]").AttrOr("value", "")) }, 1, 4},
			{"the same answer again", func() { raw(c, "/s/small", "q1=1&_end=1&_sid="+p.Find("input[name=_sid]").AttrOr("value", "")) }, 2, 2},
			{"a receipt", func() { c.Get("/s/small/done?r=ABCD-EFGH-JKMN") }, 1, 0},
			{"a page with errors", func() { raw(c, "/s/small", "_end=1&_sid="+p.Find("input[name=_sid]").AttrOr("value", "")) }, 2, 1},
			{"the first look at another", func() { p = c.Get(link) }, 3, 0},
			{"a look at a personal link", func() { p = c.Get(link) }, 2, 0},
			{"a page sent", func() { p = form(p).Set("a1", "x").Press(next) }, 2, 1},
			{"another page sent", func() { p = form(p).Set("b1", "x").Press(next) }, 2, 1},
			{"a personal answer", func() { c.Send(form(p).Request(submit)) }, 2, 4},
		} {
			reads, writes := a.Statements(step.do)
			if reads > step.reads || writes > step.writes || reads+writes > 6 {
				t.Errorf("%s costs %d reads and %d writes, at most %d and %d are promised", step.name, reads, writes, step.reads, step.writes)
			}
			t.Logf("%s: %d reads, %d writes", step.name, reads, writes)
		}
		calm(t, a)
	})
}
