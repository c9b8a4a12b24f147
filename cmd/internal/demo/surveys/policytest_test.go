package questionnaire_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// plainTest is what the plain notation has beside questions.
type plainTest struct {
	Experiment struct {
		ID        string
		Waves     []struct{ ID string }
		Vignettes struct {
			Seed    int64
			BlockBy []string `json:"block_by"`
			Items   []struct {
				ID              string
				PolicyType      string `json:"policy_type"`
				Title, Template text
				Factors         map[string][]plainOption
			}
		}
		Rollout struct{ Arms []struct{ ID string } }
	}
}

func TestThePolicyTestSaysAllThatThePlainNotationSays(t *testing.T) {
	d, p := load(t, questionnaire.PolicyTest)
	var test plainTest
	source, err := os.ReadFile("testdata/policy-test.plain.json")
	if err == nil {
		err = json.Unmarshal(source, &test)
	}
	if err != nil {
		t.Fatal(err)
	}
	same(t, "title", d.Title, p.Title)
	same(t, "intro", d.Description, p.Intro)
	same(t, "thanks", d.Completed, p.Thanks)
	e := test.Experiment
	if d.DV.Seed != e.Vignettes.Seed || d.DV.Experiment.ID != e.ID || len(d.DV.Experiment.Waves) != 2 || len(d.Pages) != len(p.Sections) {
		t.Errorf("seed %d, experiment %+v, %d pages", d.DV.Seed, d.DV.Experiment, len(d.Pages))
	}
	for i, section := range p.Sections {
		same(t, section.ID, d.Pages[i].Title, section.Title)
		for _, q := range section.Questions {
			if section.ID != "vignette" {
				compareTested(t, d, q, "")
				continue
			}
			for _, v := range e.Vignettes.Items {
				compareTested(t, d, q, "_"+strings.TrimPrefix(v.ID, "v_"))
			}
		}
	}
	for _, v := range e.Vignettes.Items {
		x := d.Design(v.ID)
		if x == nil || x.Cards() != 4 || len(x.Panels) != 1 || !slices.Equal(x.Deal.BlockBy, e.Vignettes.BlockBy) || x.Deal.Method != definition.DealBalanced {
			t.Fatalf("design %+v", x)
		}
		same(t, v.ID, x.Panels[0].Title, v.Title)
		for card := range x.Cards() {
			shown := shownText(t, d, x, card)
			for tag, template := range map[string]string{"zh-CN": v.Template.ZH, "en": v.Template.EN} {
				levels := x.Value(card).(map[string]any)
				for factor, options := range v.Factors {
					for _, o := range options {
						if o.ID == levels[factor] {
							template = strings.ReplaceAll(template, "{"+factor+"}", map[string]string{"zh-CN": o.ZH, "en": o.EN}[tag])
						}
					}
				}
				if shown[tag] != template {
					t.Errorf("%s reads %q, want %q", v.ID, shown[tag], template)
				}
			}
		}
	}
	if x := d.Design("arm"); x.Cards() != len(e.Rollout.Arms) || !x.Clustered() || x.Value(0) != e.Rollout.Arms[0].ID {
		t.Errorf("arms %+v", x)
	}
}

// shownText is what a respondent reads who was dealt a cell, by language.
func shownText(t *testing.T, d *definition.Definition, x *definition.Design, card int) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, tag := range []string{"zh-CN", "en"} {
		hands := answer.Hands{{Design: x.ID, Cell: card + 1}}
		on := answer.Occasion{Language: tag, Unit: "u", Attributes: map[string]string{answer.DealtAttribute: hands.String()},
			Variables: map[string]any{"wave": 1.0}}
		decided := answer.Decide(d, nil, on)
		out[tag] = decided.Text(x.Panels[0].Elements[0].Content)
	}
	return out
}

func compareTested(t *testing.T, d *definition.Definition, q plainQuestion, suffix string) {
	t.Helper()
	if q.Type == "vignette" {
		return // its text is compared cell by cell
	}
	e := d.Question(q.ID + suffix)
	if e == nil {
		t.Fatalf("no question %s", q.ID+suffix)
	}
	same(t, e.Name, e.Title, q.Text)
	if e.Required != q.Required || e.DV.Metric != q.Metric || !slices.Equal(e.DV.Themes, q.Themes) || e.DV.Analyze != q.Analyze || e.DV.PolarityPrior != q.PolarityPrior {
		t.Errorf("%s: %+v does not say what the plain notation says", e.Name, e.DV)
	}
	if q.MaxLength > 0 && e.MaxLength != q.MaxLength {
		t.Errorf("%s: limit %d", e.Name, e.MaxLength)
	}
	if q.Type == "ranking" {
		if len(e.Choices) != 3 || e.ChoicesOrder != "random" {
			t.Errorf("%s: %+v", e.Name, e.Choices)
		}
		return
	}
	compareOptions(t, e.Name, e.Choices, q.Options)
	compareScale(t, e, q)
}

// TestTheWavesAskWhatTheyShould answers nothing in both waves.
func TestTheWavesAskWhatTheyShould(t *testing.T) {
	d, _ := load(t, questionnaire.PolicyTest)
	for wave, want := range map[float64]string{
		1: "p2_rebate p3_rebate p4_rebate p5_rebate p2_returns p3_returns p4_returns p5_returns p2_order p3_order p4_order p5_order p6 p7 p8 p9 p10 p11",
		2: "p7 p8 p9 p10 p11 p12",
	} {
		got := answer.Decide(d, nil, answer.Occasion{Variables: map[string]any{"wave": wave}}).Visible
		if strings.Join(got, " ") != want {
			t.Errorf("wave %v asks %v", wave, got)
		}
	}
	if got := fmt.Sprint(answer.Decide(d, answer.Data{"p12": "yes"}, answer.Occasion{Variables: map[string]any{"wave": 2.0}}).Visible); !strings.Contains(got, "p13 p14 p15") {
		t.Errorf("where the pilot ran it asks %v", got)
	}
}
