package text_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
)

// product is the tagger of the codebook that the product brings.
func product(t testing.TB) *text.Tagger {
	t.Helper()
	f, err := os.Open("trade/codebook.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	book, err := codebook.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return tagger(t, book)
}

func tagger(t testing.TB, book *codebook.Book) *text.Tagger {
	t.Helper()
	tagger, err := text.New(book)
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

// small is a codebook of few cues, so that a test shows one rule at a time.
func small() *codebook.Book {
	theme := func(id string, zh, en codebook.Cues, weak ...string) codebook.Theme {
		return codebook.Theme{ID: id, Parent: "all", ZH: id, EN: id, Cues: map[string]codebook.Cues{"zh": zh, "en": en}, Weak: weak}
	}
	return &codebook.Book{
		Schema: codebook.Schema, Version: "1", Complete: true, Groups: []codebook.Group{{ID: "all"}},
		Themes: []codebook.Theme{
			theme("rebate", codebook.Cues{Topic: []string{"返利"}, Negative: []string{"返利不兑现"}, Positive: []string{"返利及时"}},
				codebook.Cues{Topic: []string{"rebate"}, Negative: []string{"late rebate"}, Positive: []string{"rebate on time"}}),
			theme("delivery", codebook.Cues{Topic: []string{"物流", "发货", "到货"}, Negative: []string{"物流慢", "等…才到"}, Positive: []string{"准时"}},
				codebook.Cues{Topic: []string{"deliver*", "truck"}, Negative: []string{"waited ... truck"}, Positive: []string{"on time"}}, "发货"),
			theme("diversion", codebook.Cues{Negative: []string{"窜货", "冲货"}}, codebook.Cues{Negative: []string{"diverted goods"}}),
			theme("noise", codebook.Cues{Topic: []string{"响"}}, codebook.Cues{Topic: []string{"noise", "noisy"}}),
			theme("voice", codebook.Cues{Topic: []string{"意见"}}, codebook.Cues{Topic: []string{"nothing changes"}}, "意见"),
			theme("stock", codebook.Cues{Negative: []string{"新品卖不动"}}, codebook.Cues{Negative: []string{"not moving"}}),
			theme("slow", codebook.Cues{Negative: []string{"卖不动"}}, codebook.Cues{Topic: []string{"course"}}),
		},
		Blockers: map[string][]string{"冲货": {"冲货款"}, "course": {"of course"}},
	}
}

// found writes tags as "theme-" "theme+" "theme0", sorted.
func found(r text.Result) string {
	var tags []string
	for _, th := range r.Themes {
		tags = append(tags, th.ID+[]string{"-", "0", "+"}[th.Polarity+1])
	}
	slices.Sort(tags)
	return strings.Join(tags, " ")
}

func TestOneRuleAtATime(t *testing.T) {
	tagger := tagger(t, small())
	for _, c := range []struct{ name, answer, want string }{
		{"a cue is found", "返利的事", "rebate0"},
		{"with the words of sentiment of its clause", "返利不错", "rebate+"},
		{"traditional characters and full width are the same", "返利　太慢，冲貨", "diversion- rebate-"},
		{"a cue with polarity brings it", "返利及时", "rebate+"},
		{"a negation turns it round", "返利不及时", "rebate-"},
		{"also from afar", "没有一次是准时的", "delivery-"},
		{"a negated complaint is praise", "没有窜货", "diversion+"},
		{"nothing of a thing is blame", "没有返利", "rebate-"},
		{"a contrast keeps polarities apart", "返利很好，但是物流慢", "delivery- rebate+"},
		{"also without a comma", "物流慢但是返利很好", "delivery- rebate+"},
		{"the next clause tells about the topic", "返利嘛，太少", "rebate-"},
		{"a cue may be strewn", "物流实在太慢了", "delivery-"},
		{"a cue may have a gap", "等了十天货才到", "delivery-"},
		{"a gap does not reach over a sentence", "等着。才到这里", ""},
		{"the longest cue counts", "新品卖不动", "stock-"},
		{"also strewn", "新品根本卖不动", "stock-"},
		{"a short cue inside a word is none", "影响很大", ""},
		{"and a word of its own is one", "一直响", "noise0"},
		{"a blocked phrase is no cue", "冲货款从返利里扣", "rebate0"},
		{"a weak cue counts alone", "发货要快", "delivery+"},
		{"and not beside a strong one of another theme", "返利的意见", "rebate0"},
		{"a homophone is heard", "反利还没兑现", "rebate-"},
		{"but not where it makes a word", "反应很快", ""},
		{"nothing to say is no theme", "没意见", ""},
		{"in both languages", "Nothing.", ""},
		{"unless the codebook claims it", "Nothing changes.", "voice0"},
		{"irony is blame", "真是厉害了，返利及时得一年没到", "rebate-"},
		{"English: endings are allowed", "rebates delivered", "delivery0 rebate0"},
		{"the beginning of a word must fit", "background music", ""},
		{"a hyphen is a space", "on-time delivery", "delivery+"},
		{"contractions negate", "The rebate isn't good", "rebate-"},
		{"however far", "never once was a truck on time", "delivery-"},
		{"a contrast works", "Great rebate but the truck was awful", "delivery- rebate+"},
		{"a phrase may be turned round", "the rebate is always late", "rebate-"},
		{"of course is no course", "of course", ""},
		{"languages may mix", "rebate很慢", "rebate-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := tagger.Tag(text.Input{Text: c.answer})
			if got := found(r); got != c.want {
				t.Errorf("%q: got %q, want %q", c.answer, got, c.want)
			}
			sound(t, c.answer, r)
		})
	}
}

func TestTheQuestionDecidesWhereTheAnswerIsSilent(t *testing.T) {
	tagger := tagger(t, small())
	for _, c := range []struct {
		answer string
		prior  text.Polarity
		want   string
	}{
		{"返利", text.Negative, "rebate-"}, {"返利", text.Positive, "rebate+"}, {"返利", text.Neutral, "rebate0"},
		{"返利很好", text.Negative, "rebate+"}, {"The rebate.", text.Negative, "rebate-"}, {"希望有返利", text.Negative, "rebate0"},
	} {
		if got := found(tagger.Tag(text.Input{Text: c.answer, Prior: c.prior})); got != c.want {
			t.Errorf("%q with prior %d: got %q, want %q", c.answer, c.prior, got, c.want)
		}
	}
}

func TestSentimentAndLanguageOfTheAnswer(t *testing.T) {
	tagger := tagger(t, small())
	for _, c := range []struct {
		answer, lang string
		want         text.Sentiment
	}{
		{"返利很好，但是物流慢", "zh", text.SentimentMixed}, {"返利不兑现", "zh", text.SentimentNegative},
		{"Great rebate", "en", text.SentimentPositive}, {"The rebate", "en", text.SentimentNeutral},
		{"很满意，感谢", "zh", text.SentimentPositive}, {"APP老是timeout", "zh", text.SentimentNeutral},
		{"terrible", "en", text.SentimentNegative}, {"", "zh", text.SentimentNeutral}, {"12345", "zh", text.SentimentNeutral},
	} {
		r := tagger.Tag(text.Input{Text: c.answer})
		if r.Sentiment != c.want || r.Lang != c.lang {
			t.Errorf("%q: %s in %s, want %s in %s", c.answer, r.Sentiment, r.Lang, c.want, c.lang)
		}
	}
	if r := tagger.Tag(text.Input{Text: "?!", Lang: "en-GB"}); r.Lang != "en" {
		t.Errorf("an answer without letters is in the language of its page, got %s", r.Lang)
	}
}

func TestBecauseShowsTheRespondentsOwnWords(t *testing.T) {
	const answer = "說真的，返\u200b利　不兌現；truck was awful"
	r := tagger(t, small()).Tag(text.Input{Text: answer})
	words := map[string][]string{}
	for _, th := range r.Themes {
		words[th.ID] = th.Words()
	}
	if got := words["rebate"]; len(got) == 0 || !strings.Contains(got[0], "返\u200b利") {
		t.Errorf("rebate because %q", got)
	}
	if got := words["delivery"]; !slices.Equal(got, []string{"truck"}) {
		t.Errorf("delivery because %q", got)
	}
	sound(t, answer, r)
}

func TestVersionFollowsWhatDecides(t *testing.T) {
	a, b, c := small(), small(), small()
	b.Title.EN = "another title"
	c.Themes[0].Weak = []string{"返利"}
	if tagger(t, a).Version() != tagger(t, b).Version() {
		t.Error("a title decides no tag")
	}
	if tagger(t, a).Version() == tagger(t, c).Version() {
		t.Error("a weak cue does")
	}
}

func TestABookWithFaultsMakesNoTagger(t *testing.T) {
	b := small()
	b.Themes[1].ID = b.Themes[0].ID
	if _, err := text.New(b); err == nil {
		t.Error("two themes share an id")
	}
}

func TestTaggingTogetherGivesWhatTaggingAloneGives(t *testing.T) {
	one, two := product(t), tagger(t, small())
	answers := []string{"返利慢，业务员不来", "late rebate, rude rep", "物流实在太慢了", "等了十天货才到", "无", "great product, thin margins"}
	want := map[string]string{}
	for _, a := range answers {
		want["1"+a], want["2"+a] = found(one.Tag(text.Input{Text: a})), found(two.Tag(text.Input{Text: a}))
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for i := range 200 {
				a := answers[i%len(answers)]
				if got := found(one.Tag(text.Input{Text: a})); got != want["1"+a] {
					t.Errorf("%q: %q, alone %q", a, got, want["1"+a])
				}
				if got := found(two.Tag(text.Input{Text: a})); got != want["2"+a] {
					t.Errorf("%q: %q, alone %q", a, got, want["2"+a])
				}
			}
		})
	}
	group.Wait()
}
