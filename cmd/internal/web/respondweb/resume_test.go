package respondweb_test

// Whatever was answered, and wherever somebody stopped: the personal link goes
// on there with all of it, on another device, in the version it was begun with.

import (
	"flag"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"pgregory.net/rapid"

	"dealervoice/cmd/internal/apptest"
	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/cmd/internal/flat"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

func TestALinkResumesAtEveryPageWithEverythingThatWasAnswered(t *testing.T) {
	raw, err := questionnaire.Definition("dealer-quarterly")
	if err != nil {
		t.Fatal(err)
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		j := &resuming{t: t, app: a, source: string(raw)}
		j.published = publish(t, a, "dealer-quarterly", j.source)
		people(t, "8")
		rapid.Check(t, j.run)
		t.Logf("%d people, %d resumed pages, %d versions", j.people, j.resumed, j.published.Version.Number)
		calm(t, a)
	})
}

// people bounds how many fill the questionnaire, where nobody asked for more
// (-rapid.checks): each is some fifty requests.
func people(t *testing.T, n string) {
	f := flag.Lookup("rapid.checks")
	if f.Value.String() != f.DefValue {
		return
	}
	if err := f.Value.Set(n); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Value.Set(f.DefValue) }) //nolint:errcheck // it was its value
}

// resuming is the survey under test.
type resuming struct {
	t               *testing.T
	app             *apptest.App
	source          string
	published       survey.Published
	people, resumed int
}

// run lets one dealer fill the questionnaire, a fresh device a page.
func (j *resuming) run(rt *rapid.T) {
	j.people++
	dealer := fmt.Sprintf("D-%d", j.people)
	link := invite(j.t, j.app, "dealer-quarterly", dealer)
	begun := j.published
	p := visitor(j.app).Get(link)
	for range 60 {
		j.fill(rt, begun.Definition, p)
		if rapid.Bool().Draw(rt, "autosave") {
			p = j.autosaved(rt, link, p)
		}
		button := next
		if p.Find(back).Length() > 0 && rapid.IntRange(0, 5).Draw(rt, "back") == 0 {
			button = back
		}
		q := form(p).Press(button)
		if q.Status != 200 || strings.HasSuffix(q.URL.Path, "/done") {
			p = q
			break
		}
		if button == back { // the draft goes back only with what is sent from there
			p = q
			continue
		}
		p = j.resumes(rt, link, q)
		if rapid.IntRange(0, 30).Draw(rt, "publish") == 0 {
			title := fmt.Sprintf(`"title": {"default": "Dealer survey %d"`, j.people)
			j.published = publish(j.t, j.app, "dealer-quarterly", strings.Replace(j.source, `"title": {"default": "Dealer quarterly satisfaction survey"`, title, 1))
		}
	}
	if !strings.HasSuffix(p.URL.Path, "/done") {
		rt.Fatalf("%s ended at %s: %s", dealer, p, p.Gist())
	}
	list := stored(j.t, j.app, begun)
	if len(list) != j.people {
		rt.Fatalf("%d responses of %d people", len(list), j.people)
	}
	j.checkVersion(rt, begun.Version.Number)
}

// checkVersion wants the newest answer to be of the version it was begun on.
func (j *resuming) checkVersion(rt *rapid.T, want survey.Number) {
	var n int
	sql := "SELECT count(*) FROM responses WHERE version = ?"
	if err := j.app.DB.Read(j.t.Context()).Raw(sql, want).Scan(&n).Error; err != nil || n == 0 {
		rt.Fatalf("no response of version %d: %v", want, err)
	}
}

// resumes opens the link on a device that knows nothing, and wants the page
// there is.
func (j *resuming) resumes(rt *rapid.T, link string, p *apptest.Page) *apptest.Page {
	j.resumed++
	q := visitor(j.app).Get(link)
	was, is := held(p), held(q)
	if !reflect.DeepEqual(was, is) {
		rt.Fatalf("page %v resumed differs:\n%v\n%v", was["_page"], was, is)
	}
	return q
}

