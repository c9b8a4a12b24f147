package respondweb_test

// A form that is sent again is no news, whatever its draft knew: B1, B2, B3 of
// the list of bad input, where the form carries less than was stored of it. And
// of several links of a dealer none tells what came by another.

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
)

// pared is the last post of a form without the answers of its other screens, as
// a page sends it that was rebuilt by hand, a script, or an old tab.
func pared(p *apptest.Page, fields ...string) string {
	body := ""
	for _, name := range append([]string{"_sid", "_page", "_rev", "_go"}, fields...) {
		if v, ok := p.Find("[name=" + name + "]").Attr("value"); ok && name != "_go" {
			body += name + "=" + url.QueryEscape(v) + "&"
		}
	}
	return body + "_go=submit&_end=1"
}

// begun fills the first two screens of the survey and gives the third one.
func begun(t *testing.T, a *apptest.App, path string) *apptest.Page {
	t.Helper()
	p := form(visitor(a).Get(path)).Set("a1", "eins").Set("a2", "mehr").Press(next)
	p = form(p).Set("b1", "y").Press(next)
	p.Expect(apptest.Status(200), apptest.Has("textarea[name=c1]"), apptest.Holds("a1", "eins"))
	return p
}

func TestARetryThatCarriesLessThanItsDraftGetsTheSameReceipt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, way := range []string{"public", "personal"} {
			t.Run(way, func(t *testing.T) {
				slug := "three-" + way
				survey := publish(t, a, slug, pages3)
				path := "/s/" + slug
				if way == "personal" {
					path = invite(t, a, slug, "D-1")
				}
				less := pared(begun(t, a, path)) + "&c1=Schluss"
				first := raw(visitor(a), path, less)
				first.Expect(apptest.Status(303))
				if _, data := sole(t, a, survey); data != `{"a1":"eins","a2":"mehr","b1":"y","c1":"Schluss"}` {
					t.Fatalf("stored %s", data)
				}
				for range 2 { // by itself the form lacks answers that must be there
					again := raw(visitor(a), path, less)
					again.Expect(apptest.Status(303))
					if got, want := again.Header.Get("Location"), first.Header.Get("Location"); got != want {
						t.Errorf("the receipt is %s, was %s", got, want)
					}
				}
				// the whole form, as another tab sends it, is the same answer too
				whole := less + "&a1=eins&a2=mehr&b1=y"
				raw(visitor(a), path, whole).Expect(apptest.Status(303))
				// other content is not: complete by itself, or not
				p := raw(visitor(a), path, strings.Replace(whole, "Schluss", "Anfang", 1))
				p.Expect(apptest.Status(409), apptest.WellMade(), apptest.Says("dd", "Anfang"))
				raw(visitor(a), path, strings.Replace(less, "Schluss", "Anfang", 1)).Expect(apptest.Status(422), apptest.WellMade())
				// nor does the draft which that mistake began hide the retry
				raw(visitor(a), path, less).Expect(apptest.Status(303))
				if _, data := sole(t, a, survey); !strings.Contains(data, "Schluss") {
					t.Errorf("stored %s", data)
				}
			})
		}
		calm(t, a)
	})
}

func TestARetryAfterTheEndThatCarriesLessGetsItsReceipt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "three", pages3)
		less := pared(begun(t, a, "/s/three")) + "&c1=Schluss"
		first := raw(visitor(a), "/s/three", less)
		if err := a.Surveys.Close(t.Context(), machine, "three"); err != nil {
			t.Fatal(err)
		}
		ended(t, a, "three", 20*time.Minute)
		again := raw(visitor(a), "/s/three", less)
		again.Expect(apptest.Status(303))
		if again.Header.Get("Location") != first.Header.Get("Location") {
			t.Error("another receipt")
		}
		raw(visitor(a), "/s/three", strings.Replace(less, "Schluss", "Anfang", 1)).Expect(apptest.Status(410))
		sole(t, a, survey)
	})
}

func TestADoubleClickWithADraftIsOneAnswer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		for _, path := range []string{"/s/three", link} {
			less := pared(begun(t, a, path)) + "&c1=Schluss"
			const n = 40
			places := make([]string, n)
			var wg sync.WaitGroup
			for i := range n {
				wg.Go(func() {
					p := raw(visitor(a), path, less)
					if p.Status != 303 {
						t.Errorf("sending %d: %d", i, p.Status)
					}
					places[i] = p.Header.Get("Location")
				})
			}
			wg.Wait()
			for _, place := range places {
				if place != places[0] || place == "" {
					t.Fatalf("receipts %q and %q", place, places[0])
				}
			}
		}
		if n := len(stored(t, a, survey)); n != 2 {
			t.Errorf("%d responses of two people", n)
		}
		calm(t, a)
	})
}

func TestTwoTabsOfOneLinkWithADraftBetweenThem(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		one := begun(t, a, link)
		two := visitor(a).Get(link) // resumes on the third screen
		two.Expect(apptest.Has("textarea[name=c1]"))
		done := form(one).Set("c1", "gleich").Press(submit)
		done.Expect(apptest.At("/s/three/done"))
		code := done.Text(".receipt strong")
		form(two).Set("c1", "gleich").Press(submit).Expect(apptest.At("/s/three/done"), apptest.Says(".receipt strong", code))
		form(two).Set("c1", "anders").Press(submit).Expect(apptest.Status(409), apptest.Says("dd", "anders"))
		if _, data := sole(t, a, survey); data != `{"a1":"eins","a2":"mehr","b1":"y","c1":"gleich"}` {
			t.Errorf("stored %s", data)
		}
		calm(t, a)
	})
}

