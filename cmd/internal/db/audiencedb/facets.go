package audiencedb

// The values that stand in the roster, for the filters above lists.

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
)

// Facets gives the values of the entries in scope that hold on the day, each
// once and sorted.
func (s Store) Facets(ctx context.Context, v access.Viewer, on calendar.Day) (audience.Facets, error) {
	var rows []struct{ Region, Area, Tier, Channels string }
	err := s.db.Read(ctx).Model(&audience.Dealer{}).
		Scopes(db.InScope(v.Scope, "dealers"), holding(on)).
		Distinct("region", "area", "tier", "channels").Find(&rows).Error
	if err != nil {
		return audience.Facets{}, err
	}
	var regions, areas, tiers, channels []string
	for _, r := range rows {
		regions, areas, tiers = append(regions, r.Region), append(areas, r.Area), append(tiers, r.Tier)
		var list []string
		if err := json.Unmarshal([]byte(r.Channels), &list); err != nil {
			return audience.Facets{}, fmt.Errorf("read channels: %w", err)
		}
		channels = append(channels, list...)
	}
	return audience.Facets{
		Regions: once(regions), Areas: once(areas), Tiers: once(tiers), Channels: once(channels),
	}, nil
}

// once sorts and leaves each value once, without the empty one.
func once(list []string) []string {
	slices.Sort(list)
	list = slices.Compact(list)
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}
