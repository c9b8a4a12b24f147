package audienceweb

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/audience"
)

// segmentRow is a segment with the address of its dealers.
type segmentRow struct {
	audience.Segment
	Address string
	Here    bool // the list shows it now
}

func segmentRows(list []audience.Segment, now audience.Filter) []segmentRow {
	rows := make([]segmentRow, len(list))
	for i, s := range list {
		rows[i] = segmentRow{Segment: s, Address: "/app/dealers?" + filterQuery(s.Filter).Encode(), Here: s.Filter == now}
	}
	return rows
}

func filterQuery(f audience.Filter) url.Values {
	q := url.Values{}
	for name, v := range map[string]string{"region": f.Region, "area": f.Area, "tier": f.Tier, "channel": f.Channel, "q": f.Search} {
		if v != "" {
			q.Set(name, v)
		}
	}
	return q
}

// saveSegment keeps the filter of the list under a name.
func (h *Handlers) saveSegment(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	filter := audience.Filter{Region: f.Get("of_region"), Area: f.Get("of_area"), Tier: f.Get("of_tier"), Channel: f.Get("of_channel"), Search: f.Get("of_q")}
	if err := h.Roster.SaveSegment(c.Request().Context(), page.Viewer(c), f.Get("name"), filter); err != nil {
		return f.Again(err, func(status int, again form.Form) error { return h.list(c, status, filter.Query(), again) })
	}
	return page.Done(c, "/app/dealers?"+filterQuery(filter).Encode(), "dealer.segment_saved")
}

// removeSegment drops a segment.
func (h *Handlers) removeSegment(c echo.Context) error {
	if err := h.Roster.RemoveSegment(c.Request().Context(), page.Viewer(c), c.Param("id")); err != nil {
		return err
	}
	return page.Done(c, "/app/dealers", "dealer.segment_removed")
}
