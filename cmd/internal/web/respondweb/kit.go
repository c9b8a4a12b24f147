package respondweb

// The kit: what the script of a form needs to go on without a connection. All
// screens of the version as pages, with every question that may ever be shown;
// the conditions and simple rules as data; submission ids for forms that are
// opened on the road. The server judges what comes of it as it judges any post.
//
// There is no kit in an unlinkable survey: nothing of it stays on a device.

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// kit is what is handed out.
type kit struct {
	Action   string            `json:"action"`
	Title    string            `json:"title"`
	Lang     string            `json:"lang"`
	Personal bool              `json:"personal"`
	Slip     string            `json:"sid"`
	Spares   []string          `json:"spares"` // ids for further forms by a public link
	Pages    []string          `json:"pages"`
	Screens  []kitScreen       `json:"screens"`
	Rules    []kitRule         `json:"rules"`
	Values   map[string]any    `json:"values"` // what conditions read besides answers
	Calc     map[string]any    `json:"calc"`   // calculated values, as trees
	Labels   labels            `json:"labels"`
	Words    map[string]string `json:"words"`
	Room     int               `json:"room"`   // bytes of files that may be kept and sent with it
	Reacts   bool              `json:"reacts"` // changes of answers change others; the server does that, when all is sent
}

// kitScreen is a screen; If are the conditions of what it shows besides
// questions, nil where that is nothing.
type kitScreen struct {
	Content bool  `json:"content,omitempty"`
	If      []any `json:"if,omitempty"`
}

// spareSlips is how many forms of a public survey can be opened on the road
// between two times with a connection.
const spareSlips = 12

// kit hands out the kit of the version that the form in hand was opened on.
func (h *Handlers) kit(c echo.Context) error {
	b, broken := readBody(c.Response(), c.Request())
	if broken != nil {
		return c.NoContent(status(broken))
	}
	v, err := h.enter(c)
	if err != nil {
		return c.NoContent(status(err))
	}
	v.post = b.fields
	if err := v.present(b.fields.Get("_sid")); err != nil {
		return c.NoContent(status(err))
	}
	v.turn()
	if !v.keepsOnDevice() || v.plan.onlyHere() {
		return c.NoContent(http.StatusNotFound)
	}
	if v.closed() {
		return c.NoContent(http.StatusGone)
	}
	k, err := v.pack()
	if err != nil {
		return fmt.Errorf("pack form: %w", err)
	}
	raw, err := json.Marshal(k)
	if err != nil {
		return fmt.Errorf("pack form: %w", err)
	}
	return v.reply(raw)
}

// keepsOnDevice tells whether anything of the form may stay on a device.
func (v *visit) keepsOnDevice() bool { return !v.veiled() && v.fixing == nil }

// veiled tells a survey that promises that nobody finds out whose answers these
// are.
func (v *visit) veiled() bool { return v.plan.edition.Version.Mode == survey.Unlinkable }

// pack makes the kit.
func (v *visit) pack() (*kit, error) {
	bare, err := v.h.bare(v.plan.edition)
	if err != nil {
		return nil, err
	}
	k := &kit{
		Action: v.action, Title: v.title(), Lang: v.words.Lang(), Personal: v.invited != nil,
		Slip: v.h.Feedback.Keys().Sign(v.slip), Spares: v.spares(), Labels: v.labels(), Words: v.roadWords(), Room: maxUpload - maxBytes, Reacts: v.plan.def.Reacts(),
	}
	if v.plan.arranged {
		bare = bare.inOrder(answer.PageOrder(v.plan.def, string(v.slip.ID())))
	}
	w := *v
	w.plan = bare
	data := v.initial() // defaults, as the form in hand began with
	w.fields = flat.Of(bare.def, data)
	sample, _ := bare.sample(data)
	d := w.decide(sample)
	for _, s := range bare.screens {
		html, err := w.page(s, d)
		if err != nil {
			return nil, err
		}
		k.Pages = append(k.Pages, html)
	}
	r := ruler{plan: v.plan, bare: bare, words: v.words, lang: v.words.Lang(), begun: data}
	k.Screens, k.Rules = r.screens(), r.rules()
	k.Calc, k.Values = r.calculated(), map[string]any{}
	maps.Copy(k.Values, answer.Variables(v.plan.def, v.occasion(v.slip.ID())))
	maps.DeleteFunc(k.Values, func(name string, _ any) bool { return v.plan.def.ByKey(name) != nil }) // it is asked, too
	return k, nil
}

