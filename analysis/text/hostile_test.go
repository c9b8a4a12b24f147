package text_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"dealervoice/analysis/text"
)

// hostile are 20,000 characters each of what no respondent writes.
func hostile() map[string]string {
	repeat := func(s string) string { return strings.Repeat(s, 20000/utf8.RuneCountInString(s)) }
	rng := rand.New(rand.NewPCG(1, 2))
	var noise, cues strings.Builder
	marks := []rune("，。！？、；：…—~.!?,;:'\"()[]\u200b\n 不没很太")
	for range 20000 {
		noise.WriteRune(marks[rng.IntN(len(marks))])
	}
	words := strings.Fields("返利 没 慢 物流 不 货 退 没人 业务员 窜货 价格 低 任务 高 系统 卡 核销 拖 账期 短")
	for range 10000 {
		cues.WriteString(words[rng.IntN(len(words))])
	}
	return map[string]string{
		"dots": repeat("."), "Chinese stops": repeat("。"), "question marks": repeat("？！"), "no": repeat("不"),
		"without": repeat("没"), "not": repeat("not "), "the": repeat("the "), "a cue": repeat("返利"), "gaps": repeat("要只给"),
		"one word": repeat("a"), "apostrophes": repeat("n't"), "zero width": repeat("\u200b"), "emoji": repeat("👍🏽"),
		"broken": repeat("\xff\xfe返"), "noise": noise.String(), "cues without a stop": cues.String(),
	}
}

// What hostile text costs is measured by BenchmarkHostile; here it is read to
// the end, and soundly.
func TestHostileTextIsReadSoundly(t *testing.T) {
	tagger := product(t)
	for name, answer := range hostile() {
		t.Run(name, func(t *testing.T) { sound(t, answer, tagger.Tag(text.Input{Text: answer})) })
	}
}

func BenchmarkHostile(b *testing.B) {
	tagger := product(b)
	for name, answer := range hostile() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				tagger.Tag(text.Input{Text: answer})
			}
		})
	}
}

func FuzzTag(f *testing.F) {
	tagger := product(f)
	for _, s := range []string{"", "返利慢", "Rebate is late, but the rep is great!", "\xff返\u200b利", "退…不给", "無", "n't", "ǅ ﷺ ㎏"} {
		f.Add(s)
	}
	for _, s := range hostile() {
		f.Add(s[:200])
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4096 {
			return
		}
		sound(t, s, tagger.Tag(text.Input{Text: s}))
	})
}

// sound checks what must hold for every answer.
func sound(t *testing.T, answer string, r text.Result) {
	t.Helper()
	if r.Themes == nil {
		t.Fatal("themes are nil")
	}
	for i, th := range r.Themes {
		if th.Confidence < 0 || th.Confidence > 1 || i > 0 && th.Confidence > r.Themes[i-1].Confidence {
			t.Fatalf("confidence %v of %s", th.Confidence, th.ID)
		}
		if th.Polarity < -1 || th.Polarity > 1 || len(th.Because) == 0 {
			t.Fatalf("theme %+v", th)
		}
		last := -1
		for _, e := range th.Because {
			if e.Start < last || e.Start >= e.End || e.End > len(answer) || e.Words == "" || !utf8.ValidString(e.Words) {
				t.Fatalf("evidence %+v of %q", e, answer)
			}
			if strings.ToValidUTF8(answer[e.Start:e.End], "") != e.Words {
				t.Fatalf("evidence %+v is not what stands there in %q", e, answer)
			}
			last = e.Start
		}
	}
}
