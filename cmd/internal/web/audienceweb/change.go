package audienceweb

import (
	"strings"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
)

// changeRow is one value that an import changes.
type changeRow struct {
	Code          audience.Code
	Name          string
	Key           string // of the column's name
	Before, After string
	From          calendar.Day
}

// changes lists what differs, value by value, up to the number shown.
func changes(w page.Words, list []audience.Change) []changeRow {
	var out []changeRow
	for _, ch := range list {
		before, after := values(w, ch.Old), values(w, ch.New)
		for i, b := range before {
			if b.text != after[i].text && len(out) < shown {
				out = append(out, changeRow{
					Code: ch.New.Code, Name: ch.New.Name, Key: b.key, Before: b.text, After: after[i].text, From: ch.New.ValidFrom,
				})
			}
		}
	}
	return out
}

type value struct{ key, text string }

// values are the comparable values of an entry, always in the same order.
func values(w page.Words, d audience.Dealer) []value {
	comma := w.T("dealer.comma")
	exclusive := w.T("dealer.no")
	if d.Exclusive {
		exclusive = w.T("dealer.yes")
	}
	return []value{
		{"dealer.column.name", d.Name}, {"dealer.column.region", d.Region}, {"dealer.column.area", d.Area},
		{"dealer.column.tier", d.Tier}, {"dealer.column.channels", strings.Join(d.Channels, comma)},
		{"dealer.column.brands", strings.Join(d.Brands, comma)}, {"dealer.column.rep", d.Rep},
		{"dealer.column.owner_group", d.OwnerGroup}, {"dealer.column.exclusive", exclusive},
		{"dealer.column.language", string(d.Language)}, {"dealer.column.valid_to", string(d.ValidTo)},
	}
}
