// Cues of several words met out of their written order: "物流慢" in "物流实在
// 太慢", "late delivery" in "the delivery was two days late". A cue is a bag of
// its content words; it is met where all of them, or synonyms, stand close
// together in one clause.

package text

import (
	"slices"
	"strings"

	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/lexicon"
	"dealervoice/analysis/text/segment"
)

// bag is a pattern's content words, as ids.
type bag struct {
	pattern int32
	words   []int32
	near    int32 // bit i: word i is a negation, and word i+1 must follow it closely
	window  int32 // runes that all words must fit into
}

// bags finds the bags of one language.
type bags struct {
	ids      map[string]int32 // word or synonym -> id
	anchored [][]int32        // id -> bags that are looked up under it
	list     []bag
}

// How much wider than written a bag may be strewn.
const (
	slackChinese = 5
	slackEnglish = 16
	slackPlain   = 4 // for a bag of everyday words
)

func newBags(p *patterns, lang string, split func(string) []string) *bags {
	b := &bags{ids: lexicon.Synonyms(lang)}
	next := int32(0)
	for _, id := range b.ids {
		next = max(next, id+1)
	}
	var words [][]int32
	for i := range p.list {
		if !p.list[i].cue || p.list[i].traits.wild || p.list[i].whole {
			continue
		}
		var ids []int32
		var near int32
		parts := split(p.list[i].text)
		if len(parts) < 2 || len(parts) > maxBag || !telling(parts) {
			continue
		}
		for j, w := range parts {
			id, ok := b.ids[w]
			if !ok {
				id = next
				next++
				b.ids[w] = id
			}
			if isNegation(w) && j+1 < len(parts) {
				near |= 1 << j
			}
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		if len(ids) < len(parts) {
			continue
		}
		slack := slackEnglish
		switch {
		case lang == "zh":
			slack = slackChinese
		case plain(parts) < 2:
			slack = slackPlain
		}
		b.list = append(b.list, bag{int32(i), ids, near, int32(len([]rune(p.list[i].text)) + slack)})
		words = append(words, ids)
	}
	b.anchor(words, int(next))
	return b
}

// telling tells whether a bag says enough to be met loosely: some word of it has
// more than one character.
func telling(parts []string) bool {
	for _, w := range parts {
		if len([]rune(w)) > 1 && !isNegation(w) {
			return true
		}
	}
	return false
}

// plain counts the words of a bag that are neither negations nor everyday words.
func plain(parts []string) int {
	n := 0
	for _, w := range parts {
		if !isNegation(w) && !slices.Contains(lexicon.Of("en")[lexicon.Everyday], w) {
			n++
		}
	}
	return n
}

func isNegation(w string) bool {
	switch w {
	case "not", "不", "没", "没有", "无", "未", "别":
		return true
	}
	return false
}

// maxBag bounds the words of a bag; a longer cue is only met as written.
const maxBag = 5

// anchor files every bag under the word that the fewest bags contain.
func (b *bags) anchor(words [][]int32, n int) {
	uses := make([]int, n)
	for _, ids := range words {
		for _, id := range ids {
			uses[id]++
		}
	}
	b.anchored = make([][]int32, n)
	for i, ids := range words {
		rarest := ids[0]
		for _, id := range ids {
			if uses[id] < uses[rarest] {
				rarest = id
			}
		}
		b.anchored[rarest] = append(b.anchored[rarest], int32(i))
	}
}

// chineseParts cuts a Chinese cue into content words; nil if a part says
// nothing.
func chineseParts(seg *segment.Segmenter) func(string) []string {
	var buf segment.Buffer
	drop := wordSet("的 了 地 得 着 过 我 你 他 我们 你们 他们 是 在 把 被 给 就 也 都 还 又 才 个 这 那 很 太 真 和 与 跟 对 去 来 要 会 能 一 点 些")
	return func(cue string) []string {
		runes := []rune(cue)
		var parts []string
		for _, w := range seg.Cut(runes, &buf) {
			if s := string(runes[w.Start:w.End]); !drop[s] {
				parts = append(parts, stripDegree(s))
			}
		}
		return parts
	}
}

// stripDegree takes "太慢" for "慢".
func stripDegree(w string) string {
	runes := []rune(w)
	if len(runes) == 2 && strings.ContainsRune(degrees, runes[0]) {
		return string(runes[1])
	}
	return w
}

// degrees are characters that only strengthen the one behind them.
const degrees = "很太最更挺"

// englishParts cuts an English cue into content words.
func englishParts() func(string) []string {
	drop := dullWords()
	same := map[string]string{"no": "not", "never": "not", "none": "not", "without": "not", "hardly": "not", "nothing": "not", "nobody": "not", "cannot": "not"}
	return func(cue string) []string {
		var parts []string
		for _, w := range strings.Fields(cue) {
			if n, ok := same[w]; ok {
				w = n
			}
			if !drop[w] {
				parts = append(parts, english.Base(w))
			}
		}
		return parts
	}
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// dullWords say nothing about a theme.
func dullWords() map[string]bool {
	return wordSet("a an the of to in on for at by with from and or as is be am are was were do have will would can could we us our you your i my me it its they them their he she his her this that these those there so very too really just when what who which if up out " +
		"今天 昨天 明天 前天 后天 今年 去年 明年 现在 以前 以后 最近 目前 平时 有时 不错 很好 还好 还行 可以 挺好 真好 我们 你们 他们 大家 这个 那个 这些 那些 这里 那里 什么 怎么 没有 一个 一些 一下 非常 比较 特别 觉得 感觉 知道 希望 应该 可能 因为 所以 但是 而且 如果 还是 就是 都是 也是 不是 时候 东西 问题")
}