// page is a screen as a page that nobody has filled in; which submission it
// belongs to is for the script to say.
func (v *visit) page(s screen, d *answer.Decision) (string, error) {
	v.number = s.number
	p := v.form(d, look{})
	p.Slip, p.Live, p.Was, p.Carried = "", false, "", nil
	var b bytes.Buffer
	if err := formTemplate.Template().Execute(&b, p); err != nil {
		return "", fmt.Errorf("render form: %w", err)
	}
	return b.String(), nil
}

// spares signs further submission ids. A survey that shows things in an order
// of the respondent's own has none: the kit's pages are in the order of its
// first respondent.
func (v *visit) spares() []string {
	out := []string{}
	if v.invited != nil || shuffles(v.plan.def) || ordersParts(v.plan.def) {
		return out
	}
	for range spareSlips {
		slip := v.fresh(v.slip.Version)
		slip.Unit = feedback.NewUnit()
		out = append(out, v.h.Feedback.Keys().Sign(slip))
	}
	return out
}

// ordersParts tells whether options or rows stand in an order of the
// respondent's own.
func ordersParts(def *definition.Definition) bool {
	return slices.ContainsFunc(def.Elements(), func(e *definition.Element) bool {
		return e.ChoicesOrder == "random" || e.RowOrder == "random"
	})
}

// reply sends JSON, compressed if the browser takes that.
func (v *visit) reply(raw []byte) error {
	if !zips(v.c) {
		return v.c.JSONBlob(http.StatusOK, raw)
	}
	head := v.c.Response().Header()
	head.Set(echo.HeaderContentEncoding, "gzip")
	head.Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	v.c.Response().WriteHeader(http.StatusOK)
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(v.c.Response())
	if _, err := z.Write(raw); err != nil {
		return fmt.Errorf("send kit: %w", err)
	}
	return z.Close()
}

// roadWords are the sentences of the script.
func (v *visit) roadWords() map[string]string {
	out := map[string]string{}
	for name, key := range map[string]string{
		"saved": "road.saved", "unsaved": "road.unsaved", "kept": "road.kept", "delete": "road.delete", "sure": "road.sure",
		"deleted": "road.deleted", "ready": "road.ready", "away": "respond.offline", "refused": "road.refused", "mend": "road.mend",
		"large": "road.large", "unfinished": "road.unfinished", "go_on": "road.go_on", "none_left": "road.none_left", "another": "road.another",
		"one": "road.one", "many": "road.many", "colon": "respond.colon", "error": "respond.error_prefix", "step": "respond.step",
		"required": "answer.required", "row": "answer.requiredinallrows", "other": "answer.otherempty",
		"alone": "answer.exclusive", "ranking": "answer.badranking", "item": "respond.item",
	} {
		out[name] = v.words.T(key, "N", "{n}", "Time", "{t}", "At", "{at}", "Of", "{of}")
	}
	return out
}

// road is what the script of a form needs to begin with: nil where nothing may
// stay on a device.
type road struct {
	Away           bool // the form can be taken along
	Draft          bool // there is a server draft to save into
	Saved, Unsaved string
}

func (v *visit) road() *road {
	if !v.keepsOnDevice() {
		return nil
	}
	return &road{
		Away: !v.plan.onlyHere(), Draft: v.invited != nil,
		Saved: v.words.T("road.saved", "Time", "{t}"), Unsaved: v.words.T("road.unsaved"),
	}
}
