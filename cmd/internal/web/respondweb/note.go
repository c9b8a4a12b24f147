package respondweb

// What the engine gives to think over: validators that warn and refuse nothing.

import (
	"net/http"
	"slices"
	"strings"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// note writes at the question what it gives to think over.
func (b *builder) note(p *part, e *definition.Element) {
	if !b.warn {
		return
	}
	for _, n := range b.d.Notes[e.Name] {
		x := p
		if inside := p.find(n); inside != nil {
			x = inside
		}
		if said := b.say(n); !slices.Contains(x.Notes, said) {
			x.Notes = append(x.Notes, said)
		}
		x.describe()
	}
	if len(b.d.Notes[e.Name]) > 0 {
		b.noted = append(b.noted, b.plan.number(e))
	}
}

// noted is what was said to be thought over, now or before.
func (v *visit) noted(now []string) string {
	list := now
	if before := v.post.Get("_noted"); before != "" && len(before) <= 1000 {
		list = append(strings.Split(before, "."), now...)
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ".")
}

// doubts lists the questions of this screen that give something to think over
// that was not said yet (by _noted). It is said once; then what was answered
// stands.
func (v *visit) doubts(d *answer.Decision) []*definition.Element {
	if v.number > len(v.plan.screens) || len(d.Notes) == 0 {
		return nil
	}
	said := strings.Split(v.post.Get("_noted"), ".")
	var out []*definition.Element
	for _, e := range v.plan.screens[v.number-1].questions {
		if len(d.Notes[e.Name]) > 0 && !slices.Contains(said, v.plan.number(e)) {
			out = append(out, e)
		}
	}
	return out
}

// wonder shows the screen again with what there is to think over.
func (v *visit) wonder(d *answer.Decision, list []*definition.Element) error {
	b := builder{plan: v.plan, words: v.words, fields: v.fields, d: d}
	n := &notice{Kind: "note", Text: v.words.T("respond.noted")}
	for _, e := range list {
		n.Links = append(n.Links, summaryLine{Target: v.plan.id(e), Question: b.title(e)})
	}
	return v.render(http.StatusOK, d, look{notice: n, warn: true})
}
