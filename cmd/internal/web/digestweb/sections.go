package digestweb

// A digest in words.

import (
	"fmt"
	"slices"
	"strings"

	"dealervoice/analysis"
	"dealervoice/analysis/digest"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/page"
)

// Section is a survey, or a list of proposals.
type Section struct {
	Title string
	Href  string
	Lines []Line
}

// Line says one thing. Arrow stands only where an interval excludes zero.
type Line struct {
	Arrow string
	Text  string
	Href  string
	Note  string
}

// says writes a digest for a reader.
type says struct{ analysisweb.Sheet }

func in(w page.Words) says { return says{analysisweb.Sheet{Frame: page.Frame{Words: w}}} }

func (s says) sections(d digest.Digest) []Section {
	var out []Section
	for _, n := range d.News {
		out = append(out, s.news(n))
	}
	if len(d.Waiting) > 0 {
		list := Section{Title: s.T("digest.waiting")}
		for _, w := range d.Waiting {
			list.Lines = append(list.Lines, Line{Text: s.In(w.Proposal.Body.Title), Href: proposalPath(int(w.Proposal.Number)), Note: s.T("proposal.task." + string(w.Task))})
		}
		out = append(out, list)
	}
	if len(d.Stalled) > 0 {
		list := Section{Title: s.T("digest.stalled")}
		for _, st := range d.Stalled {
			list.Lines = append(list.Lines, Line{
				Text: s.In(st.Proposal.Body.Title), Href: proposalPath(int(st.Proposal.Number)),
				Note: s.T("digest.stands", "State", s.T("proposal.state."+string(st.Proposal.State)), "Days", st.Days),
			})
		}
		out = append(out, list)
	}
	return out
}

func proposalPath(n int) string { return fmt.Sprintf("/app/proposals/%d", n) }

// news writes a survey: how many came, who answered of those asked, what moved.
func (s says) news(n analysis.News) Section {
	out := Section{Title: n.Title, Href: "/app/surveys/" + n.Survey + "/report"}
	if n.Guess {
		out.Href = "/app/surveys/" + n.Survey + "/guess"
		out.Lines = []Line{{Text: s.T("digest.guess")}}
		return out
	}
	out.Lines = append(out.Lines, s.came(n))
	if n.Turnout != nil {
		c := s.Cell(*n.Turnout)
		out.Lines = append(out.Lines, Line{Text: s.T("digest.turnout", "Wave", n.Wave, "Rate", c.Text), Note: c.Of + c.Why})
	}
	for _, m := range n.Moves {
		out.Lines = append(out.Lines, s.move(n.Survey, m))
	}
	for _, m := range n.Rising {
		out.Lines = append(out.Lines, s.rising(n.Survey, m))
	}
	return out
}

// came says how many answered, and why that is not said, or of when it is.
func (s says) came(n analysis.News) Line {
	fresh, total := s.Cell(n.Fresh), s.Cell(n.Total)
	if n.Untimed {
		return Line{Text: s.T("digest.untimed", "Total", total.Text), Note: total.Of + total.Why}
	}
	notes := slices.DeleteFunc([]string{fresh.Of + fresh.Why, total.Of + total.Why}, func(note string) bool { return note == "" })
	return Line{Text: s.T("digest.fresh", "New", fresh.Text, "Total", total.Text), Note: strings.Join(slices.Compact(notes), " · ")}
}

// move writes what moved, as the page does that it leads to. A theme's move between
// waves is that of those who complain.
func (s says) move(slug string, m analysis.NewsMove) Line {
	ch := s.Change(&m.Change)
	key, href := "digest.move", analysis.FigureRef(slug, m.Name, analysis.Filter{})
	if m.Theme {
		key, href = "digest.complaints", themeRef(slug, m.Name)
	}
	return Line{Arrow: ch.Arrow, Text: s.T(key, "Title", m.Title, "Value", s.Bare(m.Change.After).Text, "Move", ch.Text), Note: ch.Range, Href: href}
}

// rising writes a theme of which more people speak, as the page of quarters does.
func (s says) rising(slug string, m analysis.NewsMove) Line {
	row := s.Called(analysis.WatchRow{Name: m.Name, Title: m.Title, Theme: true, Change: &m.Change}, themeRef(slug, m.Name))
	return Line{Arrow: row.Move.Arrow, Text: s.T("digest.rising", "Title", row.Title, "Rose", row.Words), Note: row.Move.Range, Href: row.Href}
}

func themeRef(slug, name string) string {
	return analysis.ThemeRef(slug, strings.TrimPrefix(name, "theme:"), analysis.Filter{})
}

// heading is the title of a digest, on its page and as the subject of the letter.
func (s says) heading(d digest.Digest) string {
	return s.T("digest.subject."+string(d.Period.Rhythm), "From", string(d.Period.From), "To", string(d.Period.To))
}
