// Texts: in every language, one thing at a time, each choice its own.

package definition

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dealervoice/survey/expression"
)

func itoa(i int) string { return strconv.Itoa(i) }

// texts looks for missing translations and titles, and for choices that read
// the same.
func (l *linter) texts() {
	l.translated("title", l.d.Title)
	l.translated("description", l.d.Description)
	l.translated("completedHtml", l.d.Completed)
	for i, p := range l.d.Pages {
		l.translated(fmt.Sprintf("pages[%d].title", i), p.Title)
		l.translated(fmt.Sprintf("pages[%d].description", i), p.Description)
	}
	for _, e := range l.everything() {
		l.elementTexts(e)
	}
}

// everything lists all elements, also those in templates, columns and items.
func (l *linter) everything() []*Element {
	var out []*Element
	var add func(list []*Element)
	add = func(list []*Element) {
		for _, e := range list {
			out = append(out, e)
			add(e.Items)
			add(e.Cells)
			add(e.flat)
		}
	}
	add(l.d.elements)
	return out
}

func (l *linter) elementTexts(e *Element) {
	if e.Title.IsZero() && e.IsQuestion() {
		l.warn(e.path+".title", WarnTitle, "the question has no title; respondents would read %s", clip(e.Name))
	}
	for name, t := range map[string]Text{"title": e.Title, "description": e.Description, "requiredErrorText": e.RequiredError,
		"placeholder": e.Placeholder, "minRateDescription": e.MinText, "maxRateDescription": e.MaxText, "labelTrue": e.LabelTrue,
		"labelFalse": e.LabelFalse, "html": e.Content, "commentText": e.CommentText} {
		if name != "html" || e.Type == HTML {
			l.translated(e.path+"."+name, t)
		}
	}
	for name, list := range map[string][]Choice{"choices": e.Choices, "columns": e.Columns, "rows": e.Rows, "rateValues": e.Steps} {
		for i, c := range list {
			l.translated(fmt.Sprintf("%s.%s[%d]", e.path, name, i), c.Text)
		}
		l.different(e.path+"."+name, list)
	}
	for _, c := range e.Specials() {
		l.translated(e.path+"."+expression.Text(c.Value), c.Text)
	}
	for i, v := range e.Validators {
		l.translated(fmt.Sprintf("%s.validators[%d].text", e.path, i), v.Text)
	}
}

// unread tells when people are asked to write and nothing of it is read.
func (l *linter) unread() {
	var first *Element
	for _, e := range l.d.Questions() {
		if e.DV.Analyze {
			return
		}
		if e.Type == Comment && first == nil {
			first = e
		}
	}
	if first != nil {
		l.warn(first.path+".dv.analyze", WarnUnread, "no text of the survey is read for themes: set analyze where people write what they think")
	}
}

// translated tells which of the survey's languages a text lacks.
func (l *linter) translated(path string, t Text) {
	if t.IsZero() || len(l.d.Languages) < 2 || neutral(t) {
		return
	}
	var missing []string
	for _, tag := range l.d.Languages {
		if !t.Has(tag) {
			missing = append(missing, tag)
		}
	}
	if len(missing) > 0 {
		l.warn(path, WarnTranslation, "no text in %s: %s", strings.Join(missing, ", "), clip(t.In("")))
	}
}

// neutral tells whether a text reads the same in all languages: figures and
// signs.
func neutral(t Text) bool {
	return !strings.ContainsFunc(t.In(""), func(r rune) bool {
		return r > 0x7F && r != '–' && r != '％' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	})
}

// different tells when two choices read the same in some language.
func (l *linter) different(path string, list []Choice) {
	for _, tag := range l.d.Languages {
		seen := map[string]int{}
		for i, c := range list {
			text := c.Text.In(tag)
			if c.Text.IsZero() {
				continue
			}
			if first, twice := seen[text]; twice {
				l.warn(fmt.Sprintf("%s[%d]", path, i), WarnSameText, "reads like choice %d in %s: %s", first+1, tag, clip(text))
			}
			seen[text] = i
		}
	}
}

// joins are the words that put two things into one item, and words they stand
// in without doing so.
var (
	joinsZH  = []string{"以及", "和", "与", "及", "、"}
	joinsEN  = []string{" and ", " & ", " as well as "}
	harmless = []string{"及时", "涉及", "普及", "波及", "来得及", "提及", "和谐", "和气", "和睦", "温和", "缓和", "总和", "饱和", "和解", "参与", "与否", "与会", "与众不同", "赠与", "给与",
		"与我", "与您", "与贵", "与本", "与公司", "和我", "和您", "和贵"}
	harmlessE = []string{" and other ", " online and offline", " terms and conditions", " research and development", " question and answer", " supply and demand"}
)

// items looks for evaluative items that ask two things at once.
func (l *linter) items() {
	for _, e := range l.everything() {
		switch e.Type {
		case Matrix:
			for i, row := range e.Rows {
				l.single(fmt.Sprintf("%s.rows[%d].text", e.path, i), row.Text)
			}
		case Rating:
			l.single(e.path+".title", e.Title)
		}
	}
}

func (l *linter) single(path string, t Text) {
	for _, entry := range t.entries {
		if word := doubled(entry.text); word != "" {
			l.warn(path, WarnDouble, "asks two things at once (%s): %s", strings.TrimSpace(word), clip(entry.text))
			return
		}
	}
}

// What two things are together is one thing to judge: how they get on, and what
// they are examples of.
var together = regexp.MustCompile(`[^，。；,;]*[和与及、][^，。；,;]*(?:之间|的关系|的比例|的差距|的区别|的平衡)|[^，。；,;]*、[^，。；,;]*等|(?i)\b(?:between|balance of|ratio of) [^,;.]*? and `)

// doubled returns the word that joins two things in an item, "" when none does.
func doubled(text string) string {
	text = together.ReplaceAllString(text, " ")
	zh, en := text, " "+strings.ToLower(text)+" "
	for _, h := range harmless {
		zh = strings.ReplaceAll(zh, h, "")
	}
	for _, h := range harmlessE {
		en = strings.ReplaceAll(en, h, "")
	}
	if i := slices.IndexFunc(joinsZH, func(w string) bool { return strings.Contains(zh, w) }); i >= 0 {
		return joinsZH[i]
	}
	if i := slices.IndexFunc(joinsEN, func(w string) bool { return strings.Contains(en, w) }); i >= 0 {
		return joinsEN[i]
	}
	return ""
}