// autosaved keeps what is typed, and finds it on another device.
func (j *resuming) autosaved(rt *rapid.T, link string, p *apptest.Page) *apptest.Page {
	keepDraft(j.t, visitor(j.app), link, p, 204)
	q := visitor(j.app).Get(link)
	was, is := held(p), held(q)
	delete(is, "_seen") // what appeared by this screen's own answers is shown now
	delete(was, "_seen")
	for name, values := range was {
		e := flat.Owner(j.published.Definition, name)
		hidden := e != nil && e.VisibleIf != nil && is[name] == nil // by what was just answered
		if !slices.Equal(values, is[name]) && !hidden {
			rt.Fatalf("saved at page %v, %s became %v from %v", was["_page"], name, is[name], values)
		}
	}
	return q
}

// held is everything that a page would send, but for what names the device.
func held(p *apptest.Page) url.Values {
	values, err := url.ParseQuery(form(p).Request(next).Body)
	if err != nil {
		return nil
	}
	maps.DeleteFunc(values, func(_ string, v []string) bool { return strings.Join(v, "") == "" })
	for _, name := range []string{"_sid", "_rev", "_go", "_trap", "_was"} {
		delete(values, name)
	}
	return values
}

// fill answers what is on the page: all that must be, and some of the rest.
func (j *resuming) fill(rt *rapid.T, def *definition.Definition, p *apptest.Page) {
	f := form(p)
	chosen := map[string][]string{}
	p.Find("main .q input, main .q select, main .q textarea").Each(func(_ int, s *goquery.Selection) {
		name := s.AttrOr("name", "")
		if _, done := chosen[name]; done || name == "" || s.AttrOr("type", "") == "hidden" || s.AttrOr("type", "") == "range" {
			return
		}
		chosen[name] = nil
		if of, beside := strings.CutSuffix(name, answer.CommentSuffix); beside && !slices.Contains(chosen[of], "other") {
			f.Set(name) // nobody sees it
			return
		}
		e := flat.Owner(def, name)
		optional := s.Closest(".q").Find(".ask small").Length() > 0
		if e == nil || optional && rapid.IntRange(0, 2).Draw(rt, "leave") == 0 {
			return
		}
		chosen[name] = j.draw(rt, e, p, name, s)
		f.Set(name, chosen[name]...)
	})
}

func (j *resuming) draw(rt *rapid.T, e *definition.Element, p *apptest.Page, name string, s *goquery.Selection) []string {
	word := rapid.SampledFrom([]string{"到货晚", "rebate late", "“引号”与 <b>", "好 & 快"})
	switch {
	case strings.HasSuffix(name, answer.CommentSuffix), s.Is("textarea"):
		return []string{word.Draw(rt, name)}
	case s.Is("select"):
		return drawSelect(rt, p, name)
	case s.AttrOr("type", "") == "radio":
		return []string{rapid.SampledFrom(values(p, name)).Draw(rt, name)}
	case s.AttrOr("type", "") == "checkbox":
		var plain []string
		for _, v := range values(p, name) {
			if c, ok := definition.Find(flat.Options(j.published.Definition, e), v); ok && !c.Exclusive && !c.ShowComment && v != "other" {
				plain = append(plain, v)
			}
		}
		most := len(plain)
		if e.MaxSelected > 0 {
			most = min(most, e.MaxSelected)
		}
		return slices.Sorted(slices.Values(rapid.Permutation(plain).Draw(rt, name)[:rapid.IntRange(max(1, e.MinSelected), most).Draw(rt, "count")]))
	}
	if e.InputType == "number" {
		low, _ := e.Lower.(float64)
		high, ok := e.Upper.(float64)
		if !ok {
			high = low + 100
		}
		return []string{strconv.Itoa(rapid.IntRange(int(low), int(high)).Draw(rt, name))}
	}
	return []string{word.Draw(rt, name)}
}

// drawSelect picks from a list, or an order where several lists are one question.
func drawSelect(rt *rapid.T, p *apptest.Page, name string) []string {
	lists := p.Find(`main select[name="` + name + `"]`)
	var options []string
	lists.First().Find("option").Each(func(_ int, o *goquery.Selection) {
		if v := o.AttrOr("value", ""); v != "" {
			options = append(options, v)
		}
	})
	return rapid.Permutation(options).Draw(rt, name)[:min(lists.Length(), len(options))]
}

func values(p *apptest.Page, name string) []string {
	var out []string
	p.Find(`main input[name="` + name + `"]`).Each(func(_ int, s *goquery.Selection) { out = append(out, s.AttrOr("value", "")) })
	return out
}
