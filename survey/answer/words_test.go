package answer_test

import (
	"reflect"
	"strings"
	"testing"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

func TestOnlyWhatWasWrittenFreelyIsReworded(t *testing.T) {
	def, report := definition.Load([]byte(`{"title": "Free words", "pages": [{"name": "p", "elements": [
	 {"type": "comment", "name": "why"},
	 {"type": "text", "name": "phone", "inputType": "tel"},
	 {"type": "text", "name": "day", "inputType": "date"},
	 {"type": "radiogroup", "name": "place", "choices": ["east", "west"], "showOtherItem": true, "showCommentArea": true},
	 {"type": "checkbox", "name": "ways", "choices": ["mail", "web"]},
	 {"type": "matrix", "name": "grid", "columns": ["good", "bad"], "rows": ["price", "stock"]},
	 {"type": "multipletext", "name": "who", "items": [{"name": "first"}, {"name": "born", "inputType": "date"}]},
	 {"type": "paneldynamic", "name": "visits", "templateElements": [{"type": "text", "name": "whom"}, {"type": "rating", "name": "score"}]},
	 {"type": "matrixdynamic", "name": "stock", "columns": [{"name": "item", "cellType": "text"}, {"name": "kind", "cellType": "dropdown", "choices": ["a", "b"]}]},
	 {"type": "file", "name": "photo"}, {"type": "signaturepad", "name": "sign"}]}]}`))
	if def == nil {
		t.Fatalf("%+v", report)
	}
	given := answer.Data{
		"why": "free", "phone": "free", "day": "2026-11-23", "place": "other", "place-Comment": "free", "ways": []any{"mail", "free"},
		"grid": map[string]any{"price": "good"}, "who": map[string]any{"first": "free", "born": "1990-01-01"},
		"visits": []any{map[string]any{"whom": "free", "score": 4.0}}, "stock": []any{map[string]any{"item": "free", "kind": "a"}},
		"photo": []any{map[string]any{"name": "free", "type": "image/png", "content": "upload:0123"}}, "sign": "data:image/png;base64,AA",
	}
	want := answer.Data{
		"why": "FREE", "phone": "FREE", "day": "2026-11-23", "place": "other", "place-Comment": "FREE", "ways": []any{"mail", "FREE"},
		"grid": map[string]any{"price": "good"}, "who": map[string]any{"first": "FREE", "born": "1990-01-01"},
		"visits": []any{map[string]any{"whom": "FREE", "score": 4.0}}, "stock": []any{map[string]any{"item": "FREE", "kind": "a"}},
		"photo": []any{map[string]any{"name": "FREE", "type": "image/png", "content": "upload:0123"}}, "sign": "data:image/png;base64,AA",
	}
	if got := answer.Reworded(def, given, strings.ToUpper); !reflect.DeepEqual(got, want) {
		t.Errorf("%v\ninstead of %v", got, want)
	}
	if given["why"] != "free" || given["who"].(map[string]any)["first"] != "free" {
		t.Error("the answers themselves were changed")
	}
}
