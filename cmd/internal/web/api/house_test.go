package api_test

// What the tests share: a program that calls the interface, and holds every
// answer against the document.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

const base = "/api/v1"

// contract is the document as the program serves it, made strict: an object with
// named members has no others.
type contract struct {
	doc    *openapi3.T
	router routers.Router
	mu     sync.Mutex
	seen   map[string]bool // "listSurveys 200"
}

func readContract(t testing.TB, a *apptest.App) *contract {
	t.Helper()
	p := a.Visitor(language.English).Get(base + "/openapi.json")
	p.Expect(apptest.Status(200))
	doc, err := openapi3.NewLoader().LoadFromData([]byte(p.Body))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	strict := map[*openapi3.Schema]bool{}
	for _, s := range doc.Components.Schemas {
		harden(s, strict)
	}
	for _, r := range doc.Components.Responses {
		hardenContent(r.Value.Content, strict)
	}
	for _, item := range doc.Paths.Map() {
		for _, op := range item.Operations() {
			for _, r := range op.Responses.Map() {
				hardenContent(r.Value.Content, strict)
			}
		}
	}
	router, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return &contract{doc: doc, router: router, seen: map[string]bool{}}
}

func hardenContent(c openapi3.Content, done map[*openapi3.Schema]bool) {
	for _, m := range c {
		harden(m.Schema, done)
	}
}

// harden closes objects that say which members they have.
func harden(ref *openapi3.SchemaRef, done map[*openapi3.Schema]bool) {
	if ref == nil || ref.Value == nil || done[ref.Value] {
		return
	}
	s := ref.Value
	done[s] = true
	if len(s.Properties) > 0 && s.AdditionalProperties.Has == nil && s.AdditionalProperties.Schema == nil {
		no := false
		s.AdditionalProperties.Has = &no
	}
	for _, p := range s.Properties {
		harden(p, done)
	}
	for _, p := range s.AllOf {
		harden(p, done)
	}
	harden(s.Items, done)
	harden(s.AdditionalProperties.Schema, done)
}

// caller is a program with a token.
type caller struct {
	t        testing.TB
	a        *apptest.App
	contract *contract
	token    string
	lang     language.Tag
}

// enter makes a caller whose token has the roles and sees everything.
func enter(t testing.TB, a *apptest.App, roles ...access.Role) *caller {
	t.Helper()
	return enterAs(t, a, readContract(t, a), account.NewToken{Roles: roles})
}

// names counts the tokens made, since each needs a name of its own.
var names struct {
	sync.Mutex
	n int
}

func enterAs(t testing.TB, a *apptest.App, k *contract, n account.NewToken) *caller {
	t.Helper()
	if n.Name == "" {
		names.Lock()
		names.n++
		n.Name = fmt.Sprint("test ", names.n)
		names.Unlock()
	}
	if n.Scope.Level == "" {
		n.Scope = access.Scope{Level: access.All}
	}
	_, secret, err := a.Accounts.AddToken(context.Background(), access.Machine("test"), n)
	if err != nil {
		t.Fatal(err)
	}
	return &caller{t: t, a: a, contract: k, token: secret.Reveal(), lang: language.English}
}

// answer is what came back.
type answer struct {
	*apptest.Page
	t testing.TB
}

// call sends a request below the interface's address, and holds question and
// answer against the document.
func (c *caller) call(r apptest.Request) answer {
	c.t.Helper()
	h := http.Header{}
	for k, v := range r.Header {
		h[k] = v
	}
	if _, set := h["Authorization"]; !set && c.token != "" {
		h.Set("Authorization", "Bearer "+c.token)
	}
	r.Header, r.Path = h, base+r.Path
	if r.Method == "" {
		r.Method = http.MethodGet
	}
	client := c.a.Visitor(c.lang)
	client.T = c.t
	out := answer{client.Send(r), c.t}
	c.contract.hold(c.t, r, out)
	return out
}

func (c *caller) get(path string) answer {
	c.t.Helper()
	return c.call(apptest.Request{Path: path})
}

func (c *caller) post(path, body string, header ...string) answer {
	c.t.Helper()
	return c.send(http.MethodPost, path, body, header...)
}

func (c *caller) send(method, path, body string, header ...string) answer {
	c.t.Helper()
	h := http.Header{"Content-Type": {"application/json"}}
	for i := 0; i+1 < len(header); i += 2 {
		if header[i+1] == "" {
			h.Del(header[i])
			continue
		}
		h.Set(header[i], header[i+1])
	}
	return c.call(apptest.Request{Method: method, Path: path, Body: body, Header: h})
}

// hand hands in a response.
func (c *caller) hand(slug, key, body string) answer {
	c.t.Helper()
	return c.post("/surveys/"+slug+"/responses", body, "Idempotency-Key", key)
}

