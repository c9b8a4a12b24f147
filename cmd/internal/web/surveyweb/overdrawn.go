package surveyweb

// Dealers who are asked too much already: named, with the reason and the next
// free day, before anything is made.

import (
	"maps"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
)

type overdrawnPage struct {
	page.Frame
	Survey survey.Survey
	Rows   []overdrawnRow
	Others int // dealers who may be asked
	Sent   []hidden
}

type overdrawnRow struct {
	Code   audience.Code
	Name   string
	Reason string
	Free   calendar.Day // "" for never
}

// hidden is a field of the form that is sent again.
type hidden struct{ Name, Value string }

var overdrawnTemplate = page.Define[overdrawnPage]("survey/overdrawn")

// showOverdrawn lists the refused and offers to ask the others.
func showOverdrawn(c echo.Context, f form.Form, sv survey.Survey, dealers []audience.Dealer, over []survey.Overdrawn) error {
	p := overdrawnPage{Frame: page.New(c, "burden.over", "burden.over_lead"), Survey: sv, Others: len(dealers) - len(over)}
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys").Under(p.In(sv.Title), "/app/surveys/"+sv.Slug).
		Under(p.T("survey.invitations"), "/app/surveys/"+sv.Slug+"/invitations")
	names := make(map[audience.Code]string, len(dealers))
	for _, d := range dealers {
		names[d.Code] = d.Name
	}
	for _, o := range over {
		args := make([]any, 0, 2*len(o.Args))
		for name, v := range o.Args {
			args = append(args, name, v)
		}
		p.Rows = append(p.Rows, overdrawnRow{Code: o.Dealer, Name: names[o.Dealer], Reason: p.T(o.Key, args...), Free: o.Free})
	}
	for _, name := range slices.Sorted(maps.Keys(f.Values)) {
		if name == "_csrf" || name == "over" {
			continue
		}
		for _, v := range f.Values[name] {
			p.Sent = append(p.Sent, hidden{name, v})
		}
	}
	return overdrawnTemplate.Render(c, http.StatusConflict, p)
}

// without leaves the refused out.
func without(dealers []audience.Dealer, over []survey.Overdrawn) []audience.Dealer {
	return slices.DeleteFunc(slices.Clone(dealers), func(d audience.Dealer) bool {
		return slices.ContainsFunc(over, func(o survey.Overdrawn) bool { return o.Dealer == d.Code })
	})
}
