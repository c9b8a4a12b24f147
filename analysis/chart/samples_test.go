package chart

// sample is one figure of every kind, made from the same labels.
type sample struct {
	name   string
	figure Figure
	points bool // Number writes plain numbers instead of per cent
}

// samples gives each kind of chart over the labels; suppressed marks every third row.
func samples(labels []string, suppressed bool) []sample {
	head := Head{Title: "您对这项政策有多满意？ How satisfied are you?", Subtitle: "占比，95% 置信区间", Note: "来源：2026 年第四季度经销商问卷 · dealer survey, 4th quarter 2026"}
	hide := func(i int) bool { return suppressed && i%3 == 1 }
	return []sample{
		{"bars", sampleBars(head, labels, hide), false},
		{"likert", sampleLikert(head, labels, hide), false},
		{"stack", sampleStack(head, labels, hide), false},
		{"forest", sampleForest(head, labels, hide), true},
		{"nps", sampleNPS(head, labels, hide), true},
		{"line", sampleLine(head, labels, hide), false},
		{"scatter", sampleScatter(head, labels, hide), true},
	}
}

func sampleBars(head Head, labels []string, hide func(int) bool) *Bars {
	b := &Bars{Head: head}
	for i, l := range labels {
		v := 0.9 - 0.85*float64(i)/float64(len(labels))
		b.Items = append(b.Items, Item{Label: l, Value: v, Interval: &Interval{v * 0.85, v + (1-v)*0.2}, N: 37 + 411*i, Suppressed: hide(i)})
	}
	if len(labels) > 0 {
		b.Reference = &Reference{Label: "总体 all", Value: 0.47}
	}
	return b
}

func sampleLikert(head Head, labels []string, hide func(int) bool) *Likert {
	l := &Likert{Head: head, Levels: []string{"很不满意", "不满意", "一般", "满意", "很满意 very satisfied"}}
	divisions := [][]float64{{.1, .2, .2, .3, .2}, {.03, .05, .12, .5, .3}, {.55, .3, .1, .04, .01}, {0, 0, 1, 0, 0}, {0, 0, 0, 0, 1}}
	for i, name := range labels {
		item := LikertItem{Label: name, Shares: divisions[i%len(divisions)], N: 40 + i*333, Suppressed: hide(i)}
		negative, _, positive := item.Totals()
		item.Negative = &Interval{negative * 0.8, negative + (1-negative)*0.1}
		item.Positive = &Interval{positive * 0.9, positive + (1-positive)*0.1}
		l.Items = append(l.Items, item)
	}
	return l
}

func sampleStack(head Head, labels []string, hide func(int) bool) *Stack {
	s := &Stack{Head: head, Levels: []string{"微信", "短信", "业务代表", "展会", "其他渠道 (other)"}}
	for i, name := range labels {
		s.Items = append(s.Items, StackItem{Label: name, Shares: []float64{.4, .3, .2, .06, .04}, N: 80 + i, Suppressed: hide(i)})
	}
	return s
}

func sampleForest(head Head, labels []string, hide func(int) bool) *Forest {
	f := &Forest{Head: head, Reference: &Reference{Label: "无差异 no difference", Value: 0}}
	for i, name := range labels {
		v := 0.6 - 1.1*float64(i)/float64(len(labels))
		f.Items = append(f.Items, Item{Label: name, Value: v, Interval: &Interval{v - 0.2, v + 0.3}, N: 107 * (i + 1), Suppressed: hide(i)})
	}
	return f
}

func sampleNPS(head Head, labels []string, hide func(int) bool) *NPS {
	s := &NPS{Head: head, Classes: [3]string{"贬损者 0–6", "中立者 7–8", "推荐者 9–10"}}
	for i, name := range labels {
		item := NPSItem{Label: name, Detractors: 10 + i%4*5, Passives: 12, Promoters: 18 + i%3*20, Suppressed: hide(i)}
		shares := item.Shares()
		item.Value = 100 * (shares[2] - shares[0])
		item.Interval = &Interval{max(-100, item.Value-25), min(100, item.Value+25)}
		s.Items = append(s.Items, item)
	}
	return s
}

// sampleLine uses the labels as waves.
func sampleLine(head Head, labels []string, hide func(int) bool) *Line {
	l := &Line{Head: head, X: labels}
	if len(labels) == 0 {
		return l
	}
	for k, name := range []string{"华东", "Export and other regions"} {
		s := Series{Name: name}
		for i := range labels {
			v := 0.4 + 0.3*float64(i)/float64(len(labels)) + 0.08*float64(k*(i%2))
			s.Points = append(s.Points, Point{Value: v, Interval: &Interval{v - 0.06, v + 0.07}, N: 120 + i, Suppressed: hide(i)})
		}
		l.Series = append(l.Series, s)
	}
	if len(labels) > 3 {
		l.Breaks = []Break{{At: 3, Label: "题目措辞改变 wording changed"}}
	}
	return l
}

// sampleScatter heaps some dots upon each other.
func sampleScatter(head Head, labels []string, hide func(int) bool) *Scatter {
	s := &Scatter{Head: head, X: "满意度 satisfaction, 1–5", Y: "重要程度 importance", Keyed: true, YScale: &Interval{0, 0.1}}
	for i, name := range labels {
		x, y := 2.1+float64(i*7%5)*0.55, 0.02+float64(i*3%7)*0.04
		if i%4 == 3 {
			x, y = 3.2, 0.14
		}
		s.Points = append(s.Points, ScatterPoint{
			Label: name, X: x, Y: y, XInterval: &Interval{x - 0.2, x + 0.2}, YInterval: &Interval{max(0, y-0.03), y + 0.05}, N: 120 + i, Suppressed: hide(i),
		})
	}
	if len(labels) > 0 {
		s.Split = &Split{X: 3.1, Y: 0.12, Names: [4]string{"先改 fix first", "保持 keep up", "不急 can wait", "也许做多了 perhaps too much"}}
	}
	return s
}
