package coding_test

import (
	"slices"
	"testing"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
)

func TestLabelsFollowThemesThatWereMergedSplitAndTakenOut(t *testing.T) {
	cues := func(words ...string) map[string]codebook.Cues { return map[string]codebook.Cues{"zh": {Topic: words}} }
	theme := func(id string, formerly []string, words ...string) codebook.Theme {
		return codebook.Theme{ID: id, Parent: "g", ZH: id, EN: id, Formerly: formerly, Cues: cues(words...)}
	}
	book := &codebook.Book{Schema: codebook.Schema, Version: "2", Groups: []codebook.Group{{ID: "g", ZH: "组", EN: "group"}}, Themes: []codebook.Theme{
		theme("money", []string{"rebate", "margin"}, "返利", "毛利"), theme("late", []string{"delivery"}, "迟到"), theme("broken", []string{"delivery"}, "破损"), theme("staff", nil, "业务员"),
	}}
	carrier := coding.NewCarrier(book)
	given := func(ids ...string) (out []text.Given) {
		for _, id := range ids {
			out = append(out, text.Given{ID: id, Polarity: text.Negative, Rated: true})
		}
		return out
	}
	for name, c := range map[string]struct {
		answer string
		given  []text.Given
		want   []string
		sure   bool
	}{
		"what is still there stays":                     {"业务员不来", given("staff"), []string{"staff"}, true},
		"a merged theme is the one it became, once":     {"返利和毛利都低", given("rebate", "margin"), []string{"money"}, true},
		"a split theme is the part that the text shows": {"货送到都破损了", given("delivery"), []string{"broken"}, true},
		"or both parts":                      {"迟到而且破损", given("delivery"), []string{"late", "broken"}, true},
		"nobody knows which part is meant":   {"送货不行", given("delivery", "staff"), []string{"staff"}, false},
		"a theme that was taken out is gone": {"业务员不来", given("gone", "staff"), []string{"staff"}, true},
		"no theme stays no theme":            {"没意见", nil, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			out, sure, err := carrier.Carry(text.Input{Text: c.answer, Lang: "zh"}, c.given)
			if err != nil || sure != c.sure {
				t.Fatalf("%v, sure %v, %v", out, sure, err)
			}
			var got []string
			for _, g := range out {
				got = append(got, g.ID)
				if g.Polarity != text.Negative || !g.Rated {
					t.Errorf("%s lost what was said of it: %+v", g.ID, g)
				}
			}
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("%v instead of %v", got, c.want)
			}
		})
	}
}
