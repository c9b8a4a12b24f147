package analysis

// Scores built from several questions: the dealer satisfaction index.

import (
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/survey/definition"
)

// indexPath names the column of an index, factorPath that of one of its parts.
func indexPath(id string) string          { return "index:" + id }
func factorPath(id, factor string) string { return "index:" + id + "." + factor }

// indices enters each respondent's scores.
//
// A factor is the mean of the respondent's answers to its items, moved to the
// index's range (1..5 -> 0..100); an item answered "not applicable" is left out,
// and a factor with fewer than minShare of its items is missing. The index is
// the mean of the factors by their weights; a respondent who lacks a factor has
// none, since the others' weights would then mean something else.
func (rd reader) indices(w *column.Writer, f *form, in answers) {
	for id, index := range rd.outline.indices {
		sum, weights, whole := 0.0, 0.0, len(index.Factors) > 0
		for _, factor := range index.Factors {
			score, ok := rd.factor(f, in, index, factor)
			if !ok {
				whole = false
				continue
			}
			w.Number(factorPath(id, factor.ID), score)
			sum += factor.Weight * score
			weights += factor.Weight
		}
		if whole && weights > 0 {
			w.Number(indexPath(id), sum/weights)
		} else {
			w.Asked(indexPath(id))
		}
	}
}

func (rd reader) factor(f *form, in answers, index definition.Index, factor definition.Factor) (float64, bool) {
	items, answered, sum := 0, 0, 0.0
	for _, l := range f.leaves {
		if !takes(factor, l) {
			continue
		}
		items++
		if score, ok := l.share(in); ok {
			answered++
			sum += score
		}
	}
	if answered == 0 || float64(answered) < index.MinShare*float64(items) {
		return 0, false
	}
	low, high := index.Range[0], index.Range[1]
	return low + (high-low)*sum/float64(answered), true
}

// takes tells whether the leaf is an item of the factor: one of its questions, or
// one of the rows it names of them.
func takes(factor definition.Factor, l leaf) bool {
	if !slices.Contains(factor.Questions, l.element.Name) || l.Kind != Scale && l.Kind != Promote {
		return false
	}
	return len(factor.Rows) == 0 || len(l.way) == 2 && slices.Contains(factor.Rows, l.way[1])
}

// share is where on its scale the respondent's answer stands: 0 lowest, 1
// highest.
func (l leaf) share(in answers) (float64, bool) {
	scale := l.scores()
	value := valueText(in.at(l.way))
	at := slices.IndexFunc(scale, func(o Option) bool { return o.Value == value })
	if at < 0 {
		return 0, false
	}
	low, high := l.ends()
	return (scale[at].Score - low) / (high - low), true
}
