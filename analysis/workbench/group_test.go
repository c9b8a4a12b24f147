package workbench

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dealervoice/analysis/text/likeness"
)

// missing are answers that no theme knows, read as a search reads them.
func missing(lang string, texts ...string) []missedOne {
	rd := likeness.NewReader(nil)
	var out []missedOne
	for _, t := range texts {
		out = append(out, missedOne{text: t, lang: lang, words: rd.Words(t, lang), bare: true})
	}
	return fold(out)
}

func names(list []Group) (out []string) {
	for _, g := range list {
		out = append(out, g.Name)
	}
	return out
}

func TestAnswersThatAreAlikeMakeAGroupWithAReadableName(t *testing.T) {
	var texts []string
	for i, end := range []string{"没有说明", "纸面上找不到", "到期就作废", "旧的还算不算数"} {
		texts = append(texts, "积分券怎么兑换，"+end, []string{"展示柜太占地方，门口走不开", "收银台边的展示柜太占地方", "送来的展示柜太占地方还晃", "两个展示柜太占地方了真搬不动"}[i])
	}
	texts = append(texts, "天气热", "隔壁装修")
	got := grouped(missing("zh", texts...))
	if len(got) != 2 || !slices.Equal(names(got), []string{"积分券怎么兑换", "展示柜太占地方"}) {
		t.Fatalf("%q", names(got))
	}
	for _, g := range got {
		if g.Answers != 4 || len(g.Quotes) != 4 || g.Bare != 4 {
			t.Errorf("%s: %+v", g.Name, g)
		}
		for _, q := range g.Quotes {
			if !strings.Contains(q.Text, g.Name) {
				t.Errorf("%q stands in the group %s", q.Text, g.Name)
			}
		}
	}
}

func TestWhatIsSaidAgainAndAgainIsAGroupByItself(t *testing.T) {
	texts := slices.Repeat([]string{"Bring back the paper catalogue"}, 5)
	texts = append(texts, "My cat sleeps", "Nice weather today")
	got := grouped(missing("en", texts...))
	if len(got) != 1 || got[0].Answers != 5 || got[0].Folded != 4 || !strings.Contains(got[0].Name, "paper catalogue") {
		t.Errorf("%+v", got)
	}
	if got := grouped(missing("en", texts[1:]...)); len(got) != 0 { // four are too few of one saying
		t.Errorf("%+v", got)
	}
}

func TestClustersKeepApartWhatSharesNothing(t *testing.T) {
	words := [][]string{{"a", "b"}, {"a", "c"}, {"x", "y"}, {"b", "c"}, {"y", "z"}, {"x", "z"}, {"q"}}
	vectors := make([]likeness.Vector, len(words))
	for i, w := range words {
		vectors[i] = likeness.Vector{}
		for _, x := range w {
			vectors[i][x] = 1
		}
		vectors[i] = vectors[i].Unit()
	}
	got := clustered(vectors)
	for i := range got {
		slices.Sort(got[i])
	}
	slices.SortFunc(got, func(a, b []int) int { return a[0] - b[0] })
	if fmt.Sprint(got) != "[[0 1 3] [2 4 5] [6]]" {
		t.Errorf("%v", got)
	}
}

// More answers than are clustered: the rest joins the group it belongs to.
func TestAnswersBehindTheSampleJoinTheirGroup(t *testing.T) {
	var list []missedOne
	for i := range clusterAtMost + 500 {
		topic := []string{"catalogue", "parking", "lighting"}[i%3]
		list = append(list, missedOne{text: fmt.Sprintf("%s %d", topic, i), lang: "en", words: []string{topic, fmt.Sprintf("w%d", i)}, bare: true, n: 1})
	}
	total := 0
	got := grouped(list)
	for _, g := range got {
		total += g.Answers
	}
	if len(got) != 3 || total < (clusterAtMost+500)*9/10 {
		t.Errorf("%d groups of %d answers: %q", len(got), total, names(got))
	}
}
