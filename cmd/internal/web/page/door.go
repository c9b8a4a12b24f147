package page

import (
	"strings"

	"dealervoice/survey/access"
)

// Door is one of the five rooms of the product, or the machine room; Key is its
// message key and Items are the pages behind it that the viewer may open.
type Door struct {
	Key    string
	Items  []Item
	Active bool
}

// Item is a page of a door.
type Item struct {
	Key, Href string
	Need      access.Permission
	Active    bool
}

// Href is where the door itself leads: its first page.
func (d Door) Href() string { return d.Items[0].Href }

// doors is the plan of the house.
func doors() []Door {
	return []Door{
		{Key: "door.ask", Items: []Item{
			{Key: "door.surveys", Href: "/app/surveys", Need: access.SurveyRead},
			{Key: "door.dealers", Href: "/app/dealers", Need: access.DealerRead},
		}},
		{Key: "door.understand", Items: []Item{
			{Key: "door.digest", Href: "/app/digest", Need: access.ReportRead},
			{Key: "door.reports", Href: "/app/reports", Need: access.ReportRead},
			{Key: "door.chain", Href: "/app/chain", Need: access.ReportRead},
			{Key: "door.codebook", Href: "/app/codebook", Need: access.CodebookRead},
			{Key: "door.replies", Href: "/app/replies", Need: access.AnswerReply},
			{Key: "door.review", Href: "/app/review", Need: access.CodebookRead},
		}},
		{Key: "door.test", Items: []Item{
			{Key: "door.policies", Href: "/app/policies", Need: access.PolicyRead},
			{Key: "door.reactions", Href: "/app/policies/reactions", Need: access.ReportRead},
		}},
		{Key: "door.improve", Items: []Item{
			{Key: "door.proposals", Href: "/app/proposals", Need: access.ProposalRead},
			{Key: "door.process", Href: "/app/process", Need: access.ProcessRead},
		}},
		{Key: "door.house", Items: []Item{
			{Key: "door.users", Href: "/app/users", Need: access.UserManage},
			{Key: "door.gateway", Href: "/app/gateway", Need: access.UserManage},
			{Key: "door.audit", Href: "/app/audit", Need: access.AuditRead},
			{Key: "door.jobs", Href: "/app/jobs", Need: access.JobRead},
			{Key: "door.usage", Href: "/app/usage", Need: access.UsageRead},
		}},
	}
}

// doorsFor leaves only what the viewer may open and marks where path is: the
// item with the longest address that path begins with.
func doorsFor(v access.Viewer, path string) []Door {
	var out []Door
	var best *Item
	for _, d := range doors() {
		var items []Item
		for _, it := range d.Items {
			if v.May(it.Need) {
				items = append(items, it)
			}
		}
		if len(items) == 0 {
			continue
		}
		d.Items = items
		out = append(out, d)
		for i := range items {
			if within(path, items[i].Href) && (best == nil || len(items[i].Href) > len(best.Href)) {
				best = &items[i]
			}
		}
	}
	if best == nil {
		return out
	}
	best.Active = true
	for i := range out {
		for _, it := range out[i].Items {
			out[i].Active = out[i].Active || it.Active
		}
	}
	return out
}

// within tells whether path is the page at href or below it. A survey's report
// and themes belong to the door Understand although their address is a survey's;
// what all surveys share stands with them.
func within(path, href string) bool {
	if strings.HasPrefix(path, "/app/surveys/") && (strings.HasSuffix(path, "/replies") || strings.Contains(path, "/replies/")) {
		return href == "/app/replies"
	}
	switch {
	case reporting(path), path == "/app/weightings":
		return href == "/app/reports"
	case path == "/app/burden":
		return href == "/app/surveys"
	}
	return path == href || strings.HasPrefix(path, href+"/")
}

// reporting tells whether path is a page about what came back to a survey.
func reporting(path string) bool {
	rest, ok := strings.CutPrefix(path, "/app/surveys/")
	if !ok {
		return false
	}
	_, rest, _ = strings.Cut(rest, "/")
	page, _, _ := strings.Cut(rest, "/")
	switch page {
	case "report", "themes", "relations", "crosstab", "turnout", "answers", "drivers", "kano", "guess", "watch":
		return true
	}
	return false
}
