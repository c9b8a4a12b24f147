package analysisweb

// How a report is read, in plain words, and what to mind in this one.

import "dealervoice/analysis"

// fewAnswers is below how many answers a report says that it gives hints only.
const fewAnswers = 30

// readingHelp says how the figures of a report are read.
func (s Sheet) readingHelp(r analysis.Report) []string {
	out := []string{s.T("report.help.interval"), s.T("report.help.n"), s.T("report.help.change")}
	if moved(r) {
		out = append(out, s.T("report.help.before_after"))
	}
	if r.Limits.Guarded() {
		out = append(out, s.T("report.help.hidden", "K", r.Limits.Scores))
	}
	return out
}

// warnings says what to mind in this report: few answers, and changes that
// nothing is compared with.
func (s Sheet) warnings(r analysis.Report) []string {
	var out []string
	if r.Responses.Shown() && r.Responses.N < fewAnswers {
		out = append(out, s.T("report.warn.few", "N", s.Num(r.Responses.N)))
	}
	if moved(r) {
		out = append(out, s.T("report.warn.before_after"))
	}
	return out
}

// moved tells whether the report compares waves.
func moved(r analysis.Report) bool {
	for _, f := range append(r.Indices[:len(r.Indices):len(r.Indices)], r.Figures...) {
		if f.Change != nil {
			return true
		}
	}
	return false
}
