package demo

// The policy test: three vignettes before the pilot, the pilot's regions and the
// others before and after it.

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

// testWaves are the days on which its two waves began.
var testWaves = [2]time.Time{
	time.Date(2026, 8, 31, 2, 0, 0, 0, time.UTC),
	time.Date(2026, 11, 2, 2, 0, 0, 0, time.UTC),
}

// likings are the planted effects of levels on the willingness to accept, on the
// scale of 1 to 7 (see the package comment).
var likings = map[string]float64{
	"monthly": 1, "cash": .5, "d120": .8, "c8": .6, "joint": 1.2, "excluded": .7,
}

// pilotEffect is by how much the pilot lifts satisfaction with the policy.
const pilotEffect = 1.0

// worries are what dealers write about the schemes.
var worries = map[string][]string{
	"rebate":  {"怕到时候又拖着不兑现。", "货品抵返利，卖不动的又压在我们手里。", "公式看不懂，算不出自己该拿多少。"},
	"returns": {"上限太低，旺季一过就不够用。", "退货要等很久才上账。", "临期才让退，货早就没人要了。"},
	"order":   {"任务拍脑袋定，缺货还算我们的。", "说是商定，最后还是公司说了算。", "缺的货扣不扣，口说无凭。"},
}

// policyTest invites all dealers in both waves; about nine in ten answer.
func (l *loader) policyTest(ctx context.Context) error {
	r := rand.New(rand.NewPCG(seed, 9))
	for w, start := range testWaves {
		l.now = start
		if w > 0 {
			if err := l.rooms.Surveys.StartWave(ctx, l.by, questionnaire.PolicyTest, w); err != nil {
				return err
			}
		}
		issued, err := l.rooms.Surveys.Invite(ctx, l.by, questionnaire.PolicyTest, l.list)
		if err != nil {
			return err
		}
		for _, is := range issued {
			base := 3.6 + r.NormFloat64()*.5
			if r.IntN(10) == 0 {
				continue
			}
			l.now = start.Add(time.Duration(r.IntN(13*24*60)) * time.Minute)
			if err := l.answerTest(ctx, is.Token, base, r); err != nil {
				return fmt.Errorf("policy test, dealer %s, wave %d: %w", is.Invitation.DealerCode, w+1, err)
			}
		}
	}
	return nil
}

// answerTest answers what the dealer was dealt.
func (l *loader) answerTest(ctx context.Context, token survey.Token, base float64, r *rand.Rand) error {
	in, err := l.rooms.Surveys.InvitationByToken(ctx, token.Reveal())
	if err != nil {
		return err
	}
	unit, err := l.rooms.Feedback.UnitOf(ctx, in, token)
	if err != nil {
		return err
	}
	on := l.rooms.Feedback.Occasion(feedback.ResponseID(in.Survey.ID, unit), language.Chinese, in.Invitation.Wave)
	on.Attributes = in.Invitation.Attributes
	t := tested{def: in.Definition, seen: answer.Variables(in.Definition, on), base: base, r: r}
	return l.submit(ctx, feedback.Submission{
		Survey: in.Survey, Edition: in.Edition, Channel: feedback.ByForm, Language: language.Chinese,
		Unit: unit, Data: t.answers(), Invitation: &in.Invitation,
	})
}

// tested is a dealer before the policy test.
type tested struct {
	def  *definition.Definition
	seen map[string]any // the wave, and what was dealt
	base float64
	r    *rand.Rand
}

// seven draws a whole number from 1 to 7 about a mean.
func (t tested) seven(mean float64) float64 {
	return math.Max(1, math.Min(7, math.Round(mean+t.r.NormFloat64()*.9)))
}

func (t tested) answers() answer.Data {
	after := t.seen["wave"] == "after"
	lift := 0.0
	if after && t.seen["arm"] == "pilot" {
		lift = pilotEffect
	}
	d := answer.Data{"p7": t.seven(t.base + .4), "p8": t.seven(t.base), "p9": t.seven(t.base - .3), "p10": t.seven(t.base + .2 + lift), "p11": float64(t.r.IntN(60))}
	if !after {
		t.schemes(d)
		return d
	}
	d["p12"] = map[any]string{"pilot": "yes", "comparison": "no"}[t.seen["arm"]]
	if d["p12"] == "yes" {
		d["p13"], d["p15"] = float64(t.r.IntN(4)-1), []string{"adopt", "change", "longer"}[t.r.IntN(3)]
	}
	return d
}

// schemes judges the three vignettes as they were dealt, and ranks them.
func (t tested) schemes(d answer.Data) {
	var ranked []any
	for _, x := range t.def.Designs() {
		if len(x.Panels) == 0 {
			continue
		}
		mean, short := t.base-.9, x.ID[len("v_"):]
		levels, _ := t.seen[x.ID].(map[string]any)
		for _, level := range levels {
			mean += likings[fmt.Sprint(level)]
		}
		d["p2_"+short], d["p4_"+short] = t.seven(mean+.1), t.seven(mean)
		d["p3_"+short] = math.Max(-2, math.Min(2, math.Round((mean-3.6)/1.2+t.r.NormFloat64()*.5)))
		if t.r.IntN(3) == 0 {
			d["p5_"+short] = worries[short][t.r.IntN(3)]
		}
		ranked = append(ranked, x.ID)
	}
	t.r.Shuffle(len(ranked), func(i, j int) { ranked[i], ranked[j] = ranked[j], ranked[i] })
	d["p6"] = ranked
}
