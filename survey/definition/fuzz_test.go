package definition_test

import (
	"strings"
	"testing"

	"dealervoice/survey/definition"
)

// FuzzDefinition loads anything: never a panic, Check and Load of one mind,
// and what cannot run always said.
func FuzzDefinition(f *testing.F) {
	for _, seed := range []string{
		`{"pages":[{"name":"p","elements":[{"type":"text","name":"a","visibleIf":"{b} = 1"},{"type":"checkbox","name":"b","choices":["x|X",1,{"value":true}]}]}]}`,
		`{"elements":[{"type":"matrix","name":"m","columns":[1],"rows":["r"]},{"type":"paneldynamic","name":"p","templateElements":[{"type":"panel","elements":[{"type":"rating","name":"r"}]}]}]}`,
		`{"pages":[{"elements":[{"type":"rating","name":"r","rateMin":5,"rateMax":1,"rateStep":0.1}]}],"locale":"zh-cn","title":{"default":"x","en":"y"}}`,
		`{"pages":[{"elements":[{"type":"text","name":"a","validators":[{"type":"regex","regex":"(?=a)\\u00e9[\\s\\S]"}]}]}],"dv":{"seed":1}}`,
		`{"pages":[{"elements":[{"type":"dropdown","name":"a","choicesMin":1,"choicesMax":1e9}]}]}`,
		`[]`, `{"pages":{}}`, `{"pages":[null,1,"x",{"elements":[{"name":{}}]}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		report := definition.Check(raw)
		d, err := definition.Load(raw)
		if (err == nil) != report.OK() {
			t.Fatalf("Load says %v, Check %v", err, report.Errors)
		}
		if report.Mapped > report.Elements {
			t.Errorf("%d of %d elements run", report.Mapped, report.Elements)
		}
		if err != nil {
			if !strings.HasPrefix(err.Error(), "load definition: ") {
				t.Errorf("error %q", err)
			}
			return
		}
		for _, q := range d.Questions() {
			if q.Name == "" || d.Question(q.Name) != q {
				t.Errorf("question %q is not found by its name", q.Name)
			}
		}
	})
}
