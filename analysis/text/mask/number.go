// Numbers that belong to somebody, and addresses.

package mask

import (
	"regexp"
	"strings"

	"dealervoice/analysis/text/segment"
)

// addressed are mail, web and chat addresses and number plates, in normalised text.
var addressed = regexp.MustCompile(`[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}` +
	`|https?://[^\s,;\p{Han}]+|www\.[^\s,;\p{Han}]+` +
	`|(?:微信|微信号|威信|vx|wx|wechat|weixin|qq|telegram|whatsapp|抖音号|飞书|钉钉号)\s?(?:号|号码|id)?\s{0,2}(?:is|是|为)?\s{0,2}[:：]?\s{0,2}([a-z0-9][a-z0-9_-]{4,})`)

var plates = regexp.MustCompile(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·•.]?[a-z0-9]{5,6}`)

// addresses hides addresses and plates.
func (p *page) addresses() {
	text := string(p.text.Runes)
	if !strings.ContainsFunc(text, segment.IsLatin) {
		return
	}
	at := newPlaces(text)
	for _, m := range addressed.FindAllStringSubmatchIndex(text, -1) {
		from, to := m[0], m[1]
		if m[2] >= 0 {
			if from = m[2]; !strings.ContainsAny(text[from:to], "0123456789_-") && !strings.ContainsAny(text[m[0]:from], ":号是为") {
				continue // "the WeChat group"
			}
		}
		p.hide(at.rune(from), at.rune(to), Address)
	}
	for _, m := range plates.FindAllStringIndex(text, -1) {
		if strings.ContainsAny(text[m[0]:m[1]], "0123456789") {
			p.hide(at.rune(m[0]), at.rune(m[1]), Plate)
		}
	}
}

// places turns byte places of a text into rune places, asked in ascending order.
type places struct{ runes []int32 }

func newPlaces(text string) places {
	at := make([]int32, len(text)+1)
	n := int32(0)
	for i := range text {
		at[i] = n
		n++
	}
	at[len(text)] = n
	return places{at}
}

func (p places) rune(at int) int { return int(p.runes[at]) }

// digit gives the value of a digit, written in any way; -1 if it is none.
func digit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r == '幺':
		return 1
	case r == '两':
		return 2
	case r == '〇' || r == '零':
		return 0
	}
	if i := strings.IndexRune("一二三四五六七八九", r); i >= 0 {
		return i/3 + 1
	}
	return -1
}

// group is a run of digits without a separator.
type group struct{ start, end int }

// numbers hides runs of digits that are as long as a telephone number or longer.
func (p *page) numbers() {
	runes := p.text.Runes
	for i := 0; i < len(runes); {
		if digit(runes[i]) < 0 {
			i++
			continue
		}
		groups := p.groups(i)
		p.judge(groups)
		i = groups[len(groups)-1].end
	}
}

// groups lists the digits from rune i on, as far as only single separators stand
// between them.
func (p *page) groups(i int) []group {
	runes := p.text.Runes
	var out []group
	for {
		g := group{start: i}
		for i < len(runes) && digit(runes[i]) >= 0 {
			i++
		}
		g.end = i
		out = append(out, g)
		j := i
		for j < len(runes) && j < i+2 && strings.ContainsRune(" -.()/", runes[j]) {
			j++
		}
		if j == i || j >= len(runes) || digit(runes[j]) < 0 || len(out) >= 8 {
			return out
		}
		i = j
	}
}

// judge decides about groups of digits that stand together: all of them first, then
// each.
func (p *page) judge(groups []group) {
	if k, to, ok := p.kind(groups); ok {
		from := groups[0].start
		if from > 0 && strings.ContainsRune("+(", p.text.Runes[from-1]) {
			from--
		}
		p.hide(from, to, k)
		return
	}
	if len(groups) == 1 {
		return
	}
	for i := range groups {
		if k, to, ok := p.kind(groups[i : i+1]); ok {
			p.hide(groups[i].start, to, k)
		}
	}
}

// kind tells what number the groups are together, and where it ends: an X may be
// its last digit.
func (p *page) kind(groups []group) (Kind, int, bool) {
	runes := p.text.Runes
	first, end := groups[0], groups[len(groups)-1].end
	var value []int
	for _, g := range groups {
		for _, r := range runes[g.start:g.end] {
			value = append(value, digit(r))
		}
	}
	n := len(value)
	if n == 17 && end < len(runes) && runes[end] == 'x' {
		return Identity, end + 1, true
	}
	switch {
	case n < 7 || p.dated(groups) || p.counted(first.start, end):
		return "", 0, false
	case n == 18 && value[6] <= 2 || n == 15 && value[0] != 4 && value[0] != 6:
		return Identity, end, true
	case n >= 14 && n <= 22:
		return Account, end, true
	case n == 11 && value[0] == 1, n == 13 && value[0] == 8 && value[1] == 6, n >= 10 && n <= 12 && value[0] == 0, n == 10 && (value[0] == 4 || value[0] == 8):
		return Phone, end, true
	}
	spaced := false
	for i := 1; i < len(groups); i++ {
		spaced = spaced || strings.ContainsRune(string(runes[groups[i-1].end:groups[i].start]), ' ') && groups[i].end-groups[i].start < 4
	}
	return Phone, end, n <= 13 && !spaced
}

// dated tells whether the digits are a day: 2023-11-05, 20231105, 2023.11.
func (p *page) dated(groups []group) bool {
	runes := p.text.Runes
	g := groups[0]
	if g.end-g.start < 4 || !(digit(runes[g.start]) == 2 && digit(runes[g.start+1]) == 0 || digit(runes[g.start]) == 1 && digit(runes[g.start+1]) == 9) {
		return false
	}
	if len(groups) == 1 {
		month := 0
		if g.end-g.start == 8 {
			month = digit(runes[g.start+4])*10 + digit(runes[g.start+5])
		}
		return month >= 1 && month <= 12
	}
	for _, h := range groups[1:] {
		if h.end-h.start > 2 && !(h.end-h.start == 4 && len(groups) == 2) { // 2019-2023 is a span of years
			return false
		}
	}
	return g.end-g.start == 4
}

// units and marks make a number a sum or a count.
const (
	units = "元块万千亿件箱瓶个台套吨斤米%年月天号桶包袋盒只张次家户"
	sums  = "¥￥$€"
)

// counted tells whether the digits count something.
func (p *page) counted(start, end int) bool {
	runes := p.text.Runes
	if start > 0 && strings.ContainsRune(sums, runes[start-1]) {
		return true
	}
	for end < len(runes) && runes[end] == ' ' {
		end++
	}
	return end < len(runes) && strings.ContainsRune(units, runes[end])
}
