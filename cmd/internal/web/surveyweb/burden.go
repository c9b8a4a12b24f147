package surveyweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/burden"
)

// burdenPage is how much dealers are asked, all surveys together.
type burdenPage struct {
	page.Frame
	Form   form.Form
	Budget burden.Budget
	Top    []burden.Load
	Asked  int // dealers who were asked anything this quarter
}

var burdenTemplate = page.Define[burdenPage]("survey/burden")

// topDealers is how many of the dealers asked most are listed.
const topDealers = 50

// burden shows the budget and who was asked most.
func (h *Handlers) burden(c echo.Context) error {
	b, err := h.Burden.Budget(c.Request().Context())
	if err != nil {
		return err
	}
	f := form.With("minutes", strconv.Itoa(b.Minutes))
	f.Values.Set("surveys", strconv.Itoa(b.Surveys))
	return h.showBurden(c, http.StatusOK, f)
}

func (h *Handlers) showBurden(c echo.Context, status int, f form.Form) (err error) {
	ctx := c.Request().Context()
	p := burdenPage{Frame: page.New(c, "burden.title", "burden.lead"), Form: f}
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys")
	p.Failed = len(f.Fields) > 0
	if p.Budget, err = h.Burden.Budget(ctx); err != nil {
		return err
	}
	if p.Top, p.Asked, err = h.Burden.Heaviest(ctx, page.Viewer(c), topDealers); err != nil {
		return err
	}
	return burdenTemplate.Render(c, status, p)
}

// setBurden changes the budget.
func (h *Handlers) setBurden(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	number := func(name string) int {
		n, err := strconv.Atoi(f.Text(name))
		if err != nil {
			return 0 // which is out of bounds
		}
		return n
	}
	b := burden.Budget{Minutes: number("minutes"), Surveys: number("surveys")}
	if err := h.Burden.Set(c.Request().Context(), page.Viewer(c), b); err != nil {
		return f.Again(err, func(status int, f form.Form) error { return h.showBurden(c, status, f) })
	}
	return page.Done(c, "/app/burden", "burden.saved")
}
