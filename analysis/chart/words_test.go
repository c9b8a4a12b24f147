package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// look gives the words of a language as the pages would pass them.
func look(lang string, width int) Look {
	pct := func(v float64) string { return strconv.FormatFloat(math.Round(v*1000)/10, 'f', -1, 64) + "%" }
	words := Words{
		Number:     pct,
		Count:      func(n int) string { return "n " + thousands(n) },
		Between:    func(a, b float64) string { return pct(a) + " to " + pct(b) },
		Suppressed: "< 5",
		Empty:      "No answers yet. Send the invitations, and the figures appear here.",
	}
	if lang == "zh-CN" {
		words.Count = func(n int) string { return thousands(n) + " 份" }
		words.Between = func(a, b float64) string { return pct(a) + " 至 " + pct(b) }
		words.Empty = "还没有答卷。发出邀请后，这里会出现结果。"
	}
	return Look{Width: width, Lang: lang, Words: words}
}

// plainNumbers writes values without a unit.
func plainNumbers(l Look) Look {
	l.Words.Number = func(v float64) string {
		if math.Abs(v) > 1e12 || v != 0 && math.Abs(v) < 1e-6 {
			return strconv.FormatFloat(v, 'f', -1, 64) // hundreds of digits, as a page might
		}
		return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	}
	l.Words.Between = func(a, b float64) string { return l.Words.Number(a) + " … " + l.Words.Number(b) }
	return l
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// hostile are labels that people or attackers type.
var hostile = []string{
	`</text><script>alert(1)</script>`,
	`R&D <5 "quoted" 'n' ]]> &amp; &#x3c;`,
	"control\x00\x08\x1b and \u202egnp.exe and \ufffe",
	"emoji 👩‍👩‍👧 e\u0301 𠮷野家",
	`javascript:alert(1)//` + strings.Repeat("ｗ", 30),
}

var longLabels = []string{
	"The manufacturer pays the annual volume rebate in the month after the quarter has ended, without being asked again",
	"厂家在每个季度结束后的次月内主动兑现年度销量返利，不需要经销商再次申请、催要或者补交材料，也不会从下一批货款中扣除",
	"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
	"返利 rebate 与 账期 credit terms（含 SKU-2026/11-A 系列）的兑现 is paid as agreed",
	"短",
}

func zhNames(n int) []string {
	base := []string{"返利兑现", "账期", "窜货管控", "压货", "物料支持", "培训", "售后响应", "到货及时", "价格体系", "新品政策"}
	return repeated(base, n, "（第%d区）")
}

func enNames(n int) []string {
	base := []string{"Rebate paid on time", "Credit terms", "Diversion control", "Forced load", "Display material", "Training", "After-sales", "Delivery on time", "Price system", "New product policy"}
	return repeated(base, n, " (area %d)")
}

func repeated(base []string, n int, format string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = base[i%len(base)]
		if n > len(base) {
			out[i] += fmt.Sprintf(format, i/len(base)+1)
		}
	}
	return out
}

func names(lang string, n int) []string {
	if lang == "zh-CN" {
		return zhNames(n)
	}
	return enNames(n)
}
