package reviewweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/review"
	"dealervoice/analysis/stats"
	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/evaluate"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/language"
)

type qualityPage struct {
	analysisweb.Sheet
	Survey  string
	Quality QualityView
	Waves   []WaveView
	Bare    Scored
}

// QualityView is how good the tagger is, in words.
type QualityView struct {
	review.Quality
	F1, Precision, Recall, Exact, Polarity Scored
	Themes                                 []ThemeQuality
}

// Scored is a share with its interval.
type Scored struct{ Value, Range string }

// ThemeQuality is one theme's scores.
type ThemeQuality struct {
	ID, Name                        string
	Support                         int
	Predicted                       int
	Precision, Recall, F1, Polarity Scored
}

// WaveView is one wave's.
type WaveView struct {
	review.WaveQuality
	Bare, F1 Scored
	Change   string
	Sure     string
}

var qualityTemplate = page.Define[qualityPage]("review/quality", "review/parts", "report/parts")

// quality shows precision, recall and F1 of the tagger on judged answers, and what
// drifted between waves.
func (h *Handlers) quality(c echo.Context) error {
	ctx, v, slug := c.Request().Context(), page.Viewer(c), c.Param("slug")
	q, err := h.Review.Quality(ctx, v, slug)
	if err != nil {
		return err
	}
	book, _, err := h.Coding.Current(ctx)
	if err != nil {
		return err
	}
	p := qualityPage{Sheet: sheet(c, "review.quality", "review.quality_lead"), Survey: slug}
	p.Frame = p.Under(q.Title, at(slug, ""))
	p.Quality = qualityView(p.Frame, q, book)
	if q.Untagged != nil {
		p.Bare = estimate(p.Frame, *q.Untagged)
	}
	for _, w := range q.Waves {
		view := WaveView{WaveQuality: w, Bare: estimate(p.Frame, w.Untagged), Sure: p.Dec(w.Confident, 2)}
		if w.F1 != nil {
			view.F1 = score(p.Frame, w.F1.F1, w.F1.Interval.F1)
		}
		if w.Change != nil {
			view.Change = p.T("report.range_signed", "Low", p.Dec(100*w.Change.Low, 0), "High", p.Dec(100*w.Change.High, 0))
		}
		p.Waves = append(p.Waves, view)
	}
	return qualityTemplate.Render(c, http.StatusOK, p)
}

func qualityView(f page.Frame, q review.Quality, book *codebook.Book) QualityView {
	r := q.Report
	v := QualityView{
		Quality: q, F1: score(f, r.Micro.F1, r.Micro.Interval.F1), Precision: score(f, r.Micro.Precision, r.Micro.Interval.Precision),
		Recall: score(f, r.Micro.Recall, r.Micro.Interval.Recall), Exact: score(f, r.Exact.Value, [2]float64{r.Exact.Low, r.Exact.High}),
	}
	if r.Polarity != nil {
		v.Polarity = score(f, r.Polarity.Accuracy.Value, [2]float64{r.Polarity.Accuracy.Low, r.Polarity.Accuracy.High})
	}
	for _, t := range r.Themes {
		v.Themes = append(v.Themes, themeQuality(f, t, book))
	}
	return v
}

func themeQuality(f page.Frame, t evaluate.Theme, book *codebook.Book) ThemeQuality {
	v := ThemeQuality{ID: t.ID, Name: t.ID, Support: t.Support, Predicted: t.Predicted}
	if th, ok := book.Theme(t.ID); ok {
		v.Name = f.In(language.Text{ZH: th.ZH, EN: th.EN})
	}
	scores := review.ScoresOf(t)
	v.F1, v.Precision, v.Recall = rated(f, scores.F1), rated(f, scores.Precision), rated(f, scores.Recall)
	if t.PolarityAccuracy != nil {
		v.Polarity.Value = f.Dec(t.PolarityAccuracy.Value, 2)
	}
	return v
}

func rated(f page.Frame, r *review.Rated) Scored {
	if r == nil {
		return Scored{}
	}
	return score(f, r.Value, [2]float64{r.Low, r.High})
}

func score(f page.Frame, value float64, between [2]float64) Scored {
	return Scored{Value: f.Dec(value, 2), Range: f.T("report.range", "Low", f.Dec(between[0], 2), "High", f.Dec(between[1], 2))}
}

func estimate(f page.Frame, e stats.Estimate) Scored {
	return Scored{
		Value: f.Pct(e.Value, e.N), Range: f.T("report.range", "Low", f.Dec(100*e.Low, 0), "High", f.Pct(e.High, e.N)),
	}
}
