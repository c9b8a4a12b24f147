package respondweb

// A picture whose areas are chosen. What can be chosen stands below it as
// options; where scripts run, the picture itself can be pressed too.

import (
	"encoding/json"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// drawnArea is where on the picture an option lies.
type drawnArea struct {
	Value  string    `json:"v"`
	Shape  string    `json:"s"`
	Coords []float64 `json:"c"`
}

// areas shows the picture of an image map.
func (b *builder) areas(p *part, e *definition.Element, st answer.State) {
	if e.Type != definition.ImageMap {
		return
	}
	p.Look = "many"
	if p.Map = ownImage(b.text(e.Content)); p.Map == "" {
		return
	}
	var list []drawnArea
	for _, c := range st.Choices {
		if c.Area != nil {
			list = append(list, drawnArea{flat.Text(c.Value), c.Area.Shape, c.Area.Coords})
		}
	}
	raw, err := json.Marshal(list)
	if err == nil { // numbers and texts always are JSON
		p.Areas = string(raw)
	}
}
