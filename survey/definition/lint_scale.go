// Scales and grids: room on both sides, room on a phone, time as promised.

package definition

import (
	"math"
	"strings"
	"unicode"
)

// Words that put a label on one side of a scale. The negative ones are looked
// for first: 不满意 holds 满意.
var (
	badWords  = []string{"不满", "不同意", "不好", "不愿", "不可能", "不清楚明白", "很差", "较差", "差", "糟", "不公平", "不重要", "不合理", "失望", "反对", "dissatisf", "disagree", "poor", "bad", "worse", "unfair", "unlikely", "not at all", "unimportant", "never", "terrible"}
	goodWords = []string{"满意", "同意", "好", "愿意", "可能", "公平", "重要", "合理", "赞成", "优秀", "satisf", "agree", "good", "better", "excellent", "fair", "likely", "important", "always", "great"}
)

// side tells on which side of a scale a label stands: -1, 0 (neither) or 1.
func side(label string) int {
	label = strings.ToLower(label)
	for _, w := range badWords {
		if strings.Contains(label, w) {
			return -1
		}
	}
	for _, w := range goodWords {
		if strings.Contains(label, w) {
			return 1
		}
	}
	return 0
}

// scales looks for scales with more steps on one side than on the other.
func (l *linter) scales() {
	for _, e := range l.everything() {
		steps, name := e.Steps, "rateValues"
		switch {
		case e.Type == Matrix:
			steps, name = e.Columns, "columns"
		case e.Type == Radiogroup || e.Type == ButtonGroup || e.Type == Dropdown:
			if steps, name = e.Choices, "choices"; !graded(steps) {
				continue
			}
		case e.Type != Rating || !e.Listed:
			continue
		}
		bad, good, labelled := sides(steps)
		if labelled >= 3 && bad+good >= 2 && bad != good {
			l.warn(e.path+"."+name, WarnUnbalanced, "%d labels on the bad side, %d on the good side", bad, good)
		}
	}
}

// graded tells choices that are a scale from others: four or more, of which all
// but a middle one lie on a side, and on both sides lies one.
func graded(steps []Choice) bool {
	bad, good, labelled := sides(steps)
	return labelled >= 4 && bad > 0 && good > 0 && bad+good >= labelled-1
}

func sides(steps []Choice) (bad, good, labelled int) {
	for _, c := range steps {
		if c.DV.NA || c.Text.IsZero() {
			continue
		}
		labelled++
		switch side(c.Text.In("")) {
		case -1:
			bad++
		case 1:
			good++
		}
	}
	return bad, good, labelled
}

// How much a phone shows and a person reads with care.
const (
	maxGridColumns = 7
	maxGridRows    = 12
	maxCellColumns = 4
)

func (l *linter) grids() {
	for _, e := range l.everything() {
		switch {
		case e.Type == Matrix && len(e.Columns) > maxGridColumns:
			l.warn(e.path+".columns", WarnWide, "%d columns; a phone shows at most %d", len(e.Columns), maxGridColumns)
		case (e.Type == MatrixDropdown || e.Type == MatrixDynamic) && len(e.Cells) > maxCellColumns:
			l.warn(e.path+".columns", WarnWide, "%d columns of fields; a phone shows at most %d", len(e.Cells), maxCellColumns)
		}
		if (e.Type == Matrix || e.Type == MatrixDropdown) && e.tasks == nil && len(e.Rows) > maxGridRows {
			l.warn(e.path+".rows", WarnLong, "%d rows; beyond %d answers lose care", len(e.Rows), maxGridRows)
		}
	}
}

