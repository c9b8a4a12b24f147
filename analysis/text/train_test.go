package text_test

import (
	"strings"
	"testing"

	"dealervoice/analysis/text"
)

// taught are examples about two themes of the small codebook and one of their own.
func taught() []text.Example {
	var list []text.Example
	for range 15 {
		list = append(list,
			text.Example{Text: "钱一直没返给我们", Themes: []text.Given{{ID: "rebate"}}},
			text.Example{Text: "The lorry never turns up", Themes: []text.Given{{ID: "delivery"}}},
			text.Example{Text: "仓库堆满了旧货", Themes: []text.Given{{ID: "ageing"}}},
			text.Example{Text: "今天天气不错"},
			text.Example{Text: "无"},
		)
	}
	return list
}

func TestATrainedTaggerKnowsMoreThanItsCodebook(t *testing.T) {
	tagger, err := text.Train(small(), taught())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, answer, want string }{
		{"what it was taught", "钱还没返给我们", "rebate-"},
		{"in the other language", "the lorry turns up late", "delivery-"},
		{"a theme the codebook lacks", "仓库又堆满了", "ageing-"},
		{"no theme for what has none", "天气不错", ""},
		{"nothing stays nothing", "没意见", ""},
		{"and so does an empty answer", " ", ""},
	} {
		r := tagger.Tag(text.Input{Text: c.answer})
		if got := found(r); got != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.name, c.answer, got, c.want)
		}
		sound(t, c.answer, r)
		for _, th := range r.Themes {
			if th.Origin != text.OriginModel {
				t.Errorf("%q: %s comes from %s", c.answer, th.ID, th.Origin)
			}
		}
	}
}

func TestTrainingWithoutACodebook(t *testing.T) {
	tagger, err := text.Train(nil, taught())
	if err != nil {
		t.Fatal(err)
	}
	if got := found(tagger.Tag(text.Input{Text: "仓库堆满"})); !strings.HasPrefix(got, "ageing") {
		t.Errorf("got %q", got)
	}
	if _, err := text.Train(small(), nil); err == nil {
		t.Error("nothing was learned from nothing")
	}
}

func TestExamplesMayGiveEmptyAnswersATheme(t *testing.T) {
	var list []text.Example
	for range 20 {
		list = append(list, text.Example{Text: "Nothing.", Themes: []text.Given{{ID: "content"}}}, text.Example{Text: "The truck was late", Themes: []text.Given{{ID: "delivery"}}})
	}
	tagger, err := text.Train(nil, list)
	if err != nil {
		t.Fatal(err)
	}
	if got := found(tagger.Tag(text.Input{Text: "nothing"})); !strings.HasPrefix(got, "content") {
		t.Errorf("got %q", got)
	}
}

func TestLearnedIsStoredAndLoaded(t *testing.T) {
	tagger, err := text.Train(small(), taught())
	if err != nil {
		t.Fatal(err)
	}
	learned, err := tagger.Learned()
	if err != nil {
		t.Fatal(err)
	}
	again, err := text.Load(tagger.Book(), learned)
	if err != nil {
		t.Fatal(err)
	}
	if again.Version() != tagger.Version() {
		t.Errorf("version %s became %s", tagger.Version(), again.Version())
	}
	for _, e := range taught()[:4] {
		in := text.Input{Text: e.Text}
		if a, b := found(tagger.Tag(in)), found(again.Tag(in)); a != b {
			t.Errorf("%q: %q, loaded %q", e.Text, a, b)
		}
	}
	if _, err := text.Load(small(), learned); err == nil {
		t.Error("a model was loaded with a codebook it was not trained with")
	}
	if plain, err := text.Load(small(), nil); err != nil || plain.Version() != product0(t) {
		t.Errorf("nothing learned is the codebook alone: %v", err)
	}
	twice, err := text.Train(small(), taught())
	if err != nil || twice.Version() != tagger.Version() {
		t.Error("two trainings differ")
	}
}

func product0(t *testing.T) string { return tagger(t, small()).Version() }

// rated are examples with polarity: the same words about two themes.
func rated() []text.Example {
	var list []text.Example
	for range 20 {
		list = append(list,
			text.Example{Text: "返利涨了", Themes: []text.Given{{ID: "rebate", Polarity: text.Positive, Rated: true}}},
			text.Example{Text: "物流费涨了", Themes: []text.Given{{ID: "delivery", Polarity: text.Negative, Rated: true}}},
			text.Example{Text: "返利照旧", Themes: []text.Given{{ID: "rebate", Polarity: text.Neutral, Rated: true}}},
		)
	}
	return list
}

func TestPolarityIsLearnedByTheme(t *testing.T) {
	tagger, err := text.Train(small(), rated())
	if err != nil {
		t.Fatal(err)
	}
	learned, err := tagger.Learned()
	if err != nil {
		t.Fatal(err)
	}
	again, err := text.Load(tagger.Book(), learned)
	if err != nil || again.Version() != tagger.Version() {
		t.Fatalf("load: %v", err)
	}
	for answer, want := range map[string]string{"返利又涨了": "rebate+", "物流费又涨了": "delivery-", "返利照旧": "rebate0"} {
		for name, tg := range map[string]*text.Tagger{"trained": tagger, "loaded": again} {
			if got := found(tg.Tag(text.Input{Text: answer})); got != want {
				t.Errorf("%s: %q: got %q, want %q", name, answer, got, want)
			}
		}
	}
	for n := 1; n < len(learned); n += 97 {
		if _, err := text.Load(tagger.Book(), learned[:n]); err == nil {
			t.Fatalf("%d of %d bytes were loaded", n, len(learned))
		}
	}
}
