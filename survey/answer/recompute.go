// Computing again, from an export and the definition, what a respondent was
// dealt and in which order everything stood.

package answer

import (
	"reflect"

	"dealervoice/survey/definition"
)

// Recomputed is what a response says again.
type Recomputed struct {
	// Dealt is what the respondent got, by design: of those that were met.
	Dealt map[string]any `json:"dealt"`
	// Unknown are the designs that were evened out on invitation and of which the
	// response does not carry the number: files of confidential surveys leave it
	// out, since it would tell who answered. Dealt repeats what is stored.
	Unknown []string `json:"unknown,omitempty"`
	// Differs are the designs of which the response says something else than the
	// seed does.
	Differs []string `json:"differs,omitempty"`
	// Orders are the lists that stood in random order, as they stood: values of
	// choices ("p6/choices") and rows ("d15/rows"), names of questions ("page
	// vignette/questions") and of pages ("pages").
	Orders map[string][]any `json:"orders"`
}

// Recompute computes again for a stored response. on.Unit is its id, on.Attributes
// and the wave are its own.
func Recompute(def *definition.Definition, data Data, on Occasion) Recomputed {
	out := Recomputed{Dealt: map[string]any{}, Orders: map[string][]any{}}
	hands := ParseHands(on.Attributes[DealtAttribute])
	for _, d := range def.Designs() {
		stored, met := data[d.ID]
		if !met {
			continue
		}
		value := d.Value(CellOf(def, d, on))
		switch {
		case reflect.DeepEqual(value, stored):
		case d.Kept() && !hands.has(d.ID):
			out.Unknown = append(out.Unknown, d.ID)
			value = stored
		default:
			out.Differs = append(out.Differs, d.ID)
		}
		out.Dealt[d.ID] = value
	}
	d := Decide(def, data, on)
	d.form.orders(out.Orders)
	return out
}

func (h Hands) has(design string) bool {
	for _, x := range h {
		if x.Design == design {
			return true
		}
	}
	return false
}

// orders lists what stands in random order.
func (f *form) orders(into map[string][]any) {
	line := func(name, order string, list []*definition.Element) {
		if f.shuffles(order) {
			into[name+"/questions"] = names(f.root.visibleOf(f.lined(name, order, list)))
		}
	}
	if f.def.ShufflesPages() {
		for _, i := range PageOrder(f.def, f.on.Unit) {
			into["pages"] = append(into["pages"], f.def.Pages[i].Name)
		}
	}
	for _, p := range f.def.Pages {
		line("page "+p.Name, p.QuestionOrder, p.Elements)
	}
	for _, e := range f.def.Elements() {
		if !f.root.states[e.Index].shown {
			continue
		}
		if e.Type == definition.Panel {
			line("panel "+e.Name, e.QuestionOrder, e.Elements)
		}
		s := f.root.stateOf(e)
		if e.ChoicesOrder == "random" {
			into[e.Name+"/choices"] = valuesOf(s.Choices)
		}
		if e.RowOrder == "random" {
			into[e.Name+"/rows"] = valuesOf(s.Rows)
		}
	}
}

func names(list []*definition.Element) []any {
	out := make([]any, len(list))
	for i, e := range list {
		out[i] = e.Name
	}
	return out
}

func valuesOf(list []definition.Choice) []any {
	out := make([]any, len(list))
	for i, c := range list {
		out[i] = c.Value
	}
	return out
}