// hold validates an exchange. What was answered as done must have been asked as
// documented.
func (k *contract) hold(t testing.TB, r apptest.Request, got answer) {
	t.Helper()
	req, err := http.NewRequest(r.Method, r.Path, strings.NewReader(r.Body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = r.Header.Clone()
	if got.Status >= 500 {
		t.Errorf("%s: %s", got, got.Body)
	}
	if got.Status >= 400 && got.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s is answered as %q: %.200s", got, got.Header.Get("Content-Type"), got.Body)
	}
	if len(got.Header.Values("Set-Cookie"))+len(got.Header.Values("Access-Control-Allow-Origin")) > 0 {
		t.Errorf("%s sets a cookie, or lets other sites in", got)
	}
	route, params, err := k.router.FindRoute(req)
	if err != nil {
		if got.Status < 400 {
			t.Errorf("%s is not in the document: %v", got, err)
		}
		return
	}
	k.mu.Lock()
	k.seen[fmt.Sprint(route.Operation.OperationID, " ", got.Status)] = true
	k.mu.Unlock()
	input := &openapi3filter.RequestValidationInput{
		Request: req, PathParams: params, Route: route,
		Options: &openapi3filter.Options{IncludeResponseStatus: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, SkipSettingDefaults: true},
	}
	if got.Status < 300 {
		if err := openapi3filter.ValidateRequest(context.Background(), input); err != nil {
			t.Errorf("%s was done, but the document does not allow it: %v", got, err)
		}
	}
	if route.Operation.Responses.Status(got.Status) == nil {
		t.Errorf("%s: %s does not promise this status: %s", got, route.Operation.OperationID, got.Body)
		return
	}
	err = openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: got.Status, Header: got.Header,
		Body: io.NopCloser(bytes.NewReader([]byte(got.Body))), Options: input.Options,
	})
	if err != nil {
		t.Errorf("%s breaks the document: %v", got, err)
	}
}

// want fails the test unless the status is the one given.
func (a answer) want(status int) answer {
	a.t.Helper()
	if a.Status != status {
		a.t.Errorf("%s, want %d: %.600s", a, status, a.Body)
	}
	return a
}

// into reads the body.
func (a answer) into(v any) {
	a.t.Helper()
	if err := json.Unmarshal([]byte(a.Body), v); err != nil {
		a.t.Fatalf("%s: %v: %.300s", a, err, a.Body)
	}
}

// id is the id of a response that was handed in.
func (a answer) id() string {
	a.t.Helper()
	var out struct{ ID string }
	a.into(&out)
	return out.ID
}

// problem is the body of an error.
type problem struct {
	Type, Title, Detail string
	Status              int
	Errors              []struct{ Question, Path, Code, Message string }
}

func (a answer) problem() problem {
	a.t.Helper()
	var p problem
	a.into(&p)
	return p
}

// codes lists what is wrong: "q1 required; q3 outofrange".
func (a answer) codes() string {
	a.t.Helper()
	var out []string
	for _, e := range a.problem().Errors {
		out = append(out, e.Path+" "+e.Code)
	}
	return strings.Join(out, "; ")
}

// small is a form with a question of most kinds; MODE is its privacy.
const small = `{"title":{"default":"Small","zh-cn":"小问卷"},"dv":{"privacy":{"mode":"MODE"}},"pages":[{"name":"p","elements":[
 {"type":"radiogroup","name":"q1","isRequired":true,"choices":["1","2"]},
 {"type":"comment","name":"q2","title":{"default":"Second","zh-cn":"第二题"},"maxLength":100},
 {"type":"text","name":"q3","inputType":"number","min":0,"max":99},
 {"type":"checkbox","name":"q4","choices":["a","b","c"],"showNoneItem":true,"maxSelectedChoices":2},
 {"type":"text","name":"q5"},
 {"type":"rating","name":"nps","rateMin":0,"rateMax":10},
 {"type":"text","name":"day","inputType":"date"},
 {"type":"ranking","name":"rank","choices":["x","y","z"]},
 {"type":"matrix","name":"m","columns":[1,2,3],"rows":["r1","r2"]},
 {"type":"text","name":"hidden","visibleIf":"{q1} = '2'"},
 {"type":"text","name":"mail","inputType":"email","validators":[{"type":"email","text":{"default":"No address","zh-cn":"这不是地址"}}]}
]}]}`

func form(mode survey.Mode) string { return strings.Replace(small, "MODE", string(mode), 1) }

// publish makes a survey through the interface and publishes it.
func (c *caller) publish(slug, definition string) survey.Published {
	c.t.Helper()
	c.post("/surveys?slug="+slug, definition).want(201)
	c.post("/surveys/"+slug+"/publish", "").want(200)
	p, err := c.a.Surveys.Published(context.Background(), slug)
	if err != nil {
		c.t.Fatal(err)
	}
	return p
}

// Short names for what is asked all the time.
func stored(t testing.TB, a *apptest.App, p survey.Published) []feedback.Response {
	return a.Responses(t, p)
}
func sole(t testing.TB, a *apptest.App, p survey.Published) (feedback.Response, string) {
	return a.Sole(t, p)
}
func count(t testing.TB, a *apptest.App, table string) int { return a.Count(t, table) }
func calm(t testing.TB, a *apptest.App)                    { a.Calm(t) }
