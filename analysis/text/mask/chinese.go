// Chinese personal names.

package mask

import (
	"strings"

	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

// surnames are the usual ones of one character (Ministry of Public Security, report
// on names 2020, the first 150, and rare ones of the Hundred Family Surnames); vague ones are words as well and need
// a title or an introduction.
const (
	surnames = "纪丛项陶王李张刘陈杨赵吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎闫潘杜戴钟汪田姜范姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟龙段雷尹黎武乔贺赖龚庞樊殷施翟倪严牛温芦俞章鲁葛韦毕聂焦向柳邢骆岳齐梅庄辛管祝左涂裴翁霍阮柴蒲詹欧褚娄甘凌路丘甄冉邬卞窦" +
		"戚闵屈晏佟蔺牟扈靳仲隋鞠荆嵇臧瞿巩艾宗粟蓝柏栾卓仇祁童滕芮虞麋糜郗郜郇缪邝阚邸甯覃奚郦敖笪裘岑胥荀庾佘冼晁谌雍宓戎卜苑亓仝匡刁尉庹暨桓浦眭禹禤秘竺籍翦苟茅葆蒯蓬褟谯贲辜逄逯邰邴郅郏鄢鄞酆钮阙雒靖韶颛饶鬲麴"
	vague = "周黄马高于余叶夏石方金白毛江史万钱汤易常康安季车单成明连时全洪洋古关苗耿景谷党舒游简尤解花费凤鲍华文房水和满宁丛边米包申涂池伍代查应平" +
		"商席郎敬那桂班麻薄幸揭蒙闻谈麦桑荣楚劳盖衣英丰步信宫初贡尚曲惠盛羊藏铁门间鱼鹿皮帅种牧慎扶撒沃苍衡锁栗炎冀柯郁尧"
	compound = "欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 夏侯 长孙 令狐 端木 司空 司寇 呼延 宇文 轩辕 闻人 钟离 申屠 濮阳 澹台 淳于 赫连 拓跋 独孤 南宫 西门 第五 百里 东郭 太史 公冶 鲜于 闾丘 亓官 仲孙"
	given    = "伟芳娜秀美冬甜凡健敏英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂建国文华玉兰红梅志海燕斌辉鹏飞宇浩波琴云雪琳晶欣慧莹佳嘉俊峰龙凯博瑞轩涵怡婷颖璐倩薇蕾萍莉丹凤珍春香莲菊荣贵福财宝山林森松柏江河川水清波洁淑贤德义仁礼信忠孝廉诚善良正立新民生庆祥瑞吉康宁安东西南北中天成永长久远大小少光亮阳晨曦月星辰金银铜铁石玲珑珠瑛琪瑶雯娇媛婕妍姗妮子梓晓思雨诗梦可心若依然一帆航达通顺发兴旺盛昌隆富裕全胜利维卫世家宗祖先学习书琦彬炳炎焕煜炜坤城培增坚均墨培基塘启名君哲唯喜喆善士壮声夏奇奎如守宏宗宜定宾富尚展岩岚岭巍巧帅师希常幼广廷弘张彤彦征微忆怀恒恩悦惠意慈成战才扬振捷捷攀敬斐旭昆昊映昭显普景智根桐桥梁楠榕槐欢毅民汉沛沙治泉泊泓泽洲济浩润渊源溪滨滢滔潇澄灿烁然照熙燕牧特琛琨璇璋璞甫申畅白益盈盛睿磊礼禄秋程稳竹策篪米素紫红纯纲练继绪绮维绿群翔翠耀聪胜芝芬花芸芹苑苗茂茜荷菁菲萌萱葵蓉蓓蓝蔚薇虎虹蝶行裕观言训许诗诚语谦豪贝贞贤赞超越路轩辉达迅远逸道郁鑫钢钧铃铭锋锐锦键镇长阔雁雄霄霆霖青静非韵顺颂风飒飞馨驰骏高魁鸣鸿鹤麒麟黎龙强"
)

// titles stand behind a name; short ones of one character only where a word ends.
var titles = []string{
	"总经理", "副总经理", "副经理", "工程师", "技术员", "专员", "组长", "队长", "律师", "教授", "设计师", "站长", "班长", "村长", "校长", "院长", "区域经理", "客户经理", "大区经理", "业务经理", "销售经理", "城市经理", "副总", "经理", "老板娘", "老板", "师傅", "主任", "先生", "女士", "小姐", "总监", "店长", "主管",
	"科长", "处长", "部长", "局长", "厂长", "会计", "出纳", "老师", "医生", "大姐", "大哥", "阿姨", "大叔", "大爷", "业务员", "业务", "代表", "督导", "司机", "客服", "内勤", "助理", "同志", "董事长", "书记", "库管",
	"总", "姐", "哥", "工", "董", "叔", "嫂", "婶", "伯", "队", "导", "少", "处", "局", "科",
}

// introductions stand before a name, and little else stands behind them; openings
// stand before names and much else.
var (
	introductions = []string{
		"联系人", "负责人", "对接人", "经办人", "收货人", "收件人", "法人", "姓名", "名字", "叫", "我是", "本人", "员", "代表", "经理", "店长", "老板", "老板娘", "司机", "客服", "内勤", "督导", "主管", "会计",
		"同事", "主任", "总监", "师傅", "业务", "助理", "店主", "户名", "开户人", "收款人", "签字人", "老婆", "老公", "爱人", "儿子", "女儿", "弟弟", "哥哥", "妻子", "丈夫", "妹妹", "姐姐", "女士", "先生",
	}
	openings = []string{
		"感谢", "谢谢", "多谢", "多亏", "幸亏", "辛苦", "麻烦", "表扬", "听", "催", "催了", "换成", "等", "代替", "接替", "比", "叫", "派", "约", "的", "听说", "不如", "除了", "投诉", "找", "请", "问", "联系", "厂家的", "公司的", "贵司的", "你们的", "和", "跟", "给", "让", "由", "被", "换了", "朋友", "老师", "归", "向", "对", "到", "是", "有",
	}
)

// notPersons are words of the trade that the dictionary takes for persons.
const notPersons = " 黎明 陈列 康师傅 王牌 高峰 方方面面 安康 华联 万科 国美 何必 明确 谢谢 顾客 "

// telling stand in given names and hardly in any word behind a surname.
const telling = "芳娜秀丽娟伟杰艳敏霞燕莉婷倩萍莹颖璐蕾玲琳雯媛超鹏磊涛勇军斌辉峰刚佳俊浩楠婕姗娇梅兰凤珍菊翠香琴"

// linking are surnames that mostly link words: before a title they are "with" and "to".
const linking = "和向于同连由从与应"

// workTitles are titles of one character that end words of other kinds: 施工, 交通局.
const workTitles = "工处局科队导少"

// stops cannot be part of a given name.
const stops = "的了是不没很来去说在也都就还给让把对跟和与太人们有要会能上下好多这那个吗呢吧啊我你他她它做干从到被比等再又只才但却而且或及其每各已曾将经为因所以得着过请问电话,.!?;: "

func isSurname(r rune) bool {
	return strings.ContainsRune(surnames, r) || strings.ContainsRune(vague, r)
}

// chineseNames hides names with a second sign.
func (p *page) chineseNames() {
	runes := p.text.Runes
	for i := 0; i < len(runes); i++ {
		if p.nicknamed(i) {
			p.hide(i, i+2, Person)
			i++
			continue
		}
		if end := p.name(i); end > 0 {
			p.hide(i, end, Person)
			i = end - 1
		}
	}
}

// name gives the end of the name, with its title, that starts at rune i; 0 if none
// does.
func (p *page) name(i int) int {
	n := p.surname(i)
	if n == 0 {
		return 0
	}
	runes := p.text.Runes
	if !p.starts[i] {
		return p.titledInside(i)
	}
	if i > 0 && runes[i-1] == '姓' && !(i+1 < len(runes) && runes[i+1] == '名') {
		return i + n
	}
	if end := p.titled(i, n); end > 0 {
		return end
	}
	if end := p.unmistakable(i, n); end > 0 {
		return end
	}
	if p.word(i, n) {
		return 0
	}
	return p.named(i, n)
}

// titledInside finds a surname with a long title where the segmenter saw none: 龙老板
// behind 和, for 和龙 is a place.
func (p *page) titledInside(i int) int {
	runes := p.text.Runes
	if !strings.ContainsRune(surnames, runes[i]) || i == 0 || segment.Frequency(string(runes[i-1:i+1])) > usual {
		return 0
	}
	return p.title(i+1, 2)
}

// title gives the end of a title of at least some characters at rune i.
func (p *page) title(i, least int) int {
	runes := p.text.Runes
	for _, t := range titles {
		r := []rune(t)
		if len(r) >= least && i+len(r) <= len(runes) && string(runes[i:i+len(r)]) == t {
			return i + len(r)
		}
	}
	return 0
}

// unmistakable finds a surname with two characters usual in given names, whatever
// words the segmenter saw, unless it saw a long one.
func (p *page) unmistakable(i, n int) int {
	runes := p.text.Runes
	end := i + n + 2
	if end > len(runes) || n == 1 && !strings.ContainsRune(surnames, runes[i]) || p.known[i] > n+1 && !p.person(i, i+p.known[i]) {
		return 0
	}
	for _, r := range runes[i+n : end] {
		if !strings.ContainsRune(given, r) {
			return 0
		}
	}
	return end
}

// surname gives the length of the surname at rune i, 0 if there is none.
func (p *page) surname(i int) int {
	runes := p.text.Runes
	if i+1 < len(runes) && strings.Contains(compound, string(runes[i:i+2])) && normal.IsHan(runes[i]) && normal.IsHan(runes[i+1]) {
		return 2
	}
	if isSurname(runes[i]) {
		return 1
	}
	return 0
}

// word tells whether the surname begins a word of the dictionary that is no name.
func (p *page) word(i, n int) bool {
	k := p.known[i]
	if k <= n || p.person(i, i+k) {
		return false
	}
	for _, r := range p.text.Runes[i+n : i+k] {
		if !strings.ContainsRune(given, r) {
			return true
		}
	}
	return k == 2 || strings.ContainsRune(vague, p.text.Runes[i])
}

// person tells whether the dictionary has the runes as a person's name.
func (p *page) person(from, to int) bool {
	word := string(p.text.Runes[from:to])
	return to-from <= 4 && segment.Class(word) == "nr" && !strings.Contains(notPersons, " "+word+" ")
}

// titled finds a title behind the surname, at once or behind one or two characters
// of a given name; it gives the end of the title.
func (p *page) titled(i, n int) int {
	runes := p.text.Runes
	sure := n == 2 || strings.ContainsRune(surnames, runes[i])
	if end := p.title(i+n, 1); end > 0 {
		long := end > i+n+1
		apart := p.known[i] <= n || p.known[i] == end-i
		if p.mere(i, end) {
			return 0
		}
		if long && (sure || apart) && (i == 0 || p.starts[i]) || !long && apart && p.starts[end] {
			if !strings.Contains(notPersons, " "+string(runes[i:end])+" ") {
				return end
			}
		}
	}
	if p.word(i, n) {
		return 0
	}
	for _, length := range []int{2, 1} {
		if at := i + n + length; at < len(runes) && p.givenName(i+n, at) && p.starts[at] {
			if end := p.title(at, 2); end > 0 {
				return end
			}
		}
	}
	return 0
}

// mere tells whether a surname with a title is words of other kinds: a word that links,
// or a word of the dictionary.
func (p *page) mere(i, end int) bool {
	runes := p.text.Runes
	if strings.ContainsRune(linking, runes[i]) && !p.after(i, introductions) {
		return true
	}
	return strings.ContainsRune(workTitles, runes[end-1]) && p.known[i] == end-i && !p.person(i, end)
}

// nicknamed tells whether 老王 or 小李 stands at rune i.
func (p *page) nicknamed(i int) bool {
	runes := p.text.Runes
	if i+1 >= len(runes) || !strings.ContainsRune("老小阿", runes[i]) || !p.starts[i] || !p.starts[i+2] {
		return false
	}
	switch next := runes[i+1]; {
	case runes[i] == '阿' && strings.ContainsRune(telling+"强明华珍英红", next):
		return true
	case strings.ContainsRune(likeWords, next):
		return p.acts(i+2) && i == 0 || p.after(i, []string{"问", "找", "给", "跟", "和", "叫", "催", "谢谢", "联系"}) && !p.word(i, 1)
	case strings.ContainsRune("钱史白万石方江夏汤文易田林", next):
		return p.acts(i+2) || p.after(i, []string{"和", "找", "跟", "问"})
	default:
		return strings.ContainsRune(surnames+"周黄马高余", next)
	}
}

// likeWords make words behind 老 and 小: 小路, 老龙.
const likeWords = "路龙牛武庄辛雷章孟温"

// givenName tells whether runes from..to may be a given name.
func (p *page) givenName(from, to int) bool {
	for _, r := range p.text.Runes[from:to] {
		if !normal.IsHan(r) || strings.ContainsRune(stops, r) {
			return false
		}
	}
	return true
}

// named finds a given name behind the surname: behind an introduction any, else
// where the dictionary has it or a verb follows.
func (p *page) named(i, n int) int {
	runes := p.text.Runes
	strong, weak := p.after(i, introductions), p.after(i, openings)
	sure := strings.ContainsRune(surnames, runes[i]) || n == 2
	if k := p.known[i]; k > n && p.person(i, i+k) && (strong || weak || sure || p.acts(i+k)) {
		return i + k
	}
	for _, length := range []int{2, 1} {
		end := i + n + length
		if end > len(runes) || !p.starts[end] || !p.givenName(i+n, end) {
			continue
		}
		usual := 0
		for _, r := range runes[i+n : end] {
			if strings.ContainsRune(given, r) {
				usual++
			}
		}
		alone := p.known[i+n] <= 1 // the given name is no word of its own
		switch {
		case length == 2 && (strong || weak) && usual >= 1 && (sure || usual == 2):
			return end
		case length == 1 && usual == 1 && alone && (strong || weak && sure || sure && p.acts(end)):
			return end
		case length == 1 && strings.ContainsRune(telling, runes[end-1]) && (weak || p.acts(end)):
			return end
		case length == 2 && usual == 2 && sure && p.known[i] <= n && p.acts(end):
			return end
		}
	}
	return 0
}

// acts tells whether what follows is what persons do.
func (p *page) acts(at int) bool {
	return at < len(p.text.Runes) && strings.ContainsRune("说来走答离在总也很从每负管帮收送不去讲打回拍教走忘骗要", p.text.Runes[at])
}

// after tells whether one of the words stands before rune i.
func (p *page) after(i int, words []string) bool {
	runes := p.text.Runes
	for i > 0 && strings.ContainsRune(" :,为\"“'", runes[i-1]) {
		i--
	}
	before := string(runes[max(0, i-4):i])
	for _, w := range words {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}
