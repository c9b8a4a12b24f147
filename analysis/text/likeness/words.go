package likeness

// The words of an answer that say what it is about.

import (
	"slices"
	"strings"
	"sync"

	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/lexicon"
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

// Reader cuts answers into words with memory of its own: one for each goroutine.
type Reader struct {
	segmenter *segment.Segmenter
	buffer    segment.Buffer
	text      normal.Text
	tokens    []english.Token
	dull      map[string]bool
}

// NewReader makes a reader that keeps Chinese words of its own whole, such as the cues
// of a codebook.
func NewReader(cues []string) *Reader {
	r := &Reader{segmenter: segment.New(cues), dull: map[string]bool{}}
	for _, w := range strings.Fields(stop) {
		r.dull[w] = true
	}
	for _, lang := range []string{"zh", "en"} {
		words := lexicon.Of(lang)
		for _, kind := range []lexicon.Kind{lexicon.Negator, lexicon.Intensifier, lexicon.Contrast, lexicon.Suggestion, lexicon.Nothing, lexicon.Hedge, lexicon.Strain} {
			for _, w := range words[kind] {
				r.dull[normal.String(w)] = true
			}
		}
	}
	return r
}

// stop are words that build sentences and name nothing.
const stop = `a an the and or but if then than so as of in on at to for from by with without into over under about after before between
i you he she it we they me him her us them my your his its our their this that these those who whom which what when where why how
is am are was were be been being do does did done have has had having can could will would shall should may might must not no yes
there here just very too also only even still again more most much many some any all each every other such own same both few
because though although while during however since someone something somebody anyone anything everyone everything nothing thing person people lot bit
get got go goes went make made give gave take took say said see know think want need please really always never
我们 你们 他们 自己 这个 那个 这样 那样 这些 那些 什么 怎么 怎样 没有 可以 可能 应该 需要 希望 觉得 感觉 还是 就是 不是 但是 因为 所以 如果 或者 以及 已经 一直 一下 一些 一点 有点 有些 非常 比较 特别 真的 时候 现在 目前 东西 问题 情况 方面 大家 别人 还有 只有 都是 不要 不能 不会 能够 一个 两个 几个`

// maxRunes bounds what is read of one answer.
const maxRunes = 2000

// Words lists the content words of an answer, each once.
func (r *Reader) Words(answer, lang string) []string {
	r.text.Set(answer)
	runes := r.text.Runes[:min(len(r.text.Runes), maxRunes)]
	var out []string
	if lang == "en" {
		r.tokens = english.Tokens(runes, r.tokens[:0])
		for _, t := range r.tokens {
			if w := english.Base(t.Word); len(w) > 2 && !r.dull[w] && !r.dull[t.Word] && (w[0] < '0' || w[0] > '9') {
				out = append(out, w)
			}
		}
	} else {
		alone := "" // the character before, if it stands alone
		for _, w := range r.segmenter.Cut(runes, &r.buffer) {
			word := string(runes[w.Start:w.End])
			if w.End-w.Start == 1 {
				// Words of the trade that no dictionary knows (返利, 窜货) come in pieces.
				if alone = r.paired(alone, word, &out); alone == "" {
					continue
				}
			} else {
				alone = ""
			}
			if w.End-w.Start > 1 && w.Known && normal.IsHan(runes[w.Start]) && !r.dull[word] && names(word) {
				out = append(out, word)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// paired adds a character that stands alone to the one before it, where both could
// be part of a word, and gives it for the next one; "" where it holds sentences
// together.
func (r *Reader) paired(before, char string, out *[]string) string {
	if c := []rune(char); !normal.IsHan(c[0]) || strings.Contains(particles, char) {
		return ""
	}
	if before != "" {
		*out = append(*out, before+char)
	}
	return char
}

// particles are characters that hold sentences together when they stand alone.
const particles = "的了着过是在有和与或及不没我你他她它们这那哪就都也还又很太更最才只再要会能可把被给让叫去来到从对向为因所以而但如若则么呢吗吧啊呀哦嘛之其此个些每各几多少一二三四五六七八九十百千万两年月日天次件箱元块说看想用做弄搞上下里外中前后时"

// Particle tells whether a character holds sentences together where it stands at the
// edge of a phrase.
func Particle(r rune) bool { return strings.ContainsRune(particles, r) }

var stopwords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(stop) {
		m[w] = true
	}
	return m
})

// Stopword tells whether a word builds sentences and names nothing.
func Stopword(w string) bool { return stopwords()[strings.ToLower(w)] }

// names tells whether a word's class can name or rate a thing; words that only the
// codebook knows do.
func names(word string) bool {
	class := segment.Class(word)
	return class == "" || strings.Contains("nvai", class[:1])
}
