package form_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/survey/fault"
)

func read(target, contentType, body string) (form.Form, error) {
	r := httptest.NewRequest("POST", target, strings.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	return form.Read(echo.New().NewContext(r, httptest.NewRecorder()))
}

const urlencoded = "application/x-www-form-urlencoded"

func TestOnlyTheBodyCounts(t *testing.T) {
	f, err := read("/x?role=admin&title=query", urlencoded, "title=body")
	if err != nil {
		t.Fatal(err)
	}
	if f.Get("title") != "body" || f.Get("role") != "" {
		t.Errorf("title %q, role %q", f.Get("title"), f.Get("role"))
	}
}

func TestABrokenBodyIsAnErrorNotAnEmptyForm(t *testing.T) {
	for _, c := range []struct {
		name, contentType, body string
		want                    fault.Kind
	}{
		{"a percent sign that encodes nothing", urlencoded, "a=1&b=%zz", fault.KindBadRequest},
		{"semicolons between fields", urlencoded, "a=1;b=2", fault.KindBadRequest},
		{"JSON", "application/json", `{"a":1}`, fault.KindUnsupported},
		{"plain text", "text/plain", "a=1", fault.KindUnsupported},
		{"multipart without a boundary", "multipart/form-data", "x", fault.KindBadRequest},
		{"more than the limit", urlencoded, "a=" + strings.Repeat("x", form.MaxBytes), fault.KindTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read("/x", c.contentType, c.body)
			if fault.KindOf(err) != c.want {
				t.Errorf("got %v, want kind %v", err, c.want)
			}
		})
	}
}

func TestTextIsCleaned(t *testing.T) {
	f, err := read("/x", urlencoded, "a=one%0D%0Atwo%00%FF")
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Get("a"); got != "one\ntwo\uFFFD" {
		t.Errorf("got %q", got)
	}
}

func TestWrongKeepsWhatWasTyped(t *testing.T) {
	f := form.With("title", "typed")
	f, ok := f.Wrong(fault.Invalid(fault.Field{Path: "title", Key: "x.short"}))
	if !ok || f.At("title").Key != "x.short" || f.Get("title") != "typed" {
		t.Errorf("got %+v, %v", f, ok)
	}
	if _, ok := f.Wrong(fault.NotFound("x")); ok {
		t.Error("not found is no matter of fields")
	}
}
