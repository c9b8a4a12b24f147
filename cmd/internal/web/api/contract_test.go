package api_test

// The document and the program are one: every operation, every status, on both
// databases.

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/demo"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

var parameter = regexp.MustCompile(`:([a-z]+)`)

func TestTheRoutesAndThePathsOfTheDocumentAreTheSame(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	k := readContract(t, a)
	var served, documented []string
	for _, r := range a.Web().Routes() {
		if strings.HasPrefix(r.Path, "/api") {
			served = append(served, r.Method+" "+parameter.ReplaceAllString(strings.TrimPrefix(r.Path, base), "{$1}"))
		}
	}
	for path, item := range k.doc.Paths.Map() {
		for method := range item.Operations() {
			documented = append(documented, method+" "+path)
		}
	}
	slices.Sort(served)
	slices.Sort(documented)
	if len(served) < 18 || !slices.Equal(served, documented) {
		t.Errorf("served\n%s\ndocumented\n%s", strings.Join(served, "\n"), strings.Join(documented, "\n"))
	}
}

func TestTheDocumentTellsThePermissionOfEachOperation(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	k := readContract(t, a)
	for _, r := range a.Web().Routes() {
		path, ours := strings.CutPrefix(r.Path, base)
		if !ours {
			continue
		}
		op := k.doc.Paths.Value(parameter.ReplaceAllString(path, "{$1}")).GetOperation(r.Method)
		if r.Allow == access.Public {
			if op.Security == nil || len(*op.Security) != 0 {
				t.Errorf("%s %s is public, and the document wants a token", r.Method, path)
			}
			continue
		}
		if !strings.Contains(strings.ReplaceAll(op.Description, "\n", " "), "eeds "+string(r.Allow)) &&
			!strings.Contains(op.Description, string(r.Allow)) {
			t.Errorf("%s %s needs %s; the document says %q", r.Method, path, r.Allow, op.Description)
		}
		everyone := len(access.Granted()[r.Allow]) == len(access.Roles())
		if forbids := op.Responses.Status(http.StatusForbidden) != nil; forbids == everyone {
			t.Errorf("%s %s: 403 documented: %v, open to every role: %v", r.Method, path, forbids, everyone)
		}
	}
}

// Each operation is driven to each status that the document promises.
func TestEveryOperationKeepsEveryPromiseOfTheDocument(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if err := demo.Load(t.Context(), a.App, apptest.Password); err != nil {
			t.Fatal(err)
		}
		a.Work()
		c := enter(t, a, access.Roles()...)
		driveSurveys(c)
		driveResponses(c)
		driveReading(c)
		driveStrangers(c)
		var missed []string
		for path, item := range c.contract.doc.Paths.Map() {
			for method, op := range item.Operations() {
				for status := range op.Responses.Map() {
					if status != "default" && !c.contract.seen[op.OperationID+" "+status] {
						missed = append(missed, fmt.Sprint(method, " ", path, " ", status))
					}
				}
			}
		}
		slices.Sort(missed)
		if len(missed) > 0 {
			t.Errorf("promised and never seen:\n%s", strings.Join(missed, "\n"))
		}
		calm(t, a)
	})
}

// weak is a caller whose roles allow little.
func (c *caller) weak() *caller {
	c.t.Helper()
	return enterAs(c.t, c.a, c.contract, account.NewToken{Roles: []access.Role{access.Support}})
}

