package app_test

// A policy test from the invitation to the effect: dealers are dealt vignettes
// in blocks, read them in the real form, answer in two waves; what they were
// shown is stored, exported, computed again and compared.

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"dealervoice/analysis"
	"dealervoice/analysis/stats"
	"dealervoice/cmd/internal/answerfile"
	"dealervoice/cmd/internal/apptest"
	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

// schemes are the vignettes with the Chinese words of their levels.
var schemes = map[string]map[string]map[string]string{
	"v_rebate":  {"timing": {"monthly": "改为每月兑现", "yearly": "改为每年一次兑现"}, "form": {"cash": "形式为冲抵货款", "goods": "形式为等值货品"}},
	"v_returns": {"window": {"d60": "剩余60天以内", "d120": "剩余120天以内"}, "cap": {"c3": "进货额的3%", "c8": "进货额的8%"}},
	"v_order":   {"basis": {"joint": "共同商定", "top": "统一下达增长率"}, "relief": {"excluded": "从任务中扣除", "counted": "仍计入任务"}},
}

// trial is the journey under way.
type trial struct {
	t       *testing.T
	a       *apptest.App
	p       survey.Published
	dealers []audience.Dealer
	shown   map[string]map[string]map[string]string // dealer -> scheme -> factor -> level, as read on the page
	order   map[string][]string                     // dealer -> schemes as they stood
}

func TestAPolicyTestRunsInTwoWaves(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		raw, err := questionnaire.Definition(questionnaire.PolicyTest)
		if err != nil {
			t.Fatal(err)
		}
		by := access.Machine("test")
		if _, _, err := a.Surveys.Import(t.Context(), by, survey.Import{Slug: "policy-test", Source: raw}); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Surveys.Publish(t.Context(), by, "policy-test"); err != nil {
			t.Fatal(err)
		}
		x := &trial{t: t, a: a, dealers: roster(48), shown: map[string]map[string]map[string]string{}, order: map[string][]string{}}
		if x.p, err = a.Surveys.Published(t.Context(), "policy-test"); err != nil {
			t.Fatal(err)
		}
		issued := x.invite()
		for i, is := range issued {
			if i%12 == 11 {
				continue // attrition: stays away before the pilot
			}
			x.before(is, i)
		}
		x.evenInBlocks(issued)
		if err := a.Surveys.StartWave(t.Context(), by, "policy-test", 1); err != nil {
			t.Fatal(err)
		}
		again := x.invite()
		for i, is := range again {
			if i%10 == 9 {
				continue // and after it
			}
			x.after(is, i)
		}
		records := x.records()
		x.storedAsShown(records, issued, again)
		x.recomputed(records)
		byHand(t, records)
		x.effects()
		x.reported()
	})
}

func roster(n int) []audience.Dealer {
	out := make([]audience.Dealer, n)
	for i := range out {
		region := []string{"华东", "华南", "华北", "西南"}[i%4]
		out[i] = audience.Dealer{Code: audience.Code(fmt.Sprintf("P-%03d", i)), Name: "经销商", Region: region, Area: region + "一区",
			Tier: []string{"A", "B"}[i/4%2], Channels: []string{"trad"}, Rep: "rep@example.com"}
	}
	return out
}

func (x *trial) invite() []survey.Issued {
	x.t.Helper()
	issued, err := x.a.Surveys.Invite(x.t.Context(), access.Machine("test"), "policy-test", x.dealers)
	if err != nil {
		x.t.Fatal(err)
	}
	return issued
}

