package companytest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

const form = `{
 "title": {"default": "Dealers", "zh-cn": "经销商调查"},
 "pages": [
  {"name": "who", "title": {"default": "You", "zh-cn": "您"}, "elements": [
   {"type": "radiogroup", "name": "role", "title": {"default": "Your role", "zh-cn": "您的角色"}, "choices": [{"value": "owner", "text": {"default": "Owner", "zh-cn": "老板"}}, {"value": "buyer", "text": {"default": "Buyer", "zh-cn": "采购"}}]}]},
  {"name": "what", "elements": [
   {"type": "rating", "name": "nps", "title": {"default": "Would you recommend us", "zh-cn": "您会推荐吗"}, "rateMin": 0, "rateMax": 10, "dv": {"metric": "nps"}},
   {"type": "comment", "name": "why", "title": {"default": "Why", "zh-cn": "为什么"}, "dv": {"analyze": true, "polarityPrior": -1}},
   {"type": "matrix", "name": "policy", "title": {"default": "Our policies", "zh-cn": "政策满意度"}, "columns": [1, 2, 3, 4, 5], "rows": [{"value": "rebate", "text": {"default": "Rebate", "zh-cn": "返利"}}, {"value": "credit", "text": {"default": "Credit", "zh-cn": "账期"}}]},
   {"type": "text", "name": "stock", "title": {"default": "Days of stock", "zh-cn": "库存天数"}, "inputType": "number"}]}],
 "dv": {"audience": "dealer", "privacy": {"mode": "MODE"}}
}`

// Company is a published survey that takes rows.
type Company struct {
	*apptest.App
	t    *testing.T
	into survey.Published
	rows []feedback.Row
	sent int // rows so far
}

// Open publishes the survey "dealers" in a privacy mode.
func Open(t *testing.T, a *apptest.App, mode survey.Mode) *Company {
	t.Helper()
	ctx, by := t.Context(), access.Machine("test")
	source := strings.Replace(form, "MODE", string(mode), 1)
	if _, _, err := a.Surveys.Import(ctx, by, survey.Import{Slug: "dealers", Source: []byte(source)}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Surveys.Publish(ctx, by, "dealers"); err != nil {
		t.Fatal(err)
	}
	p, err := a.Surveys.Published(ctx, "dealers")
	if err != nil {
		t.Fatal(err)
	}
	return &Company{App: a, t: t, into: p}
}

// Answer is one row; place is "region/area/rep".
func (c *Company) Answer(wave int, place string, d answer.Data) {
	parts := append(strings.Split(place, "/"), "", "")
	at := time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)
	c.sent++
	c.rows = append(c.rows, feedback.Row{
		Line: len(c.rows) + 1, ID: feedback.ID(fmt.Sprintf("row-%04d", c.sent)), Language: language.Chinese, Wave: wave, Submitted: &at,
		Data: d, Attributes: audience.Attributes{"region": parts[0], "area": parts[1], "rep": parts[2]},
	})
}

// Take imports the rows and has their texts read.
func (c *Company) Take() {
	c.t.Helper()
	rows := c.rows
	c.rows = nil
	done, err := c.Feedback.Import(c.t.Context(), access.Machine("test"), feedback.Import{
		Into: c.into, Editions: c.Surveys,
		Rows: func(yield func(feedback.Row, error) bool) {
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		},
		Refused: func(r feedback.Row, err error) { c.t.Errorf("row %d refused: %v", r.Line, err) },
	})
	if err != nil || done.Added != len(rows) {
		c.t.Fatalf("%+v, %v", done, err)
	}
	c.Work()
}

// WaitASecond lets snapshots that were believed for a second be looked at again.
func WaitASecond(programs ...*apptest.App) {
	for _, a := range programs {
		a.Later(1100 * time.Millisecond)
	}
}

// Worked fills the answers of the domain notes: NPS 18/12/10 of 40.
func (c *Company) Worked() {
	for i := range 40 {
		score, why := 9.0, ""
		switch {
		case i >= 30:
			score, why = 6, "洗发水老断货，客户都跑了"
		case i >= 18:
			score = 7
		}
		d := answer.Data{"role": []any{"owner", "buyer"}[i%2], "nps": score, "stock": float64(i), "policy": map[string]any{"rebate": float64(i%5 + 1), "credit": 3.0}}
		if why != "" {
			d["why"] = why
		}
		c.Answer(1, []string{"华东/苏南/li@example.com", "华南/粤东/wu@example.com"}[i%2], d)
	}
	c.Take()
}
