package analysis

// Taking out of quotes what would point at who wrote them: names of people and of
// the roster's shops, telephone, identity and bank numbers (package mask), and, where
// the survey promised confidence, sums, other numbers and places as well. It is the
// one place where words leave: quotes of pages, exports, interface and digest, and
// the texts that people judge, and the rows of exports, all come by here. The original is opened answer by
// answer, by those who may, and each look is written down (answer.go).

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"dealervoice/analysis/text/mask"
	"dealervoice/feedback"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
)

// Veiled gives what a survey's responses leave the product as, row by row: in files
// and through the interface. Where the survey promised confidence, what was written
// freely goes out as in quotes; of identified surveys it goes out as it was written.
func (s *Service) Veiled(ctx context.Context, slug string) (func(feedback.Response) answer.Data, error) {
	l, err := s.look(ctx, access.Machine("export"), slug, Filter{})
	if err != nil {
		return nil, fmt.Errorf("veil answers to %s: %w", slug, err)
	}
	if l.open {
		return func(r feedback.Response) answer.Data { return r.Data }, nil
	}
	hide := l.veil()
	return func(r feedback.Response) answer.Data {
		f := l.outline.forms[int(r.Version)]
		if f == nil {
			return answer.Data{} // of a version that is not there: nothing tells what is free
		}
		return answer.Reworded(f.def, r.Data, func(words string) string { return blanked(words, hide) })
	}, nil
}

// blank stands for what was taken out.
const blank = "▇▇"

// telling are the shapes of words that point at people. Plates come before
// numbers, since they hold some.
var telling = regexp.MustCompile(`(?i)[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}` + // mail
	`|https?://\S+` +
	`|[\p{Han}][A-Za-z][·•]?[A-Z0-9]{5,6}` + // plate
	`|(?:微信|微信号|wechat|weixin|qq)\s*[:：]?\s*[a-z0-9_-]{5,}` +
	`|[¥￥$€]\s*[0-9０-９][0-9０-９,，.]*\s*(?:万|千|k|m)?` +
	`|[0-9０-９][0-9０-９,，.]*\s*(?:万元|千元|元|块钱|块|万|千|rmb|yuan|cny|usd|dollars?)` +
	`|\+?[0-9０-９][0-9０-９ -]{5,}[0-9０-９]`)

// named are a person behind a surname, and a company.
var named = regexp.MustCompile(`[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚]` +
	`\p{Han}?(?:先生|女士|小姐|经理|老板|总监|师傅|主任|总)` +
	`|\p{Han}{2,8}(?:商贸|贸易|商行|有限公司|经营部|批发部)` +
	`|\b(?:Mr|Mrs|Ms|Miss|Manager)\.?\s+\p{Lu}\p{L}+`)

// veil gives the stretches of an answer that are blanked out.
func (l *look) veil() func(words string) []span {
	names := func(words string) []span {
		var out []span
		for _, at := range l.masker.Spans(words) {
			out = append(out, span{start: at.Start, end: at.End})
		}
		return out
	}
	if l.open {
		return names
	}
	places := l.places()
	return func(words string) []span {
		out := names(words)
		for _, shape := range []*regexp.Regexp{telling, named} {
			for _, at := range shape.FindAllStringIndex(words, -1) {
				out = append(out, span{start: at[0], end: at[1]})
			}
		}
		for _, place := range places {
			for at := 0; ; {
				i := strings.Index(words[at:], place)
				if i < 0 {
					break
				}
				out = append(out, span{start: at + i, end: at + i + len(place)})
				at += i + len(place)
			}
		}
		return out
	}
}

// masked keeps the masker made of the roster for a while.
type masked struct {
	masker *mask.Masker
	made   time.Time
}

// rosterFor is how long a masker is believed to know every shop.
const rosterFor = 5 * time.Minute

// mask makes the masker that knows the shops of the roster and whom to write to
// there.
func (s *Service) mask(ctx context.Context) (*mask.Masker, error) {
	s.mu.Lock()
	have := s.masked
	s.mu.Unlock()
	if now := s.calendar.Clock(); have.masker != nil && now.Sub(have.made) < rosterFor {
		return have.masker, nil
	}
	var names []string
	if s.roster != nil {
		dealers, err := s.roster.All(ctx, access.Machine("mask"), audience.Query{})
		if err != nil {
			return nil, fmt.Errorf("read roster for masking: %w", err)
		}
		for _, d := range dealers {
			for _, name := range []string{d.Name, d.Contact, d.OwnerGroup} {
				if len([]rune(name)) > 1 {
					names = append(names, name)
				}
			}
		}
	}
	have = masked{masker: mask.New(names...), made: s.calendar.Clock()}
	s.mu.Lock()
	s.masked = have
	s.mu.Unlock()
	return have.masker, nil
}

// places lists the names of regions, areas and other attributes, the longest
// first. Names of one character are words too often.
func (l *look) places() []string {
	var out []string
	for _, dim := range []string{DimArea, DimRegion, "city", "province", "town"} {
		for _, v := range l.table.Dim(dim).Options() {
			if len([]rune(v)) > 1 && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}
