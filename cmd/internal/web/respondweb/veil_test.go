package respondweb_test

// What a file of single answers says of dealers where staff must not know who
// answered.

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/audience"
)

// exported are the records of a survey as a file holds them.
func exported(t *testing.T, a *apptest.App, p survey.Published) []feedback.Record {
	t.Helper()
	versions, err := a.Surveys.Versions(context.Background(), machine, p.Survey.ID)
	if err != nil {
		t.Fatal(err)
	}
	e := feedback.Export{Survey: p.Survey, Versions: versions}
	var list []feedback.Record
	err = a.Feedback.Export(context.Background(), machine, e, func(r feedback.Record) error {
		list = append(list, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	names, err := a.Feedback.AttributeNames(context.Background(), machine, e)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		for name := range r.Attributes {
			if !strings.Contains(fmt.Sprint(names), name) {
				t.Errorf("%s is among no names %v", name, names)
			}
		}
	}
	return list
}

// answers has dealers of a region and tier answer by their links.
func answers(t *testing.T, a *apptest.App, slug string, n int, d audience.Dealer) {
	t.Helper()
	for i := range n {
		d.Code, d.Rep = audience.Code(fmt.Sprint(d.Region, d.Tier, i)), fmt.Sprintf("rep%d@example.com", i)
		issued, err := a.Surveys.Invite(context.Background(), machine, slug, []audience.Dealer{d})
		if err != nil {
			t.Fatal(err)
		}
		link := "/i/" + issued[0].Token.Reveal()
		raw(visitor(a), link, "q1=1&_end=1&_sid="+sid(t, visitor(a), link)).Expect(apptest.Status(303))
	}
}

func TestAFileOfAConfidentialSurveyPointsAtNoDealer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p := publish(t, a, "small", small)
		east := audience.Dealer{Name: "永盛商贸", Region: "华东", Area: "苏南", Tier: "A", Channels: []string{"trad"}}
		west := audience.Dealer{Name: "永盛商贸", Region: "西北", Area: "关中", Tier: "A", Channels: []string{"trad"}}
		answers(t, a, "small", 5, east)
		answers(t, a, "small", 6, west)
		kept := func() map[string]int {
			out := map[string]int{}
			for _, r := range exported(t, a, p) {
				raw, err := json.Marshal(r.Attributes)
				if err != nil {
					t.Fatal(err)
				}
				out[string(raw)]++
				if h, m, s := r.Submitted.Clock(); h+m+s != 0 {
					t.Errorf("the file tells the minute: %v", r.Submitted)
				}
				if r.Language != "zh-CN" {
					t.Errorf("language %q", r.Language)
				}
			}
			return out
		}
		want := `map[{"channel":"trad","region":"华东","tier":"A"}:5 {"channel":"trad","region":"西北","tier":"A"}:6]`
		if got := fmt.Sprint(kept()); got != want {
			t.Errorf("groups %s\nwant   %s", got, want)
		}
		// one dealer of a rare tier: no tier of anybody is told, or the rest would tell it
		west.Tier = "S"
		answers(t, a, "small", 1, west)
		if got := fmt.Sprint(kept()); got != `map[{"region":"华东"}:5 {"region":"西北"}:7]` {
			t.Errorf("with a rare tier: %s", got)
		}
		east.Region = "西藏"
		answers(t, a, "small", 4, east)
		if got := fmt.Sprint(kept()); got != `map[{}:16]` {
			t.Errorf("with a small region: %s", got)
		}
	})
}

func TestAFileOfAnIdentifiedSurveyIsWhole(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p := publish(t, a, "small", strings.Replace(small, `"pages"`, `"dv":{"privacy":{"mode":"identified"}},"pages"`, 1))
		answers(t, a, "small", 1, audience.Dealer{Name: "永盛商贸", Region: "华东", Area: "苏南", Tier: "A"})
		list := exported(t, a, p)
		if len(list) != 1 || list[0].Attributes["rep"] != "rep0@example.com" || list[0].Submitted.Nanosecond() == 0 {
			t.Errorf("given out %+v", list)
		}
		// once a version promised more, all of it is kept to
		publish(t, a, "small", small)
		if list = exported(t, a, p); len(list[0].Attributes) != 0 {
			t.Errorf("given out %+v", list[0])
		}
	})
}

// Of an unlinkable survey a file tells no id that a receipt begins with, and no
// order that could be compared; of a confidential one nothing that together tells
// few apart.
func TestAFileOfAnUnlinkableSurveyHasNoIdsAndNoOrder(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p := publish(t, a, "dark", inMode(survey.Unlinkable))
		receiptOf(t, a, "dark", "1", "vom Aushang")
		for i := range 17 {
			receiptOf(t, a, "dark", "1", fmt.Sprint("wort", i))
		}
		a.Settle(t, "dark")
		var stored []string
		if err := a.DB.Read(t.Context()).Raw("SELECT id FROM responses ORDER BY id").Scan(&stored).Error; err != nil || len(stored) != 18 {
			t.Fatalf("%d answers, %v", len(stored), err)
		}
		orders, ids := map[string]bool{}, map[feedback.ID]bool{}
		for range 3 {
			var order []string
			for _, r := range exported(t, a, p) {
				order = append(order, fmt.Sprint(r.Data["q2"]))
				if ids[r.ID] || r.Submitted != nil || r.Attributes["rep"]+r.Attributes["area"] != "" {
					t.Errorf("given out %+v", r)
				}
				ids[r.ID] = true
				for _, id := range stored {
					if strings.Contains(string(r.ID), id[:8]) {
						t.Errorf("row %s is of answer %s", r.ID, id)
					}
				}
			}
			if len(order) != 18 {
				t.Fatalf("%d rows", len(order))
			}
			orders[fmt.Sprint(order)] = true
		}
		if len(orders) == 1 {
			t.Error("the rows come in the same order each time")
		}
	})
}

func TestAFileOfAConfidentialSurveyTellsNoDayAndNoLanguageOfFew(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p := publish(t, a, "small", small)
		east := audience.Dealer{Name: "永盛商贸", Region: "华东", Area: "苏南", Tier: "A"}
		answers(t, a, "small", 6, east)
		for _, r := range exported(t, a, p) {
			if r.Submitted == nil || r.Language == "" || r.Attributes["tier"] != "A" {
				t.Fatalf("of many too little is told: %+v", r)
			}
		}
		// a single answer of another month: no time of anybody is told
		a.Later(40 * 24 * time.Hour)
		east.Tier = "B"
		answers(t, a, "small", 1, east)
		for _, r := range exported(t, a, p) {
			if r.Submitted != nil || r.Attributes["tier"] != "" || r.Attributes["region"] != "华东" {
				t.Errorf("one stands out: %+v", r)
			}
		}
	})
}
