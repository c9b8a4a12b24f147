// MaxDiff (best-worst scaling): which of several terms matters most and least.
package stats

import (
	"fmt"
	"math"
)

// Shown is one item in one question to one respondent. Choice is 1 for best, -1 for worst, 0
// for neither.
type Shown struct {
	Respondent string
	Question   string
	Item       string
	Choice     int
}

// MaxDiffItem is what is known of an item.
type MaxDiffItem struct {
	Item  string `json:"item"`
	Shown int    `json:"shown"`
	Best  int    `json:"best"`
	Worst int    `json:"worst"`
	// Standard is (best - worst)/shown, -1 to 1. Root is sqrt(best/worst); 0 where never worst.
	Standard float64 `json:"standard"`
	Root     float64 `json:"root"`
	// Analytic is the utility ln((1+s)/(1-s)) that the counts imply in a balanced design.
	Analytic float64 `json:"analytic"`
	// SD is the spread over respondents of their own best minus worst.
	SD float64 `json:"sd"`
	// Utility is of the paired conditional logit, 0 for the base; SE its standard error, Robust
	// the one clustered by respondent. Share is the share of preference exp(u)/sum exp(u).
	Utility float64 `json:"utility"`
	SE      float64 `json:"se"`
	Robust  float64 `json:"robust"`
	Share   float64 `json:"share"`
}

// MaxDiff is the whole of an exercise.
type MaxDiff struct {
	Respondents int           `json:"respondents"`
	Questions   int           `json:"questions"`
	Items       []MaxDiffItem `json:"items"`
	Fit         Choice        `json:"fit"`
}

// MaxDiffOf counts and fits. The model is the paired one: of all ordered pairs of different
// items shown, the pair (best, worst) is chosen by the difference of utilities. base is the item
// with utility 0. Questions without a best and a worst are refused.
//
// Source: Finn & Louviere (1992) J. Public Policy Mark. 11:12-25; Marley & Louviere (2005)
// J. Math. Psychol. 49:464-480 (maxdiff model); Lipovetsky & Conklin (2014) for the analytic
// utilities; R's support.BWS.
func MaxDiffOf(shown []Shown, items []string, base string, level float64) (MaxDiff, error) {
	const method = "MaxDiff"
	if len(items) < 3 {
		return MaxDiff{}, refuse(method, ErrTooFew, "%d items", len(items))
	}
	at := map[string]int{}
	for i, item := range items {
		at[item] = i
	}
	if _, ok := at[base]; !ok {
		return MaxDiff{}, refuse(method, ErrRange, "base %q is not an item", base)
	}
	out := MaxDiff{Items: make([]MaxDiffItem, len(items))}
	for i, item := range items {
		out.Items[i].Item = item
	}
	questions, respondents, err := out.count(method, shown, at)
	if err != nil {
		return MaxDiff{}, err
	}
	out.Respondents, out.Questions = len(respondents), len(questions)
	out.spread(respondents)
	if out.Fit, err = fitMaxDiff(questions, items, base, level); err != nil {
		return MaxDiff{}, err
	}
	out.utilities(at)
	return out, nil
}

// question is what one respondent saw and said at once.
type question struct {
	respondent  string
	items       []int
	best, worst int
}

// count fills the counts and gives the questions, and each respondent's score of each item.
func (m *MaxDiff) count(method string, shown []Shown, at map[string]int) ([]*question, map[string][]int, error) {
	index, respondents := map[[2]string]*question{}, map[string][]int{}
	var order []*question
	for _, s := range shown {
		i, ok := at[s.Item]
		if !ok {
			return nil, nil, refuse(method, ErrRange, "item %q is not in the list", s.Item)
		}
		key := [2]string{s.Respondent, s.Question}
		q := index[key]
		if q == nil {
			q = &question{respondent: s.Respondent, best: -1, worst: -1}
			index[key], order = q, append(order, q)
		}
		if respondents[s.Respondent] == nil {
			respondents[s.Respondent] = make([]int, len(at))
		}
		q.items = append(q.items, i)
		m.Items[i].Shown++
		respondents[s.Respondent][i] += s.Choice
		switch s.Choice {
		case 1:
			m.Items[i].Best++
			q.best = i
		case -1:
			m.Items[i].Worst++
			q.worst = i
		case 0:
		default:
			return nil, nil, refuse(method, ErrRange, "choice %d is not 1, 0 or -1", s.Choice)
		}
	}
	for _, q := range order {
		if q.best < 0 || q.worst < 0 {
			return nil, nil, refuse(method, ErrEmptyCell, "a question of %q without a best or a worst", q.respondent)
		}
	}
	for i := range m.Items {
		if m.Items[i].Shown == 0 {
			return nil, nil, refuse(method, ErrEmptyCell, "item %q was never shown", m.Items[i].Item)
		}
	}
	return order, respondents, nil
}

func (m *MaxDiff) spread(respondents map[string][]int) {
	for i := range m.Items {
		item := &m.Items[i]
		item.Standard = float64(item.Best-item.Worst) / float64(item.Shown)
		if item.Worst > 0 {
			item.Root = math.Sqrt(float64(item.Best) / float64(item.Worst))
		}
		if math.Abs(item.Standard) < 1 {
			item.Analytic = math.Log((1 + item.Standard) / (1 - item.Standard))
		}
		var own []float64
		for _, scores := range respondents {
			own = append(own, float64(scores[i]))
		}
		item.SD, _ = SD(own) // of one respondent there is none: 0
	}
}

func fitMaxDiff(questions []*question, items []string, base string, level float64) (Choice, error) {
	sets := ChoiceSets{}
	column := make([]int, len(items)) // of each item, -1 for the base
	for i, item := range items {
		column[i] = -1
		if item != base {
			column[i] = len(sets.X.Names)
			sets.X.Add(item, nil)
		}
	}
	for n, q := range questions {
		for _, b := range q.items {
			for _, w := range q.items {
				if b == w {
					continue
				}
				for j := range sets.X.Values {
					sets.X.Values[j] = append(sets.X.Values[j], indicator(column[b] == j)-indicator(column[w] == j))
				}
				sets.Set = append(sets.Set, fmt.Sprint(n))
				sets.Cluster = append(sets.Cluster, q.respondent)
				sets.Chosen = append(sets.Chosen, b == q.best && w == q.worst)
			}
		}
	}
	return ConditionalLogit(sets, level)
}

func (m *MaxDiff) utilities(at map[string]int) {
	total := 0.0
	for k, c := range m.Fit.Coefficients {
		item := &m.Items[at[c.Name]]
		item.Utility, item.SE, item.Robust = c.Value, c.SE, m.Fit.Robust[k]
	}
	for _, item := range m.Items {
		total += math.Exp(item.Utility)
	}
	for i := range m.Items {
		m.Items[i].Share = math.Exp(m.Items[i].Utility) / total
	}
}
