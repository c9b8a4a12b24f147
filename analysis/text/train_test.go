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
			text.Example{Text: "钱一直没返给我们", Themes: []string{"rebate"}},
			text.Example{Text: "The lorry never turns up", Themes: []string{"delivery"}},
			text.Example{Text: "仓库堆满了旧货", Themes: []string{"ageing"}},
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
		list = append(list, text.Example{Text: "Nothing.", Themes: []string{"content"}}, text.Example{Text: "The truck was late", Themes: []string{"delivery"}})
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
