// Shops: the names of a roster, and firms by their form.

package mask

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

// shops finds names by their first two runes, the longest first.
type shops struct{ by map[[2]rune][][]rune }

// forms are what stands behind the proper name of a firm.
const forms = `有限责任公司|股份有限公司|有限公司|总公司|分公司|公司|商贸行|商贸|贸易|商行|经营部|批发部|批发|经销部|旗舰店|专卖店|便利店|生活超市|超市|商店|百货|门市部|门市|服务部|商厦|日化店|日化|母婴店|粮油店|烟酒店|店`

// shortForms follow a proper name also in words that name no firm ("我们公司",
// "这家店"): only a roster makes a name of them.
var firm = regexp.MustCompile(`(?:有限责任公司|股份有限公司|有限公司|商贸行|商贸公司|商贸|贸易公司|商行|经营部|批发部|经销部|专卖店|便利店|生活超市|门市部|日化店|母婴店|烟酒店|百货)$`)

var (
	form   = regexp.MustCompile(`(?:` + forms + `)$`)
	region = regexp.MustCompile(`^(?:\p{Han}{2,3}省|\p{Han}{2,3}[市县区镇乡]|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|绍兴|嘉兴|湖州|台州|常州|南通|徐州|扬州|临沂|潍坊|烟台|洛阳|保定|唐山|邯郸|襄阳|宜昌|泉州|漳州|赣州|珠海|中山|惠州|北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|武汉|成都|西安|长沙|郑州|济南|青岛|沈阳|大连|哈尔滨|长春|合肥|南昌|福州|厦门|昆明|贵阳|南宁|海口|太原|石家庄|兰州|银川|西宁|乌鲁木齐|呼和浩特|拉萨|宁波|无锡|佛山|东莞|温州|金华|义乌)`)
	latin  = regexp.MustCompile(`\s+(?:co|co\.|ltd|ltd\.|limited|inc|inc\.|llc|gmbh|company|corp|store|stores|shop|shops|supermarket|market|mart|trading|wholesale|group)\.?$`)
)

// minCore is the fewest characters of a name without its form that is looked for.
const minCore = 2

func newShops(names []string) shops {
	s := shops{by: map[[2]rune][][]rune{}}
	seen := map[string]bool{}
	for _, name := range names {
		for _, v := range variants(normal.String(name)) {
			r := []rune(v)
			if len(r) < minCore || seen[v] {
				continue
			}
			seen[v] = true
			s.by[[2]rune{r[0], r[1]}] = append(s.by[[2]rune{r[0], r[1]}], r)
		}
	}
	for _, list := range s.by {
		slices.SortFunc(list, func(a, b []rune) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(string(a), string(b))) })
	}
	return s
}

// variants are the ways a shop is called: in full, without its place, without its
// form. What is left must not be a word of the language.
func variants(name string) []string {
	out := []string{name}
	bare := name
	for range 3 { // province, city, district
		short := region.ReplaceAllString(bare, "")
		if short == bare || strings.HasSuffix(bare[:len(bare)-len(short)], "超市") || len([]rune(form.ReplaceAllString(short, ""))) < minCore {
			break
		}
		bare = short
	}
	for _, v := range []string{name, bare} {
		for {
			if len([]rune(v)) > minCore && !isWord(v) {
				out = append(out, v)
			}
			short := latin.ReplaceAllString(form.ReplaceAllString(v, ""), "")
			if short == v || len([]rune(short)) < minCore {
				break
			}
			v = short
		}
		if len([]rune(v)) >= minCore && !isWord(v) {
			out = append(out, v)
		}
	}
	return out
}

// usual is the frequency from which a word of the dictionary is met in any text; a
// rarer one, and a proper name, may well be a shop.
const usual = 500

func isWord(v string) bool {
	class := segment.Class(v)
	return segment.Frequency(v) >= usual || class != "" && class[0] != 'n' || class == "n"
}

// find hides the names of the roster.
func (s shops) find(p *page) {
	runes := p.text.Runes
	for i := 0; i+1 < len(runes); i++ {
		for _, name := range s.by[[2]rune{runes[i], runes[i+1]}] {
			end := i + len(name)
			if end <= len(runes) && slices.Equal(runes[i:end], name) && !insideLatin(runes, i) && !insideLatin(runes, end) {
				p.hide(i, end, Shop)
				i = end - 1
				break
			}
		}
	}
}

// insideLatin tells whether the border before rune i lies inside a Latin word.
func insideLatin(runes []rune, i int) bool {
	return i > 0 && i < len(runes) && segment.IsLatin(runes[i-1]) && segment.IsLatin(runes[i])
}

// companies hides firms by their form: what stands before it, as far as the words
// there are no words of grammar.
func (p *page) companies() {
	runes := p.text.Runes
	for i := range p.words {
		w := p.words[i]
		from := max(0, w.End-8)
		m := firm.FindString(string(runes[from:w.End]))
		if m == "" {
			continue
		}
		head := w.End - len([]rune(m))
		start := head
		for j := i; j >= 0 && head-p.words[j].Start <= maxFirm; j-- {
			v := p.words[j]
			if v.Start >= head {
				continue
			}
			if !normal.IsHan(runes[v.Start]) || grammar(string(runes[v.Start:v.End])) {
				break
			}
			start = v.Start
		}
		for start < head && strings.ContainsRune("和跟与大小", runes[start]) {
			start++
		}
		if head-start >= minCore {
			p.hide(start, w.End, Shop)
		}
	}
}

// maxFirm bounds the characters of a firm's name before its form.
const maxFirm = 14

// grammar tells whether a word cannot be part of a firm's name.
func grammar(word string) bool {
	return strings.Contains(" 的 了 是 在 我 我们 你 你们 他 他们 这 那 这家 那家 一家 每家 家 个 都 也 就 给 让 把 被 从 到 去 来 有 没 没有 不 很 本 贵 该 某 各 几家 很多 其他 别的 附近 隔壁 对面 旁边 一些 所有 开 做 卖 找 对 向 由 用 比 叫 为 因为 希望 整个 这个 那个 自己 传统 普通 社区 连锁 当地 本地 周边 乡镇 县城 ", " "+word+" ")
}
