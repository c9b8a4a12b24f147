package model_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/model"
	"dealervoice/analysis/text/segment"
)

func answer(s string, hints ...float32) model.Answer {
	runes := []rune(s)
	return model.Answer{
		Runes: runes, Words: slices.Clone(segment.New(nil).Cut(runes, new(segment.Buffer))),
		Tokens: english.Tokens(runes, nil), Hints: hints,
	}
}

// scored is the probabilities of an answer.
func scored(m *model.Model, a model.Answer, b *model.Buffer) []float64 {
	a.Read(b)
	return slices.Clone(m.Score(&a, b))
}

// lessons are 120 answers about two themes and neither, in two languages.
func lessons() []model.Row {
	var rows []model.Row
	for i := range 20 {
		n := strings.Repeat("啊", i%3)
		rows = append(rows,
			model.Row{Answer: answer("返利到账太慢" + n), Themes: []int{0}},
			model.Row{Answer: answer("the rebate is late" + n), Themes: []int{0}},
			model.Row{Answer: answer("物流配送不准时" + n), Themes: []int{1}},
			model.Row{Answer: answer("the truck was delayed" + n), Themes: []int{1}},
			model.Row{Answer: answer("返利慢物流也慢" + n), Themes: []int{0, 1}},
			model.Row{Answer: answer("天气很好" + n)},
		)
	}
	return rows
}

func TestTrainLearnsWhatItIsTaught(t *testing.T) {
	m := model.Train(lessons(), model.Options{Themes: 3, Seed: 1})
	var b model.Buffer
	for _, c := range []struct {
		text string
		want []int
	}{{"返利没到账", []int{0}}, {"配送不准", []int{1}}, {"late rebate", []int{0}}, {"the truck again", []int{1}}, {"天气很好", nil}} {
		a := answer(c.text)
		p := scored(m, a, &b)
		if got := m.Given(p); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v of %.2f, want %v", c.text, got, p, c.want)
		}
		if p[2] > 0.2 {
			t.Errorf("%s: a theme nobody was given has %.2f", c.text, p[2])
		}
	}
	a := answer("返利没到账")
	a.Read(&b)
	why := m.Why(&b, 0)
	if len(why) == 0 || string(a.Runes[why[0].Start:why[0].End]) != "返利" && string(a.Runes[why[0].Start:why[0].End]) != "到账" {
		t.Errorf("why = %v", why)
	}
}

// Nobody judged an answer with these words; the company they keep tells.
func TestUnjudgedAnswersTeachWords(t *testing.T) {
	var rows []model.Row
	var pool []model.Answer
	said := []string{"返利", "发货", "天气", "开会", "价格", "包装"}
	unsaid := []string{"结算", "货车", "阳光", "讲话", "报价", "纸箱"}
	endings := []string{"今天", "昨天", "上周", "月底", "一直", "还是", "怎么", "常常", "年初", "夏天", "冬天", "秋天"}
	for i := range 60 {
		k := i % len(said)
		r := model.Row{Answer: answer(endings[i%len(endings)] + said[k])}
		if k < 2 {
			r.Themes = []int{k}
		}
		rows = append(rows, r)
	}
	for i := range 1200 {
		k := i % len(said)
		pool = append(pool, answer(endings[i*7%len(endings)]+said[k]+unsaid[k]), answer(unsaid[k]+endings[i*5%len(endings)]))
	}
	odds := func(o model.Options) float64 { // of the theme for a word of its company against another's
		var b model.Buffer
		m := model.Train(rows, o)
		return scored(m, answer("结算"), &b)[0] / scored(m, answer("阳光"), &b)[0]
	}
	without, with := odds(model.Options{Themes: 2, Seed: 1}), odds(model.Options{Themes: 2, Seed: 1, Pool: pool})
	if math.Abs(without-1) > 1e-9 || with < 1.2 {
		t.Errorf("odds with unjudged answers %.2f, without %.2f", with, without)
	}
	m := model.Train(rows, model.Options{Themes: 2, Seed: 1, Pool: pool})
	data, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := model.Load(data)
	if err != nil || again.Hash() != m.Hash() {
		t.Fatalf("loaded otherwise: %v", err)
	}
	var b model.Buffer
	if a, c := scored(m, answer("结算慢"), &b), scored(again, answer("结算慢"), &b); !slices.Equal(a, c) {
		t.Errorf("%v, loaded %v", a, c)
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	a, err := model.Train(lessons(), model.Options{Themes: 2, Seed: 1}).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	b, err := model.Train(lessons(), model.Options{Themes: 2, Seed: 1}).Bytes()
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("two trainings differ: %v", err)
	}
}

func TestBytesAndBack(t *testing.T) {
	m := model.Train(lessons(), model.Options{Themes: 2, Seed: 1})
	data, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := model.Load(data)
	if err != nil || again.Hash() != m.Hash() {
		t.Fatalf("hash changed: %v", err)
	}
	a := answer("返利慢，truck late")
	for i, p := range scored(m, a, new(model.Buffer)) {
		if q := scored(again, a, new(model.Buffer))[i]; p != q {
			t.Errorf("theme %d: %v, loaded %v", i, p, q)
		}
	}
	for n := range len(data) {
		if n%7 == 0 {
			if _, err := model.Load(data[:n]); err == nil {
				t.Fatalf("%d of %d bytes were read as a model", n, len(data))
			}
		}
	}
}

// Hints decide where words cannot: the same answer with and without one.
func TestHintsCount(t *testing.T) {
	var rows []model.Row
	for i := range 60 {
		words := strings.Repeat("字", 1+i%5)
		if i%2 == 0 {
			rows = append(rows, model.Row{Answer: answer(words, 0.9), Themes: []int{0}})
		} else {
			rows = append(rows, model.Row{Answer: answer(words, 0)})
		}
	}
	m := model.Train(rows, model.Options{Themes: 1, Seed: 1})
	with, without := answer("字字", 0.9), answer("字字", 0)
	if p, q := scored(m, with, new(model.Buffer))[0], scored(m, without, new(model.Buffer))[0]; p < 0.8 || q > 0.2 {
		t.Errorf("with the hint %.2f, without %.2f", p, q)
	}
}

// Probabilities must mean what they say: of the answers given 0.7 about 0.7 carry
// the theme.
func TestProbabilitiesAreHonest(t *testing.T) {
	var rows []model.Row
	for i := range 600 { // "maybe" carries the theme seven times of ten
		rows = append(rows, model.Row{Answer: answer("maybe " + strings.Repeat("x", 1+i%3))})
		if i%10 < 7 {
			rows[i].Themes = []int{0}
		}
	}
	m := model.Train(rows, model.Options{Themes: 1, Seed: 1})
	a := answer("maybe x")
	if p := scored(m, a, new(model.Buffer))[0]; math.Abs(p-0.7) > 0.05 {
		t.Errorf("p = %.3f, want about 0.7", p)
	}
}

func FuzzLoad(f *testing.F) {
	data, err := model.Train(lessons()[:12], model.Options{Themes: 2, Seed: 1}).Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := model.Load(data); err == nil {
			a := answer("返利 late")
			scored(m, a, new(model.Buffer))
		}
	})
}
