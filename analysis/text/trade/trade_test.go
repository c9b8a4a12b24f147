package trade_test

import (
	"slices"
	"testing"

	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/trade"
)

func book(complete bool, cues ...string) *codebook.Book {
	return &codebook.Book{
		Schema: codebook.Schema, Version: "1", Complete: complete, Groups: []codebook.Group{{ID: "g"}},
		Themes: []codebook.Theme{
			{ID: "geld", Parent: "g", Cues: map[string]codebook.Cues{"zh": {Topic: cues}}, Weak: []string{"奖励"}},
			{ID: "other", Parent: "g", Cues: map[string]codebook.Cues{"zh": {Topic: []string{"返现"}}}},
		},
	}
}

func TestAThemeOfTheTradeGetsItsCues(t *testing.T) {
	own := book(false, "返利", "返点", "奖励", "年终返", "季度返", "我们的话")
	wide := trade.Widen(own)
	got := wide.Themes[0].Cues["zh"]
	if !slices.Contains(got.Negative, "返利拖欠") || !slices.Contains(wide.Themes[0].Cues["en"].Topic, "rebate") {
		t.Errorf("rebates were not widened: %v", got)
	}
	if slices.Contains(got.Topic, "返现") {
		t.Error("a cue that another theme of the book lists was taken from it")
	}
	if got.Topic[5] != "我们的话" || wide.Themes[0].ID != "geld" {
		t.Errorf("the book's own cues come first: %v", got.Topic)
	}
	if len(own.Themes[0].Cues["zh"].Topic) != 6 || len(own.Themes[0].Cues["en"].Topic) != 0 {
		t.Error("the book that was handed in has changed")
	}
	if bad := wide.Check(); len(bad) > 0 {
		t.Error(bad)
	}
}

func TestBooksThatStayAsTheyAre(t *testing.T) {
	product, err := trade.Book()
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string]*codebook.Book{
		"of another trade":  book(false, "发动机", "马力", "扭矩", "涡轮", "返利"),
		"a theme of few":    book(false, "返利", "返点"),
		"complete":          book(true, "返利", "返点", "奖励", "年终返", "季度返"),
		"the product's own": product,
	} {
		if trade.Widen(b) != b {
			t.Errorf("%s: widened", name)
		}
	}
}
