package codeweb

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// personal shows a sheet of personal links to print, one card a dealer.
func (h *Handlers) personal(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	ctx, v := c.Request().Context(), page.Viewer(c)
	segment, err := h.Roster.Segment(ctx, v, f.Get("segment"))
	if err != nil {
		return err
	}
	q := segment.Filter.Query()
	q.Region, q.Tier = cmp.Or(f.Text("region"), q.Region), cmp.Or(f.Text("tier"), q.Tier)
	dealers, err := h.Roster.All(ctx, v, q)
	if err != nil {
		return err
	}
	if len(dealers) == 0 || len(dealers) > maxCodes {
		f.Fields = []fault.Field{{Path: "region", Key: "code.sheet_size", Args: fault.Args{"Max": maxCodes, "N": len(dealers)}}}
		return h.ask(c, http.StatusUnprocessableEntity, f)
	}
	issued, err := h.Surveys.Hand(ctx, v, c.Param("slug"), dealers)
	if err != nil {
		return h.refused(c, f, err)
	}
	cards := make([]codeCard, len(issued))
	for i, is := range issued {
		if cards[i], err = h.card(is.Token); err != nil {
			return err
		}
		cards[i].Caption, cards[i].Small = is.Invitation.DealerName, string(is.Invitation.DealerCode)
	}
	return h.show(c, "code.personal_sheet", cards)
}

// bag shows a sheet of codes that belong to nobody.
func (h *Handlers) bag(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(f.Text("n"))
	if err != nil {
		n = 0
	}
	tokens, err := h.Surveys.Bag(c.Request().Context(), page.Viewer(c), c.Param("slug"), n)
	if err != nil {
		return h.refused(c, f, err)
	}
	cards := make([]codeCard, len(tokens))
	for i, t := range tokens {
		if cards[i], err = h.card(t); err != nil {
			return err
		}
	}
	return h.show(c, "code.bag_sheet", cards)
}

// refused shows what is wrong on the page that asked.
func (h *Handlers) refused(c echo.Context, f form.Form, err error) error {
	return f.Again(err, func(status int, again form.Form) error { return h.ask(c, status, again) })
}

// card is a personal link to cut out.
func (h *Handlers) card(t survey.Token) (codeCard, error) {
	s, err := squaresOf(h.BaseURL + "/i/" + t.Reveal())
	return codeCard{Squares: s}, err
}

// show shows cards in the answer to the post: they are nowhere else.
func (h *Handlers) show(c echo.Context, heading string, cards []codeCard) error {
	sv, err := h.Surveys.Show(c.Request().Context(), page.Viewer(c), c.Param("slug"))
	if err != nil {
		return fmt.Errorf("show a sheet: %w", err)
	}
	p := sheetPage{Frame: page.New(c, heading, ""), Survey: sv, Title: sv.Title.In(page.Language(c)), Codes: cards}
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys").Under(p.Title, "/app/surveys/"+sv.Slug).Under(p.T("code.title"), "/app/surveys/"+sv.Slug+"/codes")
	return sheetTemplate.Render(c, http.StatusOK, p)
}
