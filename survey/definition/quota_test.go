package definition_test

import (
	"fmt"
	"strings"
	"testing"

	"dealervoice/survey/definition"
)

func quotaForm(mode, quotas string) []byte {
	return fmt.Appendf(nil, `{"title":"Q","dv":{"privacy":{"mode":%q},"quotas":%s},"pages":[{"name":"p","elements":[{"type":"radiogroup","name":"side","choices":["a","b"]}]}]}`, mode, quotas)
}

func TestQuotasThatCannotBeKeptAreErrors(t *testing.T) {
	for _, x := range []struct{ name, mode, quotas, code string }{
		{"a limit", "identified", `{"cells":[{"id":"a","if":"{side} = 'a' and {region} = '华东'","limit":1}]}`, ""},
		{"a percentage", "identified", `{"target":30,"cells":[{"id":"a","percent":33.3}]}`, ""},
		{"a percentage of nothing", "identified", `{"cells":[{"id":"a","percent":50}]}`, "quota"},
		{"a percentage that is nobody", "identified", `{"target":3,"cells":[{"id":"a","percent":1}]}`, "quota"},
		{"fewer than may be told of", "confidential", `{"cells":[{"id":"a","limit":4}]}`, "quota"},
		{"who is answering now must not be known", "unlinkable", `{"cells":[{"id":"a","limit":100}]}`, "quota"},
		{"one id twice", "identified", `{"cells":[{"id":"a","limit":1},{"id":"a","limit":2}]}`, "duplicate"},
		{"an unknown name", "identified", `{"cells":[{"id":"a","if":"{nobody} = 1","limit":1}]}`, "reference"},
		{"a dealer's representative", "identified", `{"cells":[{"id":"a","if":"{rep} = 'li@example.com'","limit":1}]}`, "reference"},
		{"a broken condition", "identified", `{"cells":[{"id":"a","if":"{side} = = 'a'","limit":1}]}`, "expression"},
		{"an unknown function", "identified", `{"cells":[{"id":"a","if":"drop({side})","limit":1}]}`, "function"},
		{"limit and percentage", "identified", `{"target":9,"cells":[{"id":"a","limit":1,"percent":50}]}`, "schema"},
		{"neither", "identified", `{"cells":[{"id":"a"}]}`, "schema"},
		{"less than none", "identified", `{"cells":[{"id":"a","limit":-1}]}`, "schema"},
		{"more than all", "identified", `{"target":9,"cells":[{"id":"a","percent":101}]}`, "schema"},
		{"an id that is markup", "identified", `{"cells":[{"id":"<script>","limit":1}]}`, "schema"},
		{"a property of nobody's", "identified", `{"cells":[{"id":"a","limit":1,"action":"rm"}]}`, "schema"},
		{"a place for ever", "identified", `{"holdMinutes":100000,"cells":[{"id":"a","limit":1}]}`, "schema"},
		{"too many", "identified", `{"cells":[` + strings.TrimSuffix(strings.Repeat(`{"id":"a","limit":1},`, 501), ",") + `]}`, "schema"},
	} {
		r := definition.Check(quotaForm(x.mode, x.quotas))
		if (x.code == "") != r.OK() || x.code != "" && r.Errors[0].Code != x.code {
			t.Errorf("%s: %v, want %q", x.name, r.Errors, x.code)
		}
	}
	d, err := definition.Load(quotaForm("identified", `{"target":30,"cells":[{"id":"a","percent":33.3}]}`))
	if err != nil || d.Quotas()[0].Places != 10 || d.DV.Quotas.HoldsFor().Minutes() != 30 {
		t.Errorf("%+v, %v", d, err)
	}
}
