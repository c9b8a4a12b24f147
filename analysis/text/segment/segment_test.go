package segment_test

import (
	"strings"
	"testing"

	"github.com/go-ego/gse"

	_ "embed"

	"dealervoice/analysis/text/segment"
)

//go:embed words.txt
var words string

var sample = []string{
	"业务员三个月没来过", "返利到账太慢了影响资金周转", "今年的销售任务定得太高", "厂家应该多下市场看看",
	"配送司机态度很差", "这款车的发动机噪音明显", "后排空间比较宽敞", "希望公司尽快解决窜货问题",
	"经销商的利润越来越薄", "新品上市以后没有广告支持", "系统经常登录不上去", "市场上假货泛滥价格混乱",
}

func cut(s *segment.Segmenter, text string) string {
	runes := []rune(text)
	var parts []string
	for _, w := range s.Cut(runes, new(segment.Buffer)) {
		parts = append(parts, string(runes[w.Start:w.End]))
	}
	return strings.Join(parts, "/")
}

func TestCutAgreesWithTheLibrary(t *testing.T) {
	lib := gse.Segmenter{SkipLog: true}
	if err := lib.LoadDictStr(words); err != nil {
		t.Fatal(err)
	}
	ours := segment.New(nil)
	for _, text := range sample {
		if got, want := cut(ours, text), strings.Join(lib.Slice(text), "/"); got != want {
			t.Errorf("ours %s, gse %s", got, want)
		}
	}
}

func TestAddedWordsAreKept(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a trade word the dictionary lacks", "充电桩坏了", "充电桩/坏/了"},
		{"and only where it stands", "充电一口桩", "充电/一口/桩"},
		{"Latin runs stay whole", "app老是timeout2次", "app/老/是/timeout2/次"},
		{"punctuation stands alone", "慢!!!", "慢/!/!/!"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := cut(segment.New([]string{"充电桩", "app"}), c.text); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestAddedWordsStayWithTheirSegmenter(t *testing.T) {
	segment.New([]string{"胎噪"})
	if got := cut(segment.New(nil), "胎噪大"); got != "胎/噪/大" {
		t.Errorf("got %s", got)
	}
}

func BenchmarkCut(b *testing.B) {
	s := segment.New(nil)
	var buf segment.Buffer
	text := []rune(strings.Join(sample, ","))
	b.SetBytes(int64(len(string(text))))
	b.ReportAllocs()
	for b.Loop() {
		s.Cut(text, &buf)
	}
}

func BenchmarkLibraryCut(b *testing.B) {
	lib := gse.Segmenter{SkipLog: true}
	if err := lib.LoadDictStr(words); err != nil {
		b.Fatal(err)
	}
	text := []byte(strings.Join(sample, ","))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		lib.Segment(text)
	}
}