func TestAQuestionThatTheDraftHadAnsweredIsNotAskedAgainByARetry(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "opens", `{"title":{"default":"O","zh-cn":"开"},"pages":[
			{"name":"a","elements":[{"type":"radiogroup","name":"q","choices":["yes","no"]},{"type":"text","name":"t","visibleIf":"{q} = 'yes'"}]},
			{"name":"b","elements":[{"type":"text","name":"e"},{"type":"text","name":"f","visibleIf":"{e} = 'x'"}]}]}`)
		p := form(visitor(a).Get("/s/opens")).Set("q", "yes").Press(next)
		p = form(p).Set("t", "grund").Press(next)
		p = form(p).Set("e", "x").Press(submit) // brings up f
		p.Expect(apptest.Status(200), apptest.Has("input[type=text][name=f]"))
		less := pared(p) + "&e=x&f=y&_seen=" + url.QueryEscape(p.Find("[name=_seen]").AttrOr("value", ""))
		first := raw(visitor(a), "/s/opens", less)
		first.Expect(apptest.Status(303))
		again := raw(visitor(a), "/s/opens", less)
		again.Expect(apptest.Status(303))
		if _, data := sole(t, a, survey); data != `{"e":"x","f":"y","q":"yes","t":"grund"}` {
			t.Errorf("stored %s", data)
		}
		if n := count(t, a, "drafts"); n != 0 {
			t.Errorf("%d drafts are left", n)
		}
	})
}

// sight is what somebody sees of a page, without what is drawn anew each time.
func sight(p *apptest.Page, link string) string {
	body := p.Body
	for _, name := range []string{"_sid", "_rev"} {
		if v, ok := p.Find("[name=" + name + "]").Attr("value"); ok {
			body = strings.ReplaceAll(body, `"`+v+`"`, `"*"`)
		}
	}
	return fmt.Sprint(p.Status, " ", strings.ReplaceAll(body, link, "/i/*"))
}

// What staff see by a link made anew is the same, step by step, whether or not
// the dealer had answered by the first one.
func TestANewLinkOfAConfidentialSurveyTellsNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "three", pages3)
		walk := func(code string, answered bool) (steps []string) {
			old := invite(t, a, "three", code)
			if answered {
				form(begun(t, a, old)).Set("c1", "wahr").Press(submit).Expect(apptest.At("/s/three/done"))
				visitor(a).Get(old).Expect(apptest.Says("h1", "已经填过"))
			}
			link := invite(t, a, "three", code)
			see := func(p *apptest.Page) *apptest.Page {
				steps = append(steps, sight(p, link))
				return p
			}
			see(visitor(a).Get(old))
			p := see(visitor(a).Get(link))
			p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Has("input[name=a1]"), apptest.Says(".privacy", "先交的那份有效"))
			see(raw(visitor(a), link, pared(p))) // nothing in it
			p = see(form(p).Set("a1", "neugierig").Press(next))
			see(visitor(a).Get(link)) // resumes
			p = see(form(p).Set("b1", "x").Press(next))
			less, whole := pared(p)+"&c1=1", pared(p)+"&c1=2&a1=neugierig&b1=x"
			receipt := func(p *apptest.Page) {
				p.Expect(apptest.Status(303))
				steps = append(steps, fmt.Sprint(p.Status, len(p.Header.Get("Location"))))
			}
			receipt(raw(visitor(a), link, less))
			receipt(raw(visitor(a), link, less))
			see(raw(visitor(a), link, whole)).Expect(apptest.Status(409))
			see(visitor(a).Get(link)).Expect(apptest.Says("h1", "已经填过"))
			see(raw(visitor(a), link, pared(p)))
			return steps
		}
		fresh, after := walk("D-1", false), walk("D-2", true)
		for i := range fresh {
			if strip(fresh[i]) != strip(after[i]) {
				t.Errorf("step %d tells who has answered:\n%s\n%s", i, fresh[i], after[i])
			}
		}
		list := stored(t, a, survey)
		if len(list) != 2 || count(t, a, "participations") != 2 || count(t, a, "set_aside") != 1 {
			t.Fatalf("%d responses, %d participations, %d set aside", len(list), count(t, a, "participations"), count(t, a, "set_aside"))
		}
		said := fmt.Sprint(list[0].Data["c1"], list[1].Data["c1"])
		if said != "1wahr" && said != "wahr1" {
			t.Errorf("stored %s", said)
		}
		calm(t, a)
	})
}

// strip takes the receipt's code, which two dealers do not share, out of a page.
func strip(page string) string {
	i := strings.Index(page, `class="receipt"`)
	if i < 0 {
		return page
	}
	j := strings.Index(page[i:], "<strong>")
	k := strings.Index(page[i:], "</strong>")
	if j < 0 || k < j {
		return page
	}
	return page[:i+j] + page[i+k:]
}

func TestWhatAFormCarriedIsReadAlikeInEveryLanguage(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "three", pages3)
		less := pared(begun(t, a, "/s/three")) + "&c1=Schluss"
		raw(visitor(a), "/s/three", less).Expect(apptest.Status(303))
		raw(visitor(a), "/s/three", less+"&_lang=en").Expect(apptest.Status(303))
	})
}
