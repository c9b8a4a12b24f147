// Enforcing dv.schema.json.

package definition

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed dv.schema.json
var dvSchema []byte

// Schema returns our JSON Schema of what stands under "dv".
func Schema() []byte { return bytes.Clone(dvSchema) }

// The parts of the schema, by where dv stands.
const (
	schemaSurvey  = "survey"
	schemaPage    = "page"
	schemaElement = "element"
	schemaChoice  = "choice"
)

var dvSchemas = compileSchemas()

func compileSchemas() map[string]*jsonschema.Schema {
	const url = "dv.schema.json"
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(dvSchema))
	if err != nil {
		panic("dv.schema.json: " + err.Error())
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(url, doc); err != nil {
		panic("dv.schema.json: " + err.Error())
	}
	out := map[string]*jsonschema.Schema{}
	for _, part := range []string{schemaSurvey, schemaPage, schemaElement, schemaChoice} {
		out[part] = c.MustCompile(url + "#/$defs/" + part)
	}
	return out
}

// dv checks what stands under "dv" and reads it into a struct.
func (l *loader) dv(o *object, part string, into any) {
	v, _ := o.get("dv")
	if v == nil {
		return
	}
	if err := dvSchemas[part].Validate(v); err != nil {
		l.schemaErrors(o, err)
		return
	}
	raw, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		l.fail(o.at("dv"), CodeSchema, "%v", err)
	}
}

func (l *loader) schemaErrors(o *object, err error) {
	broken, ok := err.(*jsonschema.ValidationError)
	if !ok {
		l.fail(o.at("dv"), CodeSchema, "%v", err)
		return
	}
	english := message.NewPrinter(language.English)
	var walk func(e *jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		if len(e.Causes) == 0 {
			path := strings.Join(append([]string{o.at("dv")}, e.InstanceLocation...), ".")
			l.fail(path, CodeSchema, "%s", clip(e.ErrorKind.LocalizedString(english)))
		}
		for _, cause := range e.Causes {
			walk(cause)
		}
	}
	walk(broken)
}

func (l *loader) surveyDV(o *object, d *Definition) {
	l.dv(o, schemaSurvey, &d.DV)
	d.FirstLanguage = d.DV.FirstLanguage
	l.seed = d.DV.Seed
	l.tables(d.DV.Lists)
}