// before reads the three schemes as they stand on the page and answers.
func (x *trial) before(is survey.Issued, i int) {
	x.t.Helper()
	code := string(is.Invitation.DealerCode)
	p := x.a.Visitor(language.Chinese).Get("/i/" + is.Token.Reveal())
	p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Count("main .words", 3))
	x.shown[code] = map[string]map[string]string{}
	for n := range 3 {
		text := p.Find("main .words").Eq(n).Text()
		scheme, levels := recognise(text)
		if scheme == "" {
			x.t.Fatalf("no scheme in %q", text)
		}
		x.shown[code][scheme] = levels
		x.order[code] = append(x.order[code], scheme)
	}
	f := p.Form("form[method=post]")
	for scheme, levels := range x.shown[code] {
		short := strings.TrimPrefix(scheme, "v_")
		f.Set("p2_"+short, "4").Set("p3_"+short, "0").Set("p4_"+short, fmt.Sprint(liking(levels, i))).Set("p5_"+short, "怕兑现不了")
	}
	p = f.Press("button.go")
	p.Expect(apptest.Status(200), apptest.Says("h1", "比较"))
	f = p.Form("form[method=post]").Set("p6", "v_order", "v_rebate", "v_returns")
	p = x.state(f.Press("button.go"), 4)
	p.Expect(apptest.Status(200), apptest.At("/s/policy-test/done"))
}

// recognise finds the scheme and its levels by the words on the page.
func recognise(text string) (scheme string, levels map[string]string) {
	for name, factors := range schemes {
		found := map[string]string{}
		for factor, words := range factors {
			for level, said := range words {
				if strings.Contains(text, said) {
					found[factor] = level
				}
			}
		}
		if len(found) == len(factors) {
			return name, found
		}
	}
	return "", nil
}

// liking is what the simulated dealers think: a monthly rebate is worth two
// points, the rest nothing, and each has a mood of his own.
func liking(levels map[string]string, i int) int {
	like := 3 + i%3 - 1
	if levels["timing"] == "monthly" {
		like += 2
	}
	return like
}

func (x *trial) state(p *apptest.Page, satisfied int) *apptest.Page {
	x.t.Helper()
	p.Expect(apptest.Status(200), apptest.Says("h1", "目前的感受"))
	return p.Form("form[method=post]").Set("p7", "4").Set("p8", "4").Set("p9", "3").Set("p10", fmt.Sprint(satisfied)).Press("button.go")
}

// evenInBlocks counts what was read on the pages, dealers who stayed away by
// what they would have been shown.
func (x *trial) evenInBlocks(issued []survey.Issued) {
	x.t.Helper()
	for scheme := range schemes {
		d := x.p.Definition.Design(scheme)
		counts := map[string]map[string]int{}
		for _, is := range issued {
			at := is.Invitation.Attributes
			block := at["region"] + at["tier"]
			if counts[block] == nil {
				counts[block] = map[string]int{}
				for card := range d.Cards() {
					counts[block][fmt.Sprint(d.Value(card))] = 0
				}
			}
			cell := answer.CellOf(x.p.Definition, d, answer.Occasion{Attributes: at})
			counts[block][fmt.Sprint(d.Value(cell))]++
			if read := x.shown[string(is.Invitation.DealerCode)][scheme]; read != nil {
				for factor, level := range d.Value(cell).(map[string]any) {
					if read[factor] != level {
						x.t.Errorf("%s was dealt %v and read %v", is.Invitation.DealerCode, d.Value(cell), read)
					}
				}
			}
		}
		for block, cells := range counts {
			least, most := math.MaxInt, 0
			for _, n := range cells {
				least, most = min(least, n), max(most, n)
			}
			if most-least > 1 {
				x.t.Errorf("%s in %s: %v", scheme, block, cells)
			}
		}
	}
}

// after answers the second wave: no schemes, the pilot's questions where it ran.
func (x *trial) after(is survey.Issued, i int) {
	x.t.Helper()
	arm := fmt.Sprint(answer.Variables(x.p.Definition, answer.Occasion{Attributes: is.Invitation.Attributes})["arm"])
	p := x.a.Visitor(language.Chinese).Get("/i/" + is.Token.Reveal())
	p.Expect(apptest.Status(200), apptest.None("input[name=p4_rebate]"), apptest.None("main .words"))
	satisfied := map[string]int{"pilot": 6, "comparison": 4}[arm]
	f := p.Form("form[method=post]").Set("p7", "4").Set("p8", "4").Set("p9", "3").Set("p10", fmt.Sprint(satisfied-i%2))
	p = f.Press("button.go")
	f = p.Form("form[method=post]").Set("p12", map[string]string{"pilot": "yes", "comparison": "no"}[arm])
	p = f.Press("button.go")
	if arm == "pilot" { // p13 to p15 come up with the answer
		p.Expect(apptest.Has("input[name=p13]"))
		p = p.Form("form[method=post]").Set("p13", "1").Set("p15", "adopt").Press("button.go")
	}
	p.Expect(apptest.Status(200), apptest.At("/s/policy-test/done"))
}