// limits looks for limits that no answer can meet, and for random order that
// cannot be recomputed.
func (l *linter) limits() {
	random := l.d.Layout.QuestionOrder == "random" || l.d.ShufflesPages() || len(l.d.designs) > 0
	for _, e := range l.everything() {
		low, okLow := e.Lower.(float64)
		high, okHigh := e.Upper.(float64)
		offered := len(e.Choices) + len(e.Specials())
		switch {
		case okLow && okHigh && low > high:
			l.warn(e.path+".min", WarnImpossible, "min %v is more than max %v", low, high)
		case e.MaxSelected > 0 && e.MinSelected > e.MaxSelected:
			l.warn(e.path+".minSelectedChoices", WarnImpossible, "at least %d and at most %d", e.MinSelected, e.MaxSelected)
		case e.HasChoices() && e.ChoicesFrom == "" && e.MinSelected > offered:
			l.warn(e.path+".minSelectedChoices", WarnImpossible, "at least %d of %d choices", e.MinSelected, offered)
		case e.Required && e.ReadOnly && e.Default == nil && e.DefaultFormula == nil && e.SetValue == nil:
			l.warn(e.path+".isRequired", WarnImpossible, "required, but nobody can answer it")
		}
		random = random || e.ChoicesOrder == "random" || e.RowOrder == "random" || e.QuestionOrder == "random"
	}
	for _, p := range l.d.Pages {
		random = random || p.QuestionOrder == "random"
	}
	if random && l.d.DV.Seed == 0 {
		l.warn("dv.seed", WarnSeed, "something is shown in random order; give the survey a seed so that the order can be recomputed")
	}
}

// Minutes estimates how long the survey takes a person who answers what they
// are asked, in minutes: reading at 5 Chinese characters or 3.3 words a second,
// and a time to decide and tap per kind of question. Conditional questions
// count for six in ten. It is a rule of thumb of ours, meant to catch promises
// that cannot be kept; a simulation with the survey's own branches is better.
func (d *Definition) Minutes() float64 {
	seconds := reading(d.Title) + reading(d.Description)
	for _, p := range d.Pages {
		seconds += weight(p.VisibleIf != nil) * d.spent(p.Elements)
	}
	return math.Round(seconds/6) / 10
}

func weight(conditional bool) float64 {
	if conditional {
		return 0.6
	}
	return 1
}

func (d *Definition) spent(list []*Element) float64 {
	total := 0.0
	for _, e := range list {
		s := reading(e.Title) + reading(e.Description) + reading(e.Content) + decide(e) + d.spent(e.Elements)
		for _, choices := range [][]Choice{e.Choices, e.Rows} {
			for _, c := range choices {
				s += reading(c.Text) / 2 // scanned, not read
			}
		}
		total += s * weight(e.VisibleIf != nil)
	}
	return total
}

// decide is the time to decide and to tap, in seconds.
func decide(e *Element) float64 {
	switch e.Type {
	case HTML, Image, Panel, Calculation:
		return 0
	case Matrix:
		if e.DV.Conjoint != nil {
			return float64(len(e.Rows)) * (4 + 1.5*float64(e.DV.Conjoint.Alternatives*len(e.Profile)))
		}
		return 2.5 * float64(len(e.Rows))
	case MatrixDropdown:
		if e.DV.MaxDiff != nil {
			return float64(len(e.Rows)) * (4 + 1.5*float64(e.DV.MaxDiff.PerTask))
		}
		return 5 * float64(len(e.Rows)*len(e.Cells))
	case MatrixDynamic, PanelDynamic:
		return 15 + 5*float64(len(e.Cells)+len(e.flat))
	case Ranking:
		return 12
	case Checkbox, Tagbox, TextInput, Slider:
		return 5
	case Comment:
		if e.Required {
			return 30
		}
		return 12 // most leave it, some write for a minute
	case MultipleText:
		return 5 * float64(len(e.Items))
	case File, Signature:
		return 20
	}
	return 3
}

// reading is the time to read a text, in seconds: characters of Chinese, words
// of other languages.
func reading(t Text) float64 {
	han, words, inWord := 0, 0, false
	for _, r := range t.In("zh-CN") {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				words++
			}
			inWord = true
		default:
			inWord = false
		}
	}
	return float64(han)/5 + float64(words)/3.3
}

// time compares what is promised with the estimate.
func (l *linter) time() {
	minutes := l.d.Minutes()
	if promised := l.d.DV.Minutes; promised > 0 && minutes > 1.3*float64(promised) {
		l.warn("dv.minutes", WarnMinutes, "promised %d minutes, likely %.0f", promised, minutes)
	}
	if l.d.DV.Minutes == 0 && minutes > 15 {
		l.warn("pages", WarnMinutes, "likely %.0f minutes; beyond 15 many give up", minutes)
	}
}
