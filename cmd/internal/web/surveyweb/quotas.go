package surveyweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/quota"
	"dealervoice/survey"
	"dealervoice/survey/language"
)

type quotasPage struct {
	page.Frame
	Survey survey.Survey
	Target int // 0: the quotas have none
	Hold   int // minutes
	Rows   []quotaRow
	Step   int  // counts are in steps of it; 0: exact
	Known  bool // the viewer sees the whole survey
}

// quotaRow is a cell of a quota.
type quotaRow struct {
	quota.Line
	Title string
	If    string // the condition as written; "" for everybody
}

// Counts gives filled, held and excess places as the reader may know them.
func (r quotaRow) Counts() [3]Count {
	n := func(x int) Count { return Count{N: x, Exact: r.Step == 0, Step: r.Step} }
	return [3]Count{n(r.Filled), n(r.Held), n(r.Excess)}
}

var quotasTemplate = page.Define[quotasPage]("survey/quotas", "survey/parts")

// quotas shows how far each cell of the present wave is filled.
func (h *Handlers) quotas(c echo.Context) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	sv, _, err := h.invitable(c)
	if err != nil {
		return err
	}
	e, err := h.Surveys.PublishedVersion(ctx, sv.ID, sv.Current)
	if err != nil {
		return err
	}
	versions, err := h.Surveys.Versions(ctx, v, sv.ID)
	if err != nil {
		return err
	}
	lines, err := h.Places.Board(ctx, v, survey.Published{Survey: sv.Head, Edition: e}, versions)
	if err != nil {
		return err
	}
	rules := e.Definition.DV.Quotas
	p := quotasPage{Frame: page.New(c, "quota.title", "quota.lead"), Survey: sv, Target: rules.Target, Hold: int(rules.HoldsFor().Minutes())}
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys").Under(p.In(sv.Title), "/app/surveys/"+sv.Slug)
	for _, l := range lines {
		row := quotaRow{Line: l, Title: titleIn(l.Title, p.Tag(), l.ID)}
		if l.Quota.If != nil {
			row.If = l.Quota.If.Source()
		}
		p.Rows, p.Step, p.Known = append(p.Rows, row), l.Step, l.Known
	}
	return quotasTemplate.Render(c, http.StatusOK, p)
}

// titleIn is an author's title in the reader's language, else in any, else the
// name of the thing.
func titleIn(titles map[string]string, tag language.Tag, name string) string {
	found := ""
	for t, title := range titles {
		if read, ok := language.Parse(t); ok && read == tag {
			return title
		}
		if found == "" || title < found {
			found = title
		}
	}
	if found == "" {
		return name
	}
	return found
}