// records are the responses as they are stored.
func (x *trial) records() []feedback.Record {
	x.t.Helper()
	var out []feedback.Record
	err := x.a.Feedback.Each(x.t.Context(), access.Machine("test"), feedback.Query{Survey: x.p.Survey.ID}, func(r feedback.Response) error {
		out = append(out, r.Record())
		return nil
	})
	if err != nil {
		x.t.Fatal(err)
	}
	if len(out) != 44+44 {
		x.t.Fatalf("%d responses", len(out))
	}
	return out
}

// storedAsShown wants the cells that were read on the page in the data, in the
// first wave only; arms the same in both waves, and one for a region.
func (x *trial) storedAsShown(records []feedback.Record, waves ...[]survey.Issued) {
	x.t.Helper()
	cells := map[string]int{}
	for _, levels := range x.shown {
		for scheme := range schemes {
			raw, _ := json.Marshal(levels[scheme])
			cells[scheme+string(raw)]++
		}
	}
	arms := map[string]map[any]bool{}
	for _, r := range records {
		for scheme := range schemes {
			v, stored := r.Data[scheme]
			if stored != (r.Wave == 1) {
				x.t.Errorf("wave %d stores %v of %s", r.Wave, v, scheme)
			}
			if stored {
				raw, _ := json.Marshal(v)
				cells[scheme+string(raw)]--
			}
		}
		region := r.Attributes["region"]
		if arms[region] == nil {
			arms[region] = map[any]bool{}
		}
		arms[region][r.Data["arm"]] = true
	}
	for cell, n := range cells {
		if n != 0 {
			x.t.Errorf("%s was read %+d times more often than it is stored", cell, n)
		}
	}
	both := map[any]int{}
	for region, in := range arms {
		if len(in) != 1 {
			x.t.Errorf("%s is in %v", region, in)
		}
		for arm := range in {
			both[arm]++
		}
	}
	if both["pilot"] != 2 || both["comparison"] != 2 {
		x.t.Errorf("arms of four regions: %v", both)
	}
	for i := range waves[0] {
		if a, b := waves[0][i].Invitation.Attributes[answer.DealtAttribute], waves[1][i].Invitation.Attributes[answer.DealtAttribute]; a == "" || a != b {
			x.t.Errorf("dealt %q before and %q after", a, b)
		}
	}
}

// recomputed wants everything computed again from what an identified export
// would carry, and the order of the schemes as they stood on the page.
func (x *trial) recomputed(records []feedback.Record) {
	x.t.Helper()
	orders, unknown := map[string]int{}, 0
	for _, list := range x.order {
		orders[strings.Join(list, " ")]++
	}
	for _, r := range records {
		on := x.a.Feedback.Occasion(r.ID, r.Language, r.Wave)
		on.Attributes = r.Attributes
		again := answer.Recompute(x.p.Definition, r.Data, on)
		if len(again.Differs)+len(again.Unknown) > 0 {
			x.t.Errorf("%s: %+v", r.ID, again)
		}
		on.Attributes = map[string]string{"region": r.Attributes["region"]}
		blind := answer.Recompute(x.p.Definition, r.Data, on)
		unknown += len(blind.Unknown)
		if len(blind.Differs) > 0 || !reflect.DeepEqual(blind.Dealt, again.Dealt) {
			x.t.Errorf("without the number: %+v", blind)
		}
		if r.Wave == 1 {
			var list []string
			for _, name := range again.Orders["page vignette/questions"] {
				list = append(list, strings.Replace(fmt.Sprint(name), "scheme_", "v_", 1))
			}
			orders[strings.Join(list, " ")]--
			if len(again.Orders["p6/choices"]) != 3 {
				x.t.Errorf("orders %v", again.Orders)
			}
		}
	}
	if unknown < 44 {
		x.t.Errorf("without the numbers only %d cells are not known", unknown)
	}
	for order, n := range orders {
		if n != 0 {
			x.t.Errorf("%s stood on %+d pages more than is computed", order, n)
		}
	}
}