func driveSurveys(c *caller) {
	c.t.Helper()
	weak, good := c.weak(), form(survey.Identified)
	const big = 3 << 20
	c.get("/openapi.json").want(200)
	c.get("/surveys").want(200)
	c.get("/surveys?x=1").want(400)
	weak.get("/surveys").want(403)
	c.get("/surveys/dealer-quarterly").want(200)
	c.get("/surveys/dealer-quarterly?x=1").want(400)
	c.get("/surveys/nothing").want(404)
	weak.get("/surveys/dealer-quarterly").want(403)

	if got := c.post("/surveys?slug=made", good).want(201); got.Header.Get("Location") != base+"/surveys/made" {
		c.t.Errorf("made at %q", got.Header.Get("Location"))
	}
	c.post("/surveys?slug=made", good).want(409)
	c.post("/surveys?slug=Made", good).want(422)
	c.post("/surveys", "{").want(400)
	c.post("/surveys", `{"title":"`+strings.Repeat("x", big)+`"}`).want(413)
	c.post("/surveys", good, "Content-Type", "text/plain").want(415)
	weak.post("/surveys", good).want(403)

	c.post("/surveys/made/publish", "").want(200)
	c.post("/surveys/made/publish", "{}").want(200)
	c.post("/surveys/made/publish", "[]").want(400)
	c.post("/surveys/made/publish", strings.Repeat(" ", 2<<10)).want(413)
	c.post("/surveys/made/publish", "{}", "Content-Type", "text/plain").want(415)
	c.post("/surveys/nothing/publish", "").want(404)
	weak.post("/surveys/made/publish", "").want(403)

	c.get("/surveys/made/quotas").want(200)
	c.get("/surveys/made/quotas?x=1").want(400)
	c.get("/surveys/nothing/quotas").want(404)
	weak.get("/surveys/made/quotas").want(403)
	c.get("/surveys/made/definition").want(200)
	if got := c.get("/surveys/made/definition?version=1").want(200).Body; got != good {
		c.t.Errorf("the definition came back as %s", got)
	}
	c.get("/surveys/made/definition?version=x").want(400)
	c.get("/surveys/made/definition?version=9").want(404)
	weak.get("/surveys/made/definition").want(403)
	c.send("PUT", "/surveys/made/definition", `{"title":"T","pages":[{"name":"p","elements":[{"type":"html","name":"h","html":"x"}]}]}`).want(200)
	c.post("/surveys/made/publish", "").want(422) // it asks nothing
	c.send("PUT", "/surveys/made/definition", good).want(200)
	c.send("PUT", "/surveys/made/definition", good+"x").want(400)
	c.send("PUT", "/surveys/nothing/definition", good).want(404)
	c.send("PUT", "/surveys/made/definition", `{"title":"`+strings.Repeat("x", big)+`"}`).want(413)
	c.send("PUT", "/surveys/made/definition", good, "Content-Type", "").want(415)
	c.send("PUT", "/surveys/made/definition", `{"pages":[{"name":"p","elements":[{"type":"no","name":"q"}]}]}`).want(422)
	weak.send("PUT", "/surveys/made/definition", good).want(403)
}

func driveResponses(c *caller) {
	c.t.Helper()
	weak := c.weak()
	c.hand("made", "k", `{"data":{"q1":"1"},"attributes":{"region":"华东"}}`).want(201)
	c.hand("made", "k", `{"data":{"q1":"1"}}`).want(200)
	c.hand("made", "k", `{"data":{"q1":"2"}}`).want(409)
	c.hand("made", "k", `{"data":{"q1":"3"}}`).want(422)
	c.hand("made", "k", `{}`).want(400)
	c.hand("made", "k", `{"data":{"q5":"`+strings.Repeat("x", 600<<10)+`"}}`).want(413)
	c.post("/surveys/made/responses", `{}`, "Idempotency-Key", "k", "Content-Type", "text/html").want(415)
	c.hand("nothing", "k", `{"data":{"q1":"1"}}`).want(404)
	weak.hand("made", "k", `{"data":{"q1":"1"}}`).want(403)
	c.get("/surveys/made/responses").want(200)
	c.get("/surveys/dealer-quarterly/responses?limit=3").want(200)
	c.get("/surveys/made/responses?limit=x").want(400)
	c.get("/surveys/nothing/responses").want(404)
	weak.get("/surveys/made/responses").want(403)
	if err := c.a.Surveys.Close(c.t.Context(), access.Machine("test"), "made"); err != nil {
		c.t.Fatal(err)
	}
	c.hand("made", "late", `{"data":{"q1":"1"}}`).want(410)
	c.post("/surveys/made/publish", "").want(409)
}

