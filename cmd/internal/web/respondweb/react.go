package respondweb

// What a definition does when an answer changes: triggers, setValueIf and the
// like. Whoever types sees what was there when the screen was shown; so the form
// carries those answers (_was), and what differs from them was just entered.

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"reflect"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
)

// maxWas bounds what a form may say of answers shown before.
const maxWas = 128 << 10

// was writes the answers as they are shown; "" where nothing reacts to a change.
func (v *visit) was() string {
	if !v.plan.def.Reacts() {
		return ""
	}
	raw, err := json.Marshal(flat.Answers(v.plan.def, v.fields))
	if err != nil || len(raw) > maxWas {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// react does what the definition does on the answers that were just entered, and
// puts what comes of it into the fields. A post that does not say what was shown
// came all at once: it is complete as it is.
func (v *visit) react() {
	text := v.post.Get("_was")
	if text == "" || !v.plan.def.Reacts() {
		return
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	var before answer.Data
	if err != nil || len(raw) > maxWas || json.Unmarshal(raw, &before) != nil {
		return
	}
	// The types of a value told by JSON are those of the answers; anything else
	// only looks like a change.
	after := flat.Answers(v.plan.def, v.fields)
	entered := answer.Enter(v.plan.def, before, after, v.occasion(v.slip.ID()))
	v.enterAll(after, entered)
}

// enterAll writes answers that differ from those typed into the fields.
func (v *visit) enterAll(typed, entered answer.Data) {
	for _, e := range v.plan.def.Questions() {
		comment := e.Key + answer.CommentSuffix
		if reflect.DeepEqual(typed[e.Key], entered[e.Key]) && reflect.DeepEqual(typed[comment], entered[comment]) {
			continue
		}
		for name := range v.fields {
			if v.plan.owner(name) == e {
				delete(v.fields, name)
			}
		}
		maps.Copy(v.fields, flat.Question(v.plan.def, e, entered))
	}
}

// initial is what a new form holds: default values and what is computed for
// them.
func (v *visit) initial() answer.Data {
	return answer.Initial(v.plan.def, v.occasion(v.slip.ID()))
}
