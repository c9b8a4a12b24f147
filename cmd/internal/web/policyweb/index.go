package policyweb

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/calendar"
	"dealervoice/survey/policy"
)

// quarter is how many days back new versions are counted: dealers complain of
// policies that change every month.
const quarter = 90

// indexPage is the register.
type indexPage struct {
	page.Frame
	Policies []Line
	Changes  int // versions after the first that began within a quarter
}

// Line is a policy in the list.
type Line struct {
	ID       policy.ID
	Title    string
	Type     policy.Type
	Standing []StandingView
	Reaction *ReactionView
}

// StandingView is a version that some place lives under today.
type StandingView struct {
	Number int
	From   calendar.Day
	Reach  policy.Reach
}

var indexTemplate = page.Define[indexPage]("policy/index", "policy/parts")

func (h *Handlers) index(c echo.Context) error {
	ctx := c.Request().Context()
	p := indexPage{Frame: page.New(c, "policy.title", "policy.lead")}
	list, err := h.Policies.All(ctx, p.Viewer)
	if err != nil {
		return err
	}
	reactions, err := h.Reactions.ByPolicy(ctx, p.Viewer)
	if err != nil {
		return fmt.Errorf("read reactions: %w", err)
	}
	today := h.Policies.Days.Today()
	for _, x := range list {
		l := Line{ID: x.ID, Title: p.In(x.Title), Type: x.Type}
		for _, v := range x.Standing(today) {
			l.Standing = append(l.Standing, StandingView{v.Number, v.From, v.Reach})
		}
		for _, v := range x.Versions {
			if v.Number > 1 && v.From > today.Plus(-quarter) && v.From <= today {
				p.Changes++
			}
		}
		for _, r := range reactions {
			if r.Policy == x.ID && len(x.Links) > 0 {
				l.Reaction = reactionView(p.Frame, r)
			}
		}
		p.Policies = append(p.Policies, l)
	}
	return indexTemplate.Render(c, http.StatusOK, p)
}
