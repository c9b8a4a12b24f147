package proposalweb

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/accountweb"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
)

// pageSize is how many proposals a list of past ones shows.
const pageSize = 50

// indexPage lists proposals: what waits for the viewer, those on their way by
// state, those that are over.
type indexPage struct {
	page.Frame
	Waiting []WaitingView
	Groups  []Group
	State   process.State // shown alone; empty: those on their way
	States  []process.State
	Older   proposal.Number // go on below this number
}

// WaitingView is a proposal with what it asks of the viewer.
type WaitingView struct {
	Task proposal.Task
	Line Line
}

// Group is the proposals in one state.
type Group struct {
	State process.State
	Lines []Line
}

// Line is a proposal in a list.
type Line struct {
	Number     proposal.Number
	Title      string
	Type       proposal.Type
	State      process.State
	Author     string
	Support    int
	Objections int
	Open       int // objections without an answer
	Evidence   int
	Updated    time.Time
}

var indexTemplate = page.Define[indexPage]("proposal/index", "proposal/parts")

func (h *Handlers) index(c echo.Context) error {
	ctx := c.Request().Context()
	p := indexPage{Frame: page.New(c, "proposal.title", "proposal.lead"), States: process.States()}
	q := proposal.Query{States: proposal.Running()}
	if s := process.State(c.QueryParam("state")); slices.Contains(process.States(), s) {
		p.State = s
		before, _ := strconv.Atoi(c.QueryParam("before")) // not a number: from the newest
		q = proposal.Query{States: []process.State{s}, Before: proposal.Number(max(before, 0)), Limit: pageSize}
	} else {
		waiting, err := h.Proposals.Waiting(ctx, p.Viewer)
		if err != nil {
			return err
		}
		for _, w := range waiting {
			p.Waiting = append(p.Waiting, WaitingView{w.Task, line(p.Frame, w.Proposal)})
		}
		q.States = append(q.States, process.Active)
	}
	list, err := h.Proposals.List(ctx, p.Viewer, q)
	if err != nil {
		return err
	}
	if p.State != "" && len(list) == pageSize {
		p.Older = list[len(list)-1].Number
	}
	for _, s := range process.States() {
		g := Group{State: s}
		for _, x := range list {
			if x.State == s {
				g.Lines = append(g.Lines, line(p.Frame, x))
			}
		}
		if len(g.Lines) > 0 {
			p.Groups = append(p.Groups, g)
		}
	}
	return indexTemplate.Render(c, http.StatusOK, p)
}

func line(f page.Frame, p proposal.Proposal) Line {
	return Line{Number: p.Number, Title: f.In(p.Body.Title), Type: p.Type, State: p.State, Author: p.Author.Name,
		Support: p.Tally(proposal.Support), Objections: p.Tally(proposal.Objection), Open: len(p.Unanswered()),
		Evidence: len(p.Evidence), Updated: p.UpdatedAt}
}

// Waiting tells the start page what waits for a viewer.
func (h *Handlers) Waiting(ctx context.Context, v access.Viewer, say func(key string, args ...any) string) ([]accountweb.Task, error) {
	if !v.May(access.ProposalRead) {
		return nil, nil
	}
	list, err := h.Proposals.Waiting(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("ask what waits among proposals: %w", err)
	}
	var out []accountweb.Task
	for _, w := range list {
		out = append(out, accountweb.Task{Text: w.Proposal.Body.Title.In(v.Language), Href: home(w.Proposal.Number), Note: say("proposal.task." + string(w.Task))})
	}
	return out, nil
}

var _ accountweb.Waiting = (*Handlers)(nil)
