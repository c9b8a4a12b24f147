package oracle_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"testing"

	"dealervoice/cmd/internal/browsertest"
)

// page has survey-core at hand and gives scripts what node gives them: they say
// what they read by process.argv and process.env, and write to process.stdout.
const page = `<!doctype html><html lang="en"><head><title>survey-core</title><link rel="icon" href="data:,">
<script src="/survey-core.js"></script>
<script type="importmap">{"imports": {"survey-core": "/survey-core.mjs"}}</script>
<script>
let runs = 0;
async function run(script, argv, env) {
	const lines = [];
	globalThis.process = {argv: ["node", script, ...argv], env: env, stdout: {write: (line) => lines.push(line)}};
	await import("/testdata/" + script + "?" + ++runs);
	return lines.join("");
}
function evaluate(rows) {
	const plain = (v) => v instanceof Date ? (isNaN(v) ? null : {date: v.toISOString().slice(0, 10)}) : v ?? null;
	return rows.map((r) => plain(new Survey.ExpressionRunner(r.expression).runValues(structuredClone(r.values), {})));
}
</script></head><body></body></html>`

// module is survey-core as what scripts import; the page has it as one object.
const module = `export const {Model, settings} = Survey;`

func TestMain(m *testing.M) {
	// Dates of vectors are those of UTC; Chromium takes the zone from us.
	if err := os.Setenv("TZ", "UTC"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(browsertest.Main(m))
}

// surveyCore opens a page in which survey-core runs.
func surveyCore(t *testing.T) *browsertest.Page {
	t.Helper()
	core := unpack(t, "survey-core/survey.core.min.js.gz")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, kind := []byte(page), "text/html; charset=utf-8"
		switch {
		case r.URL.Path == "/survey-core.js":
			body, kind = core, "text/javascript"
		case r.URL.Path == "/survey-core.mjs":
			body, kind = []byte(module), "text/javascript"
		case path.Dir(r.URL.Path) == "/testdata":
			script, err := os.ReadFile("../../../survey/answer" + r.URL.Path)
			if err != nil {
				http.NotFound(w, r)
				return
			}
			body, kind = script, "text/javascript"
		}
		w.Header().Set("Content-Type", kind)
		if _, err := w.Write(body); err != nil {
			t.Errorf("serve %s: %v", r.URL.Path, err)
		}
	}))
	t.Cleanup(server.Close)
	return browsertest.Start(t).Open(browsertest.Desktop, server.URL).Until("typeof Survey === 'object'")
}

func unpack(t *testing.T, file string) []byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