// effects exports and estimates: the planted effect of the monthly rebate is
// found, the others are not.
func (x *trial) effects() {
	x.t.Helper()
	var b bytes.Buffer
	w, err := answerfile.NewCSVWriter(&b, []*definition.Definition{x.p.Definition}, []string{"region", "tier"})
	if err != nil {
		x.t.Fatal(err)
	}
	for _, r := range x.records() {
		if err := w.Write(r); err != nil {
			x.t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		x.t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\xEF\xBB\xBF"))).ReadAll()
	if err != nil {
		x.t.Fatal(err)
	}
	for scheme, factors := range schemes {
		p := stats.Profiles{Attributes: []stats.Attribute{}}
		for factor, words := range factors {
			a := stats.Attribute{Name: factor}
			for _, level := range []string{"yearly", "monthly", "goods", "cash", "d60", "d120", "c3", "c8", "top", "joint", "counted", "excluded"} {
				if words[level] != "" {
					a.Levels = append(a.Levels, level)
				}
			}
			p.Attributes = append(p.Attributes, a)
		}
		outcome := columnOf(rows, "p4_"+strings.TrimPrefix(scheme, "v_"))
		ids := columnOf(rows, "id")
		for i, y := range outcome {
			if y == "" {
				continue
			}
			p.Y = append(p.Y, float64(y[0]-'0'))
			p.Respondents = append(p.Respondents, ids[i])
			for k := range p.Attributes {
				p.Attributes[k].Values = append(p.Attributes[k].Values, columnOf(rows, scheme+"."+p.Attributes[k].Name)[i])
			}
		}
		effects, err := stats.AMCE(p, .999)
		if err != nil || len(p.Y) != 44 {
			x.t.Fatalf("%s: %d rows, %v", scheme, len(p.Y), err)
		}
		for _, e := range effects {
			planted := 0.0
			if e.Level == "monthly" {
				planted = 2
			}
			if e.Low > planted || e.High < planted || e.High-e.Low > 2 || planted > 0 && e.Low <= 0 {
				x.t.Errorf("%s %s=%s: %.2f [%.2f, %.2f], planted %v", scheme, e.Attribute, e.Level, e.Value, e.Low, e.High, planted)
			}
		}
	}
}

func columnOf(rows [][]string, name string) []string {
	for k, head := range rows[0] {
		if head == name {
			out := make([]string, len(rows)-1)
			for i, row := range rows[1:] {
				out[i] = row[k]
			}
			return out
		}
	}
	return make([]string, len(rows)-1)
}

// reported wants the cells in the reports of people: acceptance by the level
// that was shown.
func (x *trial) reported() {
	x.t.Helper()
	x.a.Work()
	cells, err := x.a.Analysis.Cells(x.t.Context(), access.Machine("test"), analysis.Query{Survey: "policy-test", Figure: "v_rebate.timing", Measures: []analysis.Measure{analysis.Share}})
	if err != nil {
		x.t.Fatal(err)
	}
	n := 0
	for _, c := range cells {
		n = max(n, c.N)
	}
	if len(cells) < 2 || n != 44 {
		x.t.Errorf("%+v", cells)
	}
	table, err := x.a.Analysis.Crosstab(x.t.Context(), access.Machine("test"), "policy-test", analysis.CrosstabQuery{Rows: "p4_rebate", Cols: "v_rebate.timing"})
	if err != nil || reflect.ValueOf(table).IsZero() {
		x.t.Errorf("%+v %v", table, err)
	}
}
