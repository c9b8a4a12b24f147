package policy_test

import (
	"slices"
	"testing"

	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/policy"
)

// rebate is a policy with a pilot: v1 everywhere, v2 in two regions from
// October, v3 everywhere from January.
func rebate() policy.Policy {
	return policy.Policy{ID: "rebate-1", Versions: []policy.Version{
		{Number: 1, From: "2026-01-01"},
		{Number: 2, From: "2026-10-01", Reach: policy.Reach{Regions: []string{"华东", "华南"}}},
		{Number: 3, From: "2027-01-01"},
	}}
}

func TestInForceIsTheVersionTheDealerLivedUnder(t *testing.T) {
	for _, c := range []struct {
		name   string
		day    calendar.Day
		region string
		want   int
	}{
		{"before the first version nothing applied", "2025-12-31", "华东", 0},
		{"the first day belongs to the version", "2026-01-01", "华东", 1},
		{"the day before the pilot", "2026-09-30", "华东", 1},
		{"the pilot in its region", "2026-10-01", "华东", 2},
		{"no pilot elsewhere", "2026-10-01", "华北", 1},
		{"a place without a region is outside a pilot", "2026-10-01", "", 1},
		{"the later version takes over everywhere", "2027-01-01", "华南", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, ok := rebate().InForce(c.day, access.Place{Region: c.region})
			if v.Number != c.want || ok != (c.want != 0) {
				t.Errorf("version %d, %v; want %d", v.Number, ok, c.want)
			}
		})
	}
}

func TestAVersionEndsWithItsLastDay(t *testing.T) {
	p := policy.Policy{Versions: []policy.Version{{Number: 1, From: "2026-01-01", To: "2026-03-31"}}}
	if _, ok := p.InForce("2026-03-31", access.Place{}); !ok {
		t.Error("the last day belongs to the version")
	}
	if _, ok := p.InForce("2026-04-01", access.Place{}); ok {
		t.Error("the version lives on after its last day")
	}
}

func TestOfVersionsThatBeginTogetherTheLaterOneCounts(t *testing.T) {
	p := policy.Policy{Versions: []policy.Version{
		{Number: 2, From: "2026-01-01"}, {Number: 1, From: "2026-01-01"},
	}}
	if v, _ := p.InForce("2026-02-01", access.Place{}); v.Number != 2 {
		t.Errorf("version %d", v.Number)
	}
}

func TestStandingShowsAPilotBesideWhatItDepartsFrom(t *testing.T) {
	for _, c := range []struct {
		day  calendar.Day
		want []int
	}{{"2026-05-01", []int{1}}, {"2026-11-01", []int{2, 1}}, {"2027-02-01", []int{3}}, {"2025-01-01", nil}} {
		var got []int
		for _, v := range rebate().Standing(c.day) {
			got = append(got, v.Number)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: versions %v, want %v", c.day, got, c.want)
		}
	}
}

func TestReachByArea(t *testing.T) {
	r := policy.Reach{Areas: []string{"苏南"}}
	if !r.Covers(access.Place{Region: "华东", Area: "苏南"}) || r.Covers(access.Place{Region: "华东", Area: "苏北"}) {
		t.Error("an area's reach is that area")
	}
}

func TestLinksToNarrowsByVersion(t *testing.T) {
	target := policy.Target{Survey: "dealer-quarterly", Question: "d15", Row: "rebate_pay"}
	p := rebate()
	p.Links = []policy.Link{{ID: "a", Target: target}, {ID: "b", Version: 2, Target: target}, {ID: "c", Target: policy.Target{Theme: "money.rebate"}}}
	if got := p.LinksTo(target, 1); len(got) != 1 || got[0].ID != "a" {
		t.Errorf("links of version 1: %v", got)
	}
	if got := p.LinksTo(target, 2); len(got) != 2 {
		t.Errorf("links of version 2: %v", got)
	}
	if got := p.Targets(); len(got) != 2 {
		t.Errorf("targets: %v", got)
	}
}
