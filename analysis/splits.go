package analysis

// A whole report, and each of its figures by the segments of a dimension.

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
)

// SplitReport is a report whose figures are also told apart by a dimension.
type SplitReport struct {
	Report
	By     string        `json:"by"`
	Splits []FigureSplit `json:"splits"`
}

// FigureSplit is the headline of a figure, or its distribution where it has
// none, in each segment.
type FigureSplit struct {
	Figure string  `json:"figure"` // its name
	Splits []Split `json:"segments"`
}

// ReportQuery asks for a report split by the dimension By.
type ReportQuery struct {
	By     string
	Filter Filter
}

// ReportBy is Report with every figure split by the dimension.
func (s *Service) ReportBy(ctx context.Context, v access.Viewer, slug string, q ReportQuery) (SplitReport, error) {
	return written(ctx, func(ctx context.Context) (SplitReport, error) {
		l, err := s.look(ctx, v, slug, q.Filter)
		if err != nil {
			return SplitReport{}, fmt.Errorf("report on %s by %s: %w", slug, q.By, err)
		}
		out := SplitReport{By: q.By, Splits: []FigureSplit{}}
		if out.Report, err = l.report(); err == nil {
			err = out.split(l, append(out.Indices[:len(out.Indices):len(out.Indices)], out.Figures...))
		}
		if err != nil {
			return SplitReport{}, fmt.Errorf("report on %s by %s: %w", slug, q.By, err)
		}
		return out, nil
	})
}

// Figures is the report, split where the query names a dimension: what exports
// and the command line hand out.
func (s *Service) Figures(ctx context.Context, v access.Viewer, slug string, q ReportQuery) (SplitReport, error) {
	if q.By != "" {
		return s.ReportBy(ctx, v, slug, q)
	}
	r, err := s.Report(ctx, v, slug, q.Filter)
	return SplitReport{Report: r}, err
}

// split adds the figures and their rows; a matrix itself has nothing to split.
func (r *SplitReport) split(l *look, list []Figure) error {
	for _, f := range list {
		if f.Kind != Matrix {
			splits, err := l.split(f, r.By)
			if err != nil {
				return err
			}
			r.Splits = append(r.Splits, FigureSplit{Figure: f.Name, Splits: splits})
		}
		if err := r.split(l, f.Rows); err != nil {
			return err
		}
	}
	return nil
}
