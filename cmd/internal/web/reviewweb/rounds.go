package reviewweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/review"
	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

type roundsPage struct {
	analysisweb.Sheet
	Form        form.Form
	Agreement   review.Agreement
	Themes      []AgreedView
	Differences []DifferenceView
	Inputs      []form.Input
	Exact       string
	Action      string
}

// AgreedView is a theme with how far two people agree on it.
type AgreedView struct {
	review.Agreed
	Name, Kappa, KappaRange, Alpha, Polarity string
}

// DifferenceView is an answer that two people judged differently.
type DifferenceView struct {
	Handle        review.Handle
	Text          string
	First, Second Said
}

var roundsTemplate = page.Define[roundsPage]("review/rounds", "review/parts", "report/parts")

// rounds shows how far two people agree, and starts a blind round.
func (h *Handlers) rounds(c echo.Context) error {
	return h.renderRounds(c, http.StatusOK, form.With("size", "50"))
}

func (h *Handlers) renderRounds(c echo.Context, status int, f form.Form) error {
	ctx, v, slug := c.Request().Context(), page.Viewer(c), c.Param("slug")
	a, err := h.Review.Agreement(ctx, v, slug)
	if err != nil {
		return err
	}
	book, _, err := h.Coding.Current(ctx)
	if err != nil {
		return err
	}
	p := roundsPage{Sheet: sheet(c, "review.rounds", "review.rounds_lead"), Form: f, Agreement: a, Action: at(slug, "rounds")}
	p.Frame = p.Under(a.Title, at(slug, ""))
	p.Failed = len(f.Fields) > 0
	if a.Answers > 0 {
		p.Exact = p.Pct(float64(a.Exact)/float64(a.Answers), a.Answers)
	}
	for _, t := range a.Themes {
		p.Themes = append(p.Themes, agreedView(p.Frame, t, book))
	}
	for _, d := range a.Differences {
		view := DifferenceView{Handle: d.Handle, Text: d.Text}
		view.First = Said{Who: d.First.Coder, Themes: marks(p.Frame, d.First.Themes, book)}
		view.Second = Said{Who: d.Second.Coder, Themes: marks(p.Frame, d.Second.Themes, book)}
		p.Differences = append(p.Differences, view)
	}
	if p.Inputs, err = h.roundInputs(c, p.Frame, f); err != nil {
		return err
	}
	return roundsTemplate.Render(c, status, p)
}

func (h *Handlers) roundInputs(c echo.Context, frame page.Frame, f form.Form) ([]form.Input, error) {
	list, err := h.Review.Staff.Coders(c.Request().Context())
	if err != nil {
		return nil, err
	}
	var options []form.Option
	for _, who := range list {
		if who.ID != frame.Viewer.UserID {
			options = append(options, form.Option{Value: who.ID, Text: who.Name})
		}
	}
	if len(options) == 0 {
		return nil, nil
	}
	return []form.Input{
		f.Input(frame, form.Ask{Kind: form.Select, Name: "second", Label: "review.second", Help: "review.second_help"}).From(f, options),
		f.Input(frame, form.Ask{Kind: form.Number, Name: "size", Label: "review.size", Help: "review.size_help"}),
	}, nil
}

func agreedView(f page.Frame, a review.Agreed, book *codebook.Book) AgreedView {
	v := AgreedView{Agreed: a, Name: a.Theme, Kappa: "–", Alpha: "–", Polarity: "–"}
	if t, ok := book.Theme(a.Theme); ok {
		v.Name = f.In(language.Text{ZH: t.ZH, EN: t.EN})
	}
	if a.Kappa != nil {
		v.Kappa = f.Dec(a.Kappa.Value, 2)
		v.KappaRange = f.T("report.range_signed", "Low", f.Dec(a.Kappa.Low, 2), "High", f.Dec(a.Kappa.High, 2))
	}
	if a.Alpha != nil {
		v.Alpha = f.Dec(*a.Alpha, 2)
	}
	if a.Polarity != nil {
		v.Polarity = f.Dec(*a.Polarity, 2)
	}
	return v
}

// start draws answers for a blind round.
func (h *Handlers) start(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	size, err := strconv.Atoi(f.Text("size"))
	if err != nil {
		size = 0 // said to be out of range
	}
	slug := c.Param("slug")
	r, err := h.Review.StartRound(c.Request().Context(), page.Viewer(c), review.NewRound{Survey: slug, Size: size, Second: f.Text("second")})
	if err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.renderRounds(c, status, wrong) })
	}
	return page.Done(c, at(slug, "rounds/"+strconv.Itoa(r.Number)), "review.round_started")
}

// seat shows a coder the next answer of a blind round.
func (h *Handlers) seat(c echo.Context) error {
	return h.renderSeat(c, http.StatusOK, form.Empty())
}

func (h *Handlers) renderSeat(c echo.Context, status int, f form.Form) error {
	slug := c.Param("slug")
	number, err := strconv.Atoi(c.Param("number"))
	if err != nil {
		return fault.NotFound("review.not_found")
	}
	seat, err := h.Review.Blind(c.Request().Context(), page.Viewer(c), slug, number)
	if err != nil {
		return err
	}
	p := deskPage{Sheet: sheet(c, "review.blind", "review.blind_lead"), Form: f, Desk: seat.Desk, Round: &seat, Action: at(slug, "rounds/"+strconv.Itoa(number))}
	p.Frame = p.Under(seat.Title, at(slug, "")).Under(p.T("review.rounds"), at(slug, "rounds"))
	p.Failed = len(f.Fields) > 0
	if seat.Item != nil {
		p.fill()
	}
	return deskTemplate.Render(c, status, p)
}

// judgeBlind stores a verdict of a blind round.
func (h *Handlers) judgeBlind(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	d := decision(c, f)
	if d.Round, err = strconv.Atoi(c.Param("number")); err != nil {
		return fault.NotFound("review.not_found")
	}
	if err := h.Review.JudgeBlind(c.Request().Context(), page.Viewer(c), d); err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.renderSeat(c, status, wrong) })
	}
	return c.Redirect(http.StatusSeeOther, at(d.Survey, "rounds/"+strconv.Itoa(d.Round)))
}
