package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"dealervoice/analysis/stats"
	"dealervoice/survey"
	"dealervoice/survey/answer"
)

// kanoForm asks about features in pairs.
func kanoForm(features ...string) string {
	var pairs []string
	for _, f := range features {
		half := func(name, part, other string) string {
			return fmt.Sprintf(`{"type":"radiogroup","name":%q,"choices":["like","must","neutral","live","dislike"],"dv":{"kano":{"feature":%q,"part":%q,"pair":%q}}}`, name, f, part, other)
		}
		pairs = append(pairs, fmt.Sprintf(`{"type":"panel","name":"p_%s","title":"Feature %s","elements":[%s,%s]}`, f, f,
			half(f+"_has", "functional", f+"_lacks"), half(f+"_lacks", "dysfunctional", f+"_has")))
	}
	return `{"title":"Needs","pages":[{"name":"p","elements":[` + strings.Join(pairs, ",") + `]}],"dv":{"privacy":{"mode":"confidential"}}}`
}

// feel adds n answers to a feature.
func feel(w *world, feature string, n int, having, lacking string) {
	w.answers(n, answer.Data{feature + "_has": having, feature + "_lacks": lacking}, nil)
}

func (l *look) mustKano(t *testing.T) KanoReport {
	t.Helper()
	r, err := l.kano()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestKanoIsTheOneOfTheDomainNotes(t *testing.T) {
	w := worldOf(t, kanoForm("date"), survey.Confidential)
	feel(w, "date", 12, "like", "neutral")
	feel(w, "date", 10, "like", "dislike")
	feel(w, "date", 14, "must", "dislike")
	feel(w, "date", 4, "neutral", "neutral")
	f := w.open(t, everyone(), Filter{}).mustKano(t).Features[0]
	near(t, "better", f.Better.Value, 0.55)
	near(t, "worse", f.Worse.Value, -0.60)
	if !f.Better.Bounded || f.Better.Low >= 0.55 || f.Better.High <= 0.55 || f.Worse.Low >= -0.6 || f.Worse.High <= -0.6 {
		t.Errorf("intervals %+v, %+v", f.Better, f.Worse)
	}
	// 14 against 12 of 40: the class cannot be told
	if f.Class != "" || f.Leading != stats.MustBe || f.Doubt != "kano.doubt.tie" {
		t.Errorf("class %q, leading %q, doubt %q", f.Class, f.Leading, f.Doubt)
	}
	if f.Title != "Feature date" || f.Classes[0].Class != stats.MustBe || f.Classes[0].Share.Count != 14 {
		t.Errorf("%+v", f)
	}
}

func TestNeedsAreRankedAndAnUnclearOneIsNotForced(t *testing.T) {
	w := worldOf(t, kanoForm("cold", "wow", "basic", "muddled"), survey.Identified)
	feel(w, "cold", 40, "neutral", "neutral")
	feel(w, "wow", 40, "like", "live")
	feel(w, "basic", 40, "must", "dislike")
	feel(w, "muddled", 35, "like", "live")
	feel(w, "muddled", 5, "like", "like") // more than a tenth contradicts itself
	var got []string
	for _, f := range w.open(t, everyone(), Filter{}).mustKano(t).Features {
		got = append(got, fmt.Sprint(f.Name, " ", f.Class, f.Doubt))
	}
	want := "[basic must-be wow attractive cold indifferent muddled kano.doubt.questionable]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}

func TestFeaturesOfFewAreHiddenWithTheirClass(t *testing.T) {
	w := worldOf(t, kanoForm("date"), survey.Confidential)
	feel(w, "date", 4, "like", "neutral")
	feel(w, "date", 3, "must", "dislike")
	f := w.open(t, everyone(), Filter{}).mustKano(t).Features[0]
	if f.Class != "" || f.Leading != "" || !f.Better.Suppressed || !f.Classes[0].Share.Suppressed {
		t.Errorf("%+v", f)
	}
}

func TestWhoeverAnsweredOneHalfIsNotClassed(t *testing.T) {
	w := worldOf(t, kanoForm("date"), survey.Identified)
	w.answers(9, answer.Data{"date_has": "like"}, nil)
	feel(w, "date", 3, "like", "dislike")
	f := w.open(t, everyone(), Filter{}).mustKano(t).Features[0]
	if f.Better.N != 3 || math.Abs(f.Better.Missing-0.75) > 1e-9 {
		t.Errorf("%+v", f.Better)
	}
}
