package demo

// What a dealer of the demo company answers.

import (
	"math"
	"math/rand/v2"
	"slices"

	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// mood is what a dealer feels, on the scale of 1 to 5, in one wave.
type mood struct {
	dealer audience.Dealer
	wave   int
	base   float64
	r      *rand.Rand
}

// offsets say by how much each row is liked more or less than the whole.
var offsets = map[string]float64{
	"availability": -.5, "date_answer": -.8, "on_time": .1, "intact": .4, "freshness": .2, "portal": .3,
	"rebate_rule": -.3, "rebate_pay": -.5, "expense": -.7, "credit": .1, "price": -.2, "margin": -.4, "target": -.2,
	"returns": -.4, "diversion": -.6, "online": -.5,
	"rep_know": .4, "rep_promise": .2, "response": -.5, "training": .1, "materials": .2, "promotion": 0, "display": .1, "aftersales": .2,
}

// planted are the truths of the demo world (see the package comment).
func (m mood) planted(row string) float64 {
	switch {
	case row == "target" && slices.Contains([]string{"西南", "东北"}, m.dealer.Region):
		return -1
	case row == "availability" && m.wave == 2:
		return -.4
	case row == "rebate_pay" && m.wave == 2 && slices.Contains([]string{"华东", "华南"}, m.dealer.Region):
		return .5
	}
	return 0
}

// score draws a whole number from 1 to 5 about a row.
func (m mood) score(row string) float64 {
	drift := 0.0
	if m.wave == 2 {
		drift = .15
	}
	x := m.base + offsets[row] + m.planted(row) + drift + m.r.NormFloat64()*.7
	return math.Max(1, math.Min(5, math.Round(x)))
}

// matrix answers every row; one in 25 does not know.
func (m mood) matrix(rows ...string) map[string]any {
	out := map[string]any{}
	for _, row := range rows {
		if m.r.IntN(25) == 0 {
			out[row] = "na"
		} else {
			out[row] = m.score(row)
		}
	}
	return out
}

// pick draws one of the values; earlier ones are likelier.
func (m mood) pick(values ...string) string {
	return values[min(m.r.IntN(len(values)), m.r.IntN(len(values)+1))]
}

var policyRows = []string{"rebate_rule", "rebate_pay", "expense", "credit", "price", "margin", "target", "returns", "diversion", "online"}

// dealerAnswer fills the quarterly questionnaire; texts are drawn from say.
func dealerAnswer(m mood, say *texts) answer.Data {
	overall := m.score("overall")
	nps := math.Max(0, math.Min(10, math.Round(m.base*2.1+m.r.NormFloat64()*1.5)))
	d := answer.Data{
		"d1": m.pick("owner", "manager", "buyer", "finance"), "d2": unique(m.dealer.Channels...),
		"d3": m.pick("3to8", "gt8", "1to3", "lt1"), "d4": m.pick("10to30", "30to60", "lt10", "gt60"),
		"d5": overall, "d6": nps,
		"d10": m.matrix("availability", "date_answer", "on_time", "intact", "freshness", "portal"),
		"d15": m.matrix(policyRows...),
		"d20": m.matrix("rep_know", "rep_promise", "response", "training", "materials", "promotion", "display", "aftersales"),
		"d14": math.Round(20 + m.r.ExpFloat64()*18), "d21": math.Max(1, math.Min(5, overall+float64(m.r.IntN(3)-1))),
		"d23": m.pick("no", "done_not_told", "na", "told_not_done", "yes"),
		"d25": m.pick("same", "more", "less", "stop"), "d27": m.pick("no", "yes"),
		"d24_functional": m.pick("like", "must", "neutral"), "d24_dysfunctional": m.pick("dislike", "live", "neutral"),
	}
	m.stock(d)
	m.worst(d)
	m.visits(d)
	m.speak(d, nps, say)
	return d
}

// stock answers how often goods were short.
func (m mood) stock(d answer.Data) {
	switch d["d10"].(map[string]any)["availability"] {
	case 1.0, 2.0:
		d["d11"] = m.pick("3-5", "6+", "1-2")
	case 3.0:
		d["d11"] = m.pick("1-2", "3-5", "0")
	default:
		d["d11"] = m.pick("0", "1-2")
	}
	if d["d11"] != "0" {
		d["d12"] = unique(m.pick("laundry", "hair", "body", "home"), m.pick("hair", "oral", "laundry"))
		d["d13"] = m.pick("vague", "none", "clear_changed", "clear_kept", "not_asked")
	}
}

// worst ranks the three policies rated lowest.
func (m mood) worst(d answer.Data) {
	rated := d["d15"].(map[string]any)
	rows := slices.Clone(policyRows)
	m.r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	value := func(row string) float64 {
		if v, ok := rated[row].(float64); ok {
			return v
		}
		return 6
	}
	slices.SortStableFunc(rows, func(a, b string) int { return int(value(a) - value(b)) })
	d["d16"] = []any{rows[0], rows[1], rows[2]}
	if value("target") <= 2 {
		d["d17"] = unique(m.pick("no_basis", "ignores_market", "ignores_supply"), m.pick("ignores_supply", "loading", "late"))
	}
}

// visits answers what the representative did.
func (m mood) visits(d answer.Data) {
	n := m.r.IntN(5)
	d["d18"] = float64(n)
	if n > 0 {
		d["d19"] = unique(m.pick("stock_count", "ship_confirm", "poster"), m.pick("policy_written", "voice_noted", "followup"))
		if m.r.IntN(6) == 0 {
			d["d19"] = []any{"none"}
		}
	}
}

// speak answers the open questions; not everybody writes.
func (m mood) speak(d answer.Data, nps float64, say *texts) {
	question, tone := "d7", "neg"
	if nps >= 9 {
		question, tone = "d9", "pos"
	} else if nps >= 7 {
		question, tone = "d8", "neg"
	}
	if m.r.IntN(10) < 8 {
		d[question] = say.draw(m.r, wish{m.dealer.Language, tone, m.concerns(d)})
	}
	if m.r.IntN(10) < 4 {
		d["d22"] = say.draw(m.r, wish{m.dealer.Language, []string{"pos", "neg", "neu"}[m.r.IntN(3)], []string{"product.quality"}})
	}
	if m.r.IntN(10) < 4 {
		d["d26"] = say.draw(m.r, wish{m.dealer.Language, []string{"neg", "neu"}[m.r.IntN(2)], m.concerns(d)})
	}
}

// themeOf says what a row is about in the codebook.
var themeOf = map[string]string{
	"availability": "supply.stockout", "date_answer": "supply.order_promise", "on_time": "logistics.delay", "intact": "logistics.damage",
	"rebate_rule": "money.rebate", "rebate_pay": "money.rebate", "expense": "money.expense", "credit": "money.credit", "price": "money.price",
	"margin": "money.margin", "target": "policy.target", "returns": "service.returns", "diversion": "channel.diversion", "online": "channel.online",
}

// concerns are the themes of what the dealer rated lowest, so that words and
// ratings agree, as they do with people.
func (m mood) concerns(d answer.Data) []string {
	var out []string
	for _, row := range []string{"date_answer", "availability"} {
		if v, ok := d["d10"].(map[string]any)[row].(float64); ok && v <= 2 && m.r.IntN(3) == 0 {
			out = append(out, themeOf[row])
		}
	}
	for _, row := range d["d16"].([]any) {
		out = append(out, themeOf[row.(string)])
	}
	return out
}

// unique is a list answer without repetition.
func unique(values ...string) []any {
	var out []any
	for _, v := range values {
		if !slices.Contains(out, any(v)) {
			out = append(out, v)
		}
	}
	return out
}

// languageOf is the language a consumer writes: mostly Chinese.
func languageOf(r *rand.Rand) language.Tag {
	if r.IntN(5) == 0 {
		return language.English
	}
	return language.Chinese
}
