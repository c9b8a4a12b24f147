package definition_test

// Every property that survey-core 3.1.1 documents (testdata/properties.jsonl is
// what its own metadata lists, by class): each is read, or only changes looks,
// or is refused. None is unknown.

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"dealervoice/survey/definition"
)

// class is one class of the format with its properties.
type class struct {
	Class      string
	Properties []string
}

func documented(t *testing.T) []class {
	t.Helper()
	f, err := os.Open("testdata/properties.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []class
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c class
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	if len(out) < 50 {
		t.Fatalf("%d classes", len(out))
	}
	return out
}

// bodies are what each type needs to run at all.
var bodies = map[string]string{
	"radiogroup": `"choices":[1,2]`, "checkbox": `"choices":[1,2]`, "dropdown": `"choices":[1,2]`, "tagbox": `"choices":[1,2]`,
	"buttongroup": `"choices":[1,2]`, "imagepicker": `"choices":[1,2]`, "ranking": `"choices":[1,2]`, "multipletext": `"items":[{"name":"i"}]`,
	"matrix": `"columns":[1,2],"rows":["r"]`, "matrixdropdown": `"columns":[{"name":"c","cellType":"text"}],"rows":["r"]`,
	"matrixdynamic": `"columns":[{"name":"c","cellType":"text"}]`, "paneldynamic": `"templateElements":[{"type":"text","name":"i"}]`,
	"panel": `"elements":[{"type":"text","name":"i"}]`, "imagemap": `"areas":[{"value":"a","shape":"rect","coords":"0,0,9,9"}]`,
}

// carry writes a definition in which an object of the class has the property;
// "" for classes that are tested as part of others.
func carry(class, property string) (raw, path string) {
	has := func(object string) string {
		if !strings.HasSuffix(object, "{") {
			object += ","
		}
		return object + `"` + property + `":"x"}`
	}
	in := func(element string) string {
		return `{"title":"T","pages":[{"name":"p","elements":[` + element + `]}]}`
	}
	q := `{"type":"text","name":"z"}`
	switch class {
	case "survey":
		return strings.TrimSuffix(in(q), "}") + `,"` + property + `":"x"}`, property
	case "page":
		return `{"pages":[` + has(`{"elements":[`+q+`]`) + `]}`, "pages[0]." + property
	case "itemvalue", "choiceitem", "ratingitem", "imageitemvalue":
		return in(`{"type":"radiogroup","name":"z","choices":[` + has(`{"value":1`) + `]}`), "pages[0].elements[0].choices[0]." + property
	case "multipletextitem":
		return in(`{"type":"multipletext","name":"z","items":[` + has(`{"name":"i"`) + `]}`), "pages[0].elements[0].items[0]." + property
	case "matrixdropdowncolumn":
		return in(`{"type":"matrixdynamic","name":"z","columns":[` + has(`{"name":"c","cellType":"text"`) + `]}`), "pages[0].elements[0].columns[0]." + property
	case "calculatedvalue":
		return `{"pages":[{"elements":[` + q + `]}],"calculatedValues":[` + has(`{"name":"c"`) + `]}`, "calculatedValues[0]." + property
	}
	if kind, ok := strings.CutSuffix(class, "trigger"); ok {
		more := map[string]string{"copyvalue": `,"fromName":"z"`, "skip": `,"gotoName":"z"`}[kind]
		return `{"pages":[{"elements":[` + q + `]}],"triggers":[` + has(`{"type":"`+kind+`","expression":"{z} = 1"`+more) + `]}`, "triggers[0]." + property
	}
	if kind, ok := strings.CutSuffix(class, "validator"); ok && kind != "survey" {
		return in(`{"type":"text","name":"z","validators":[` + has(`{"type":"`+kind+`"`) + `]}`), "pages[0].elements[0].validators[0]." + property
	}
	if slices.Contains([]string{"elements", "validators", "triggers", "urlconditionitem", "htmlconditionitem", "surveyvalidator", "visibletrigger"}, class) {
		return "", ""
	}
	body := bodies[class]
	if body != "" {
		body = "," + body
	}
	return in(has(`{"type":"` + class + `","name":"z"` + body)), "pages[0].elements[0]." + property
}

func TestEveryDocumentedPropertyIsReadOrLooksOrRefused(t *testing.T) {
	tried := 0
	refused := map[string]bool{}
	for _, c := range documented(t) {
		for _, property := range c.Properties {
			raw, path := carry(c.Class, property)
			if raw == "" || property == "type" || property == "name" || property == "value" {
				continue
			}
			tried++
			report := definition.Check([]byte(raw))
			for _, f := range slices.Concat(report.Errors, report.Warnings) {
				switch {
				case f.Path == path && f.Code == definition.WarnUnknown:
					t.Errorf("%s.%s: %s", c.Class, property, f)
				case f.Code == definition.CodeUnsupported && strings.HasPrefix(f.Path, path):
					refused[property] = true
				}
			}
		}
	}
	t.Logf("%d properties tried, refused: %v", tried, refused)
}

// TestEveryDocumentedTypeRunsOrIsRefused: elements, validators and triggers that
// survey-core knows either run or are named as ones that do not.
func TestEveryDocumentedTypeRunsOrIsRefused(t *testing.T) {
	run := map[string][]string{}
	for _, c := range documented(t) {
		for _, kind := range c.Properties {
			raw, at := "", ""
			switch c.Class {
			case "elements":
				body := bodies[kind]
				if body != "" {
					body = "," + body
				}
				raw, at = page(`{"type":"`+kind+`","name":"z"`+body+`}`), "pages[0].elements[0].type"
			case "validators":
				raw, at = page(`{"type":"text","name":"z","validators":[{"type":"`+strings.TrimSuffix(kind, "validator")+`"}]}`), "pages[0].elements[0].validators[0].type"
			case "triggers":
				raw, at = page(`{"type":"text","name":"z"}`), "triggers[0].type"
				raw = strings.TrimSuffix(raw, "}") + `,"triggers":[{"type":"` + strings.TrimSuffix(kind, "trigger") + `","expression":"{z} = 1","fromName":"z","gotoName":"z"}]}`
			default:
				continue
			}
			switch report := definition.Check([]byte(raw)); {
			case report.OK():
				run[c.Class] = append(run[c.Class], kind)
			case !slices.ContainsFunc(report.Errors, func(f definition.Finding) bool {
				return f.Path == at && (f.Code == definition.CodeUnsupported || f.Code == definition.CodeUnknownType)
			}):
				t.Errorf("%s: %v", kind, report.Errors)
			}
		}
	}
	t.Logf("run: %v", run)
	if len(run["elements"]) < 22 || len(run["validators"]) != 6 || len(run["triggers"]) != 5 {
		t.Errorf("%d elements, %d validators, %d triggers run", len(run["elements"]), len(run["validators"]), len(run["triggers"]))
	}
}

func TestWhatHasNoEffectIsSaid(t *testing.T) {
	for raw, path := range map[string]string{
		`{"timeLimit":60,"pages":[{"elements":[{"type":"text","name":"x"}]}]}`:                      "timeLimit",
		`{"navigateToUrl":"https://x.example","pages":[{"elements":[{"type":"text","name":"x"}]}]}`: "navigateToUrl",
		page(`{"type":"text","name":"x","correctAnswer":"4"}`):                                      "pages[0].elements[0].correctAnswer",
	} {
		said := func(f definition.Finding) bool { return f.Code == definition.WarnIgnored && f.Path == path }
		if report := definition.Check([]byte(raw)); !report.OK() || !slices.ContainsFunc(report.Warnings, said) {
			t.Errorf("%s: %v", path, report)
		}
	}
	if report := definition.Check([]byte(`{"showTimer":false,"cookieName":"","title":"T","pages":[{"elements":[{"type":"text","name":"x","title":"X"}]}]}`)); len(report.Warnings) > 0 {
		t.Errorf("%v", report.Warnings)
	}
}
