package proposalweb

import (
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
)

// EvidenceView is a figure as a proposal shows it: frozen, with today beside it.
type EvidenceView struct {
	ID      string
	Kind    string
	Caption string
	Ref     string
	Asked   string
	Filters []FilterView
	Scope   string
	TakenAt time.Time
	By      string
	Hash    string
	Intact  bool
	N       string
	Rows    []EvidenceRow
	Now     bool   // today's figure is there
	NowN    string // its n
	NowWhy  string // why there is none
	Closed  string // why the viewer sees no numbers: taken beyond their part of the market, or to be guessed first
}

// FilterView is one condition of a figure.
type FilterView struct{ Name, Value string }

// EvidenceRow is one number then and now, each with its interval.
type EvidenceRow struct {
	Label              string
	Then, ThenInterval string
	Now, NowInterval   string
}

// viewOf shows frozen evidence beside the figure of today.
func viewOf(f page.Frame, e proposal.Evidence, now proposal.Now) EvidenceView {
	v := snapshotView(f, e.Kind, e.Snapshot)
	v.ID, v.Caption, v.Ref, v.By = e.ID, f.In(e.Caption), e.Ref, e.By.Name
	v.Asked = unlike(v.Asked, v.Caption)
	v.Intact, v.TakenAt = e.Intact(), e.At
	if !e.ShownTo(f.Viewer) {
		v.Closed, v.Rows, v.N = f.T("proposal.beyond"), nil, ""
		if e.GuessFirst {
			v.Closed = f.T("proposal.guess_first")
		}
		return v
	}
	v.Hash = e.Hash[:min(12, len(e.Hash))]
	if now.Reason != "" {
		v.NowWhy = f.T(now.Reason)
		return v
	}
	v.Now = true
	s := now.Figure.Snapshot
	v.NowN = counted(f, s)
	for i, old := range e.Snapshot.Values {
		for _, x := range s.Values {
			if x.Label == old.Label {
				v.Rows[i].Now, v.Rows[i].NowInterval = numbers(f, s, x)
			}
		}
	}
	return v
}

// previewOf shows a figure that is not frozen yet.
func previewOf(f page.Frame, fig proposal.Figure) *EvidenceView {
	v := snapshotView(f, fig.Kind, fig.Snapshot)
	v.Caption, v.Ref, v.Intact = f.In(fig.Caption), fig.Ref, true
	v.Asked = unlike(v.Asked, v.Caption)
	v.Scope = scope(f, f.Viewer.Scope)
	if fig.Snapshot.Withheld != "" {
		v.NowWhy = f.T(fig.Snapshot.Withheld)
	}
	return &v
}

func snapshotView(f page.Frame, kind proposal.Kind, s proposal.Snapshot) EvidenceView {
	v := EvidenceView{Kind: f.T("proposal.kind." + string(kind)), Asked: f.In(s.Asked), N: counted(f, s), TakenAt: s.TakenAt}
	if frozen, err := access.ParseScope(s.Scope); err == nil {
		v.Scope = scope(f, frozen)
	}
	for _, x := range s.Filter {
		name, value := f.In(x.Name), f.In(x.Value)
		if strings.Contains(value, name) { // "Wave 2" of the filter "Wave"
			name = ""
		}
		v.Filters = append(v.Filters, FilterView{name, value})
	}
	for _, x := range s.Values {
		r := EvidenceRow{Label: f.In(x.Label)}
		r.Then, r.ThenInterval = numbers(f, s, x)
		v.Rows = append(v.Rows, r)
	}
	return v
}

// unlike is a text unless it only repeats another one.
func unlike(text, said string) string {
	if text == said {
		return ""
	}
	return text
}

// counted says n and whose answers it counts.
func counted(f page.Frame, s proposal.Snapshot) string {
	if s.Counted == proposal.Consumers {
		return f.T("proposal.n_consumers", "Count", s.N)
	}
	if s.Rounds > 1 {
		return f.T("proposal.n_rounds", "Count", s.N, "Dealers", s.Dealers())
	}
	return f.T("proposal.n_dealers", "Count", s.N)
}

// scope says which part of the market; nothing for all of it.
func scope(f page.Frame, s access.Scope) string {
	if s.Level == access.All {
		return ""
	}
	return f.T("scope."+string(s.Level)) + " " + s.Value
}

// numbers writes a value and its interval in the unit of its figure.
func numbers(f page.Frame, s proposal.Snapshot, v proposal.Value) (value, interval string) {
	write := func(x float64) string {
		switch s.Unit {
		case proposal.Share:
			return f.Pct(x, s.N)
		case proposal.Points:
			return f.Dec(x, 0)
		}
		return f.Dec(x, 1)
	}
	if v.Low < 0 {
		return write(v.Value), f.T("proposal.interval_signed", "Low", write(v.Low), "High", write(v.High))
	}
	return write(v.Value), f.T("proposal.interval", "Low", strings.TrimSuffix(write(v.Low), "%"), "High", write(v.High))
}

// cite attaches the figure at an address to a draft of one's own.
func (h *Handlers) cite(c echo.Context) error {
	return h.onDraft(c, "proposal.cited", func(n proposal.Number, f form.Form) error {
		_, err := h.Proposals.Cite(c.Request().Context(), page.Viewer(c), n, f.Text("ref"))
		return err
	})
}

// uncite takes a figure away again.
func (h *Handlers) uncite(c echo.Context) error {
	return h.onDraft(c, "proposal.uncited", func(n proposal.Number, _ form.Form) error {
		_, err := h.Proposals.Uncite(c.Request().Context(), page.Viewer(c), n, c.Param("evidence"))
		return err
	})
}

// onDraft does one thing that a button asks for; what is wrong with it is told
// on the proposal's page.
func (h *Handlers) onDraft(c echo.Context, notice string, do func(n proposal.Number, f form.Form) error) error {
	n, err := number(c)
	if err != nil {
		return err
	}
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	if err := do(n, f); err != nil {
		return f.Again(err, func(status int, f form.Form) error { return h.showAgain(c, status, f) })
	}
	return done(c, n, notice)
}

// showAgain shows the proposal with what is wrong; only fields that the page has
// are linked to.
func (h *Handlers) showAgain(c echo.Context, status int, f form.Form) error {
	p, err := h.load(c)
	if err != nil {
		return err
	}
	for i, field := range f.Fields {
		switch field.Path {
		case "kind", "text", "evidence", "changes":
		default:
			f.Fields[i].Path = ""
		}
	}
	return h.render(c, status, p, f)
}
