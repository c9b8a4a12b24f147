package demo

// What a consumer answers after buying.

import (
	"math"
	"math/rand/v2"

	"dealervoice/survey/answer"
	"dealervoice/survey/language"
)

// consumerAnswer fills the after-purchase questionnaire. A consumer's mood leans
// a little towards that of the dealer whose outlets they buy in.
func consumerAnswer(r *rand.Rand, tag language.Tag, say *texts, dealer float64) answer.Data {
	base := 3.7 + .6*(dealer-3.3) + r.NormFloat64()*.6
	m := mood{r: r, base: base}
	d := answer.Data{
		"c1": m.pick("laundry", "hair", "body", "oral", "home"), "c2": m.pick("supermarket", "cvs", "family", "online", "group"),
		"c5": math.Max(0, math.Min(10, math.Round(base*2.1+r.NormFloat64()*1.4))),
		"c6": m.matrix("quality", "pack", "price", "display", "staff", "promo"),
		"c7": m.pick("used", "price", "recommended", "ad", "poster", "friend"),
		"c8": m.pick("no", "not_reported", "reported"), "c12": m.pick("31-45", "18-30", "46-60", "60+", "na"),
	}
	if c := d["c2"]; c != "online" && c != "group" {
		d["c3"] = m.pick("yes", "other_size", "no")
		if d["c3"] != "yes" {
			d["c4"] = m.pick("other_brand", "other_item", "other_shop", "waited", "online")
		}
	}
	if d["c8"] == "reported" {
		d["c9"] = m.score("aftersales")
	}
	if d["c8"] != "no" {
		d["c10"] = say.draw(r, wish{tag: tag, tone: "neg"})
	} else if r.IntN(2) == 0 {
		d["c11"] = say.draw(r, wish{tag: tag, tone: []string{"pos", "pos", "neu", "neg"}[r.IntN(4)]})
	}
	return d
}