func driveReading(c *caller) {
	c.t.Helper()
	for _, slug := range []string{"dealer-quarterly", "consumer-after-purchase", "made"} {
		for _, lang := range []string{"zh-CN", "en"} {
			c.get("/surveys/" + slug + "/report?lang=" + lang).want(200)
		}
		c.get("/surveys/" + slug + "/report?by=wave").want(200)
	}
	at := "/surveys/dealer-quarterly"
	c.get(at + "/report?by=region&filter=wave:2&filter=tier:A&filter=tier:B&weight=none").want(200)
	var weighted struct {
		Weights struct {
			Waves []struct{ Dealers int }
		}
	}
	c.get(at + "/report?by=wave&weight=region,tier&trim=3").want(200).into(&weighted)
	if len(weighted.Weights.Waves) != 2 || weighted.Weights.Waves[0].Dealers == 0 {
		c.t.Errorf("the account of the weights: %+v", weighted)
	}
	c.get(at + "/report?weight=region&trim=1").want(400)
	c.get(at + "/report?filter=weight:region").want(400)
	c.get(at + "/report?by=nothing").want(400)
	c.get("/surveys/nothing/report").want(404)
	c.get(at + "/crosstab?rows=d6&cols=region").want(200)
	c.get(at + "/crosstab?rows=d10.on_time&cols=tier&adjust=bh&weight=region").want(200)
	c.get(at + "/crosstab?rows=d6&cols=region&adjust=tukey").want(400)
	c.get(at + "/crosstab?rows=nothing&cols=region").want(400)
	c.get("/surveys/nothing/crosstab?rows=d6&cols=region").want(404)
	var themes struct {
		Themes struct{ Themes []struct{ ID string } }
	}
	c.get(at + "/themes").want(200).into(&themes)
	if len(themes.Themes.Themes) == 0 {
		c.t.Fatal("the demo company has no themes")
	}
	var quoted struct {
		Quotes struct{ Quotes []struct{ Question string } }
	}
	c.get(at + "/themes?polarity=negative&limit=5&theme=" + themes.Themes.Themes[0].ID).want(200).into(&quoted)
	if len(quoted.Quotes.Quotes) == 0 {
		c.t.Error("no words on the first theme")
	}
	c.get(at + "/themes?polarity=cross").want(400)
	c.get(at + "/themes?theme=nothing").want(404)

	driveDeeper(c)

	var register struct{ Policies []struct{ ID string } }
	c.get("/policies").want(200).into(&register)
	c.get("/policies?x=1").want(400)
	c.get("/policies/" + register.Policies[0].ID).want(200)
	c.get("/policies/" + register.Policies[0].ID + "?x=1").want(400)
	c.get("/policies/nothing").want(404)
	c.get("/policies/reactions").want(200)
	c.get("/policies/reactions?filter=region:%E5%8D%8E%E4%B8%9C").want(200)
	c.get("/policies/reactions?filter=x").want(400)
	c.get("/proposals").want(200)
	c.get("/proposals?state=discussion&limit=1").want(200)
	c.get("/proposals?state=dreamt").want(400)
	c.get("/proposals/1").want(200)
	c.get("/proposals/1?x=1").want(400)
	region := enterAs(c.t, c.a, c.contract, account.NewToken{Roles: []access.Role{access.Manager}, Scope: access.Scope{Level: access.Region, Value: "华东"}})
	for _, x := range []struct {
		who    *caller
		frozen string
	}{{c, `"figure":{`}, {region, `"figure":null,"hash":null`}} { // frozen from the whole company's answers
		p := x.who.get("/proposals/1").want(200)
		if got := strings.Count(p.Body, x.frozen); got == 0 || got != strings.Count(p.Body, `"figure":`) {
			c.t.Errorf("evidence is given out as %s", p.Body)
		}
	}
	c.get("/proposals/999").want(404)
	c.get("/process").want(200)
	c.get("/process?x=1").want(400)
	c.get("/process/1").want(200)
	c.get("/process/1?x=1").want(400)
	c.get("/process/999").want(404)
}

