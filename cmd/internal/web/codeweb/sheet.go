package codeweb

import (
	"encoding/csv"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/respondweb"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

// maxCodes bounds a sheet: 40 pages of paper.
const maxCodes = 500

type codesPage struct {
	page.Frame
	Survey   survey.Survey
	Mode     survey.Mode
	Form     form.Form
	Facets   audience.Facets
	Segments []audience.Segment
}

type sheetPage struct {
	page.Frame
	Survey survey.Survey
	Title  string
	Codes  []codeCard
}

// codeCard is one code to cut out.
type codeCard struct {
	Caption, Small string
	Picture, Link  string
	Squares        squares // drawn here, where the link is personal
}

var (
	codesTemplate = page.Define[codesPage]("code/codes")
	sheetTemplate = page.Define[sheetPage]("code/sheet")
)

// codes asks which outlets and products the codes are for.
func (h *Handlers) codes(c echo.Context) error {
	return h.ask(c, http.StatusOK, form.Empty())
}

func (h *Handlers) ask(c echo.Context, status int, f form.Form) error {
	sv, err := h.Surveys.Show(c.Request().Context(), page.Viewer(c), c.Param("slug"))
	if err != nil {
		return err
	}
	p := codesPage{Frame: page.New(c, "code.title", "code.lead"), Survey: sv, Form: f}
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys").Under(sv.Title.In(page.Language(c)), "/app/surveys/"+sv.Slug)
	p.Failed = len(f.Fields) > 0
	if published, err := h.Surveys.Published(c.Request().Context(), sv.Slug); err == nil {
		p.Mode = published.Version.Mode
	}
	if p.Segments, err = h.Roster.Segments(c.Request().Context(), page.Viewer(c)); err != nil {
		return err
	}
	if p.Facets, err = h.Roster.Facets(c.Request().Context(), page.Viewer(c)); err != nil {
		return err
	}
	return codesTemplate.Render(c, status, p)
}

// line is what somebody wrote for one code.
type line struct {
	name   string
	origin feedback.Origin
}

// sheet shows the codes to print.
func (h *Handlers) sheet(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	lines, err := h.lines(c, f.Get("lines"))
	if err != nil {
		return f.Again(err, func(status int, again form.Form) error { return h.ask(c, status, again) })
	}
	sv, err := h.Surveys.Show(ctx, page.Viewer(c), c.Param("slug"))
	if err != nil {
		return err
	}
	published, err := h.Surveys.Published(ctx, sv.Slug)
	if err != nil {
		return err
	}
	p := sheetPage{Frame: page.New(c, "code.sheet", ""), Survey: sv, Title: sv.Title.In(page.Language(c))}
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys").Under(p.Title, "/app/surveys/"+sv.Slug).Under(p.T("code.title"), "/app/surveys/"+sv.Slug+"/codes")
	for _, l := range lines {
		query := respondweb.OriginQuery(l.origin, h.Keys.SealOrigin(published.Survey.ID, l.origin))
		p.Codes = append(p.Codes, codeCard{
			Caption: l.name, Small: l.origin.Product,
			Picture: "/s/" + sv.Slug + "/qr.svg?" + query, Link: h.BaseURL + "/s/" + sv.Slug + "?" + query,
		})
	}
	return sheetTemplate.Render(c, http.StatusOK, p)
}

// lines reads "outlet, name, dealer, product", one code a line; all but the
// outlet may be left out. Faults name their line.
func (h *Handlers) lines(c echo.Context, text string) ([]line, error) {
	refused := func(key string, args fault.Args) error {
		return fault.Invalid(fault.Field{Path: "lines", Key: key, Args: args})
	}
	r := csv.NewReader(strings.NewReader(strings.NewReplacer("，", ",", "\t", ",").Replace(text)))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	rows, err := r.ReadAll()
	switch {
	case err != nil:
		return nil, refused("code.unreadable", nil)
	case len(rows) == 0:
		return nil, refused("code.none", nil)
	case len(rows) > maxCodes:
		return nil, refused("code.too_many", fault.Args{"Max": maxCodes})
	}
	var out []line
	var dealers []audience.Code
	for i, cells := range rows {
		for len(cells) < 4 {
			cells = append(cells, "")
		}
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		l := line{name: cells[1], origin: feedback.Origin{Outlet: cells[0], Dealer: cells[2], Product: cells[3]}}
		if l.name == "" {
			l.name = cells[0]
		}
		if cells[0] == "" || len(cells) > 4 || !l.origin.Valid() {
			return nil, refused("code.bad_line", fault.Args{"Line": i + 1})
		}
		if cells[2] != "" {
			dealers = append(dealers, audience.Code(cells[2]))
		}
		out = append(out, l)
	}
	return h.placed(c, out, dealers)
}

// placed adds the regions of the dealers, which must lie in the viewer's scope.
func (h *Handlers) placed(c echo.Context, lines []line, dealers []audience.Code) ([]line, error) {
	if len(dealers) == 0 {
		return lines, nil
	}
	v := page.Viewer(c)
	list, err := h.Roster.All(c.Request().Context(), v, audience.Query{Codes: dealers})
	if err != nil {
		return nil, err
	}
	regions := map[string]string{}
	for _, d := range list {
		regions[string(d.Code)] = d.Region
	}
	for i, l := range lines {
		region, ok := regions[l.origin.Dealer]
		if l.origin.Dealer != "" && !ok {
			return nil, fault.Invalid(fault.Field{Path: "lines", Key: "code.no_dealer", Args: fault.Args{"Line": i + 1, "Code": l.origin.Dealer}})
		}
		lines[i].origin.Region = region
	}
	return lines, nil
}
