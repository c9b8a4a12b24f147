package app_test

// E1 and E2 of the list of bad input: whatever people write stands on every
// page as text. The demo company, with a canary sung in every name, title,
// answer, comment and definition, is walked from the start page to the last
// kind of link.

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/demo"
	"dealervoice/survey/access"
)

const canary = `<img src=x onerror=alert(1)>`

// perches are the columns that people write into: after the word, where one is
// named (in documents of JSON, and where the column is short), else at the end.
var perches = []struct{ table, column, word string }{
	{"users", "name", ""}, {"dealers", "name", ""}, {"dealers", "area", ""}, {"dealers", "tier", ""}, {"invitations", "dealer_name", ""},
	{"surveys", "title_zh", ""}, {"surveys", "title_en", ""}, {"surveys", "source", "经销商"}, {"survey_versions", "source", "经销商"}, {"survey_versions", "source", "满意"},
	{"policies", "title_zh", ""}, {"policies", "title_en", ""}, {"policy_versions", "summary_zh", ""}, {"policy_versions", "note", ""}, {"policy_clauses", "text_zh", ""},
	{"responses", "data", "返利"}, {"responses", "data", "慢"}, {"process_versions", "body", "经销商"}, {"proposals", "author_name", ""}, {"proposals", "body", "经销商"},
	{"cue_candidates", "cue", ""}, {"audit", "actor_name", ""}, {"audit", "object_id", ""}, {"jobs", "last_error", ""},
}

// unlock lets what never changes be changed: only a test does.
func unlock(t *testing.T, a *apptest.App) {
	t.Helper()
	sql, drop := "SELECT name AS trigger, tbl_name AS place FROM sqlite_master WHERE type = 'trigger'", "DROP TRIGGER %s"
	if a.DB.Dialect() == db.PostgreSQL {
		sql, drop = "SELECT DISTINCT trigger_name AS trigger, event_object_table AS place FROM information_schema.triggers WHERE trigger_schema = current_schema()", "DROP TRIGGER %s ON %s"
	}
	var found []struct{ Trigger, Place string }
	if err := a.DB.Read(context.Background()).Raw(sql).Scan(&found).Error; err != nil || len(found) == 0 {
		t.Fatalf("%d triggers, %v", len(found), err)
	}
	for _, f := range found {
		args := []any{f.Trigger, f.Place}[:strings.Count(drop, "%s")]
		if err := a.DB.Write(context.Background()).Exec(fmt.Sprintf(drop, args...)).Error; err != nil {
			t.Fatal(err)
		}
	}
}

// sing puts the canary everywhere.
func sing(t *testing.T, a *apptest.App) {
	t.Helper()
	unlock(t, a)
	ctx := context.Background()
	for _, p := range perches {
		column, cast := p.column, ""
		if a.DB.Dialect() == db.PostgreSQL {
			var kind string
			sql := "SELECT data_type FROM information_schema.columns WHERE table_name = ? AND column_name = ? LIMIT 1"
			if err := a.DB.Read(ctx).Raw(sql, p.table, p.column).Scan(&kind).Error; err != nil {
				t.Fatal(err)
			}
			if kind == "jsonb" {
				column, cast = p.column+"::text", "::jsonb"
			}
		}
		to, args := column+" || ?", []any{canary}
		if p.word != "" {
			to, args = "replace("+column+", ?, ?)", []any{p.word, p.word + canary}
		}
		done := a.DB.Write(ctx).Exec("UPDATE "+p.table+" SET "+p.column+" = ("+to+")"+cast, args...)
		if done.Error != nil {
			t.Fatalf("%s.%s: %v", p.table, p.column, done.Error)
		}
	}
}

// hit tells why a page is not harmless; "" if it is.
func hit(p *apptest.Page) string {
	if !strings.Contains(p.Header.Get("Content-Type"), "html") {
		if strings.Contains(p.Header.Get("Content-Type"), "svg") && strings.Contains(p.Body, "<img") {
			return "a drawing holds it as an element"
		}
		return ""
	}
	found := ""
	p.Find("*").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		for _, attr := range s.Nodes[0].Attr {
			if strings.HasPrefix(attr.Key, "on") || attr.Key == "src" && attr.Val == "x" || strings.HasPrefix(strings.ToLower(strings.TrimSpace(attr.Val)), "javascript:") {
				found = goquery.NodeName(s) + " " + attr.Key + "=" + attr.Val
				return false
			}
		}
		return true
	})
	return found
}

var number = regexp.MustCompile(`[0-9a-zA-Z]{20,}|[0-9]+`)

func TestNoPageTakesWhatPeopleWriteForHTML(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx := context.Background()
		if err := demo.Load(ctx, a.App, apptest.Password); err != nil {
			t.Fatal(err)
		}
		sing(t, a)
		for _, slug := range []string{"dealer-quarterly", "consumer-after-purchase"} {
			if _, err := a.Surveys.Publish(ctx, access.Machine("test"), slug); err != nil {
				t.Fatal(err)
			}
		}
		c := a.LogIn(t, access.Roles()...)
		seen, shapes, sung := map[string]bool{"/logout": true}, map[string]int{}, map[string]bool{}
		queue := []string{"/app", "/s/dealer-quarterly", "/s/consumer-after-purchase"}
		visited := 0
		for len(queue) > 0 && visited < 140 {
			at := queue[0]
			queue = queue[1:]
			shape := number.ReplaceAllString(strings.SplitN(at, "?", 2)[0], "N")
			if seen[at] || shapes[shape] >= 2 { // enough of a kind
				continue
			}
			seen[at] = true
			shapes[shape]++
			visited++
			p := c.Get(at)
			if p.Status >= 500 {
				t.Errorf("%s: %d", at, p.Status)
				continue
			}
			if why := hit(p); why != "" {
				t.Errorf("%s: %s", at, why)
			}
			if strings.Contains(p.Body, "onerror=alert(1)") {
				sung[shape] = true
			}
			if strings.Contains(p.Header.Get("Content-Type"), "html") {
				p.Find("a[href], img[src]").Each(func(_ int, s *goquery.Selection) {
					to, err := url.Parse(s.AttrOr("href", s.AttrOr("src", "")))
					if err == nil && !to.IsAbs() && strings.HasPrefix(to.Path, "/") && !strings.HasPrefix(to.Path, "/static") {
						queue = append(queue, to.RequestURI())
					}
				})
			}
		}
		var places []string
		for shape := range sung {
			places = append(places, shape)
		}
		slices.Sort(places)
		if visited < 100 || len(places) < 13 {
			t.Errorf("%d pages were walked; the canary was heard on %d kinds of pages: %v", visited, len(places), places)
		}
		t.Logf("%d pages, heard on %d kinds of them", visited, len(places))
	})
}