// driveDeeper reads the pages beyond the report.
func driveDeeper(c *caller) {
	c.t.Helper()
	for _, slug := range []string{"dealer-quarterly", "consumer-after-purchase", "made"} {
		for _, page := range []string{"drivers", "kano", "watch", "turnout", "guess"} {
			c.get("/surveys/" + slug + "/" + page + "?lang=en").want(200)
			c.get("/surveys/" + slug + "/" + page + "?x=1").want(400)
			c.get("/surveys/nothing/" + page).want(404)
		}
	}
	at := "/surveys/dealer-quarterly"
	var found struct {
		Items  []struct{ Performance struct{ Value *float64 } }
		Points []struct{ Voice struct{ Value *float64 } }
		Whole  struct{ Invited int }
		Rows   []struct{ Name string }
	}
	c.get(at + "/drivers?filter=wave:2").want(200).into(&found)
	c.get(at + "/watch?filter=region:%E5%8D%8E%E4%B8%9C").want(200).into(&found)
	c.get(at + "/turnout?wave=2").want(200).into(&found)
	c.get("/chain?lag=1").want(200)
	if err := c.a.Schemes.Save(c.t.Context(), access.Machine("test"), "national", analysis.Weighting{By: []string{"region", "tier"}, Trim: 3}); err != nil {
		c.t.Fatal(err)
	}
	c.get("/weightings").want(200)
	c.get("/weightings?x=1").want(400)
	var named, spelled any
	c.get(at + "/crosstab?rows=d6&cols=tier&weight=national").want(200).into(&named)
	c.get(at + "/crosstab?rows=d6&cols=tier&weight=region,tier&trim=3").want(200).into(&spelled)
	if a, b := fmt.Sprint(named.(map[string]any)["lines"]), fmt.Sprint(spelled.(map[string]any)["lines"]); a != b {
		c.t.Errorf("a weighting by its name shows other figures:\n%s\n%s", a, b)
	}
	c.get(at + "/crosstab?rows=d6&cols=tier&weight=local").want(400)
	c.get(at + "/crosstab?rows=d6&cols=tier&weight=national&trim=2").want(400)
	c.get("/chain").want(200).into(&found)
	if len(found.Items) == 0 || found.Items[0].Performance.Value == nil || len(found.Rows) == 0 || found.Whole.Invited == 0 {
		c.t.Errorf("the demo company tells too little: %+v", found)
	}
	c.get(at + "/drivers?outcome=nothing").want(400)
	c.get(at + "/kano?filter=x").want(400)
	c.get("/chain?lag=x").want(400)
	c.get("/chain?lag=9").want(400)
	c.get("/chain?voice=nothing").want(400)
}

// driveStrangers calls every operation without a token, with an unknown one, and
// so often that it has to wait.
func driveStrangers(c *caller) {
	c.t.Helper()
	stranger := *c
	for _, token := range []string{"", "dvt_GUESSED"} {
		stranger.token = token
		for range 3 { // beyond twenty guesses in all
			for path, item := range c.contract.doc.Paths.Map() {
				for method, op := range item.Operations() {
					if op.Security != nil {
						continue
					}
					body := ""
					if method == http.MethodPost || method == http.MethodPut {
						body = "{}"
					}
					got := stranger.send(method, strings.NewReplacer("{slug}", "made", "{id}", "x", "{number}", "1").Replace(path), body)
					if got.Status != 401 && (token == "" || got.Status != 429) {
						c.t.Errorf("%s as a stranger: %s", got, got.Body)
					}
				}
			}
		}
	}
}
