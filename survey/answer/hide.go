// Answers that go as soon as their question hides (clearInvisibleValues or
// clearIfInvisible "onHidden", "onHiddenContainer").

package answer

import "dealervoice/survey/definition"

func (fr *frame) clearsOnHidden(e *definition.Element) bool {
	mode := fr.clearMode(e)
	return mode == "onHidden" || mode == "onHiddenContainer"
}

// turned acts on a question that was just hidden or shown by its condition.
func (fr *frame) turned(e *definition.Element, before bool) {
	now := fr.states[e.Index].visible
	if now == before || !e.IsQuestion() || !fr.clearsOnHidden(e) {
		return
	}
	if now {
		fr.fill(e)
		return
	}
	if !fr.shownElsewhere(e) {
		fr.forget(e)
	}
}

// forget takes an answer and its comment away.
func (fr *frame) forget(e *definition.Element) {
	fr.set(e, nil)
	if asksComment(e) {
		fr.setKey(e.Key+CommentSuffix, nil)
	}
}

// closed acts on questions whose page or panel was just hidden.
func (f *form) closed(before []bool) {
	for _, e := range f.def.Questions() {
		s := &f.root.states[e.Index]
		if before[e.Index] && !s.shown && f.root.clearMode(e) == "onHiddenContainer" {
			f.root.forget(e)
		}
	}
}

// shownNow lists what is shown, by Element.Index.
func (f *form) shownNow() []bool {
	out := make([]bool, len(f.root.states))
	for i := range f.root.states {
		out[i] = f.root.states[i].shown
	}
	return out
}
