package respondweb

// The server draft: joined with what the form carries, and written over.

import (
	"maps"
	"slices"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// join takes what the draft knows and the form does not. Where the draft was
// written since this form was shown (on another device, in another tab), its
// answers of other screens are the newer ones. It returns what to say about it.
func (v *visit) join() *notice {
	if v.preview || v.revision == 0 && !v.slip.Personal() {
		return nil // no page of this form was ever sent
	}
	kept, err := v.h.Feedback.Kept(v.c.Request().Context(), v.slip)
	if err != nil {
		v.log("read draft", err)
	}
	if err != nil || kept == nil || kept.Version != v.slip.Version {
		return nil
	}
	newer := kept.Revision > v.revision
	if v.merge(flat.Of(v.plan.def, kept.Data), newer) && newer && v.revision > 0 {
		return &notice{Kind: "note", Text: v.words.T("respond.newer")}
	}
	return nil
}

// merge puts the draft's answers of other screens into the fields: those that
// are missing, and where it is newer all it has. It tells whether anything
// changed.
func (v *visit) merge(draft flat.Fields, newer bool) bool {
	changed := false
	for e, old := range v.byQuestion(draft) {
		if v.plan.screen[e.Name] == v.number {
			continue
		}
		mine := v.byQuestion(v.fields)[e]
		if mine != nil && !newer || maps.EqualFunc(mine, old, slices.Equal) {
			continue
		}
		if v.arrived == nil {
			v.arrived = maps.Clone(v.fields)
		}
		for name := range mine {
			delete(v.fields, name)
		}
		maps.Copy(v.fields, old)
		changed = true
	}
	return changed
}

// byQuestion sorts fields by the question they belong to.
func (v *visit) byQuestion(f flat.Fields) map[*definition.Element]flat.Fields {
	out := map[*definition.Element]flat.Fields{}
	for name, values := range f {
		e := v.plan.owner(name)
		if e == nil {
			continue
		}
		if out[e] == nil {
			out[e] = flat.Fields{}
		}
		out[e][name] = values
	}
	return out
}

// keep writes the draft. Where that fails the form still carries everything, so
// the respondent goes on and the failure goes to the log.
func (v *visit) keep(data answer.Data, number int) {
	if v.preview || v.fixing != nil {
		return // the form carries everything
	}
	if v.invited == nil && v.revision == 0 && v.h.throng.many(v.c, drafting, v.head.ID) {
		return // as above
	}
	p := feedback.Progress{Page: number, Language: v.words.Tag(), Data: data, Padded: v.veiled()}
	revision, err := v.h.Feedback.Keep(v.c.Request().Context(), v.slip, p)
	if err != nil {
		v.log("keep draft", err)
		return
	}
	if v.revision = revision; v.invited == nil && revision == 1 {
		v.h.throng.note(v.c, drafting, v.head.ID)
	}
}
