package audiencedb

import (
	"context"
	"encoding/json"
	"fmt"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
)

// Groups counts the entries in scope that hold on the day by what they have in
// common. Lists of channels that differ behind the first are one group.
func (s Store) Groups(ctx context.Context, v access.Viewer, on calendar.Day) ([]audience.Group, error) {
	var rows []struct {
		Region, Area, Tier, Channels string
		Exclusive                    bool
		N                            int
	}
	err := s.db.Read(ctx).Model(&audience.Dealer{}).Scopes(db.InScope(v.Scope, "dealers"), holding(on)).
		Select("region, area, tier, channels, exclusive, count(*) AS n").
		Group("region, area, tier, channels, exclusive").Order("region, area, tier, channels, exclusive").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	out := make([]audience.Group, len(rows))
	for i, r := range rows {
		d := audience.Dealer{Region: r.Region, Area: r.Area, Tier: r.Tier, Exclusive: r.Exclusive}
		if err := json.Unmarshal([]byte(r.Channels), &d.Channels); err != nil {
			return nil, fmt.Errorf("read channels: %w", err)
		}
		out[i] = audience.Group{Attributes: d.Attributes(), N: r.N}
	}
	return out, nil
}
