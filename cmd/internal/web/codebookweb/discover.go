package codebookweb

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/workbench"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

type discoverPage struct {
	analysisweb.Sheet
	Survey  string
	Found   workbench.Discovery
	Groups  []GroupFound
	Rising  []RisingView
	Options []form.Group // themes by group
}

// GroupFound is answers that the codebook misses.
type GroupFound struct {
	workbench.Group
	Name string
	Near string // the theme that some of them are nearest to
	New  string // the address of a new theme of its words
}

// RisingView is a word that rises.
type RisingView struct {
	workbench.Rising
	From, To, By, Q string
}

var discoverTemplate = page.Define[discoverPage]("codebook/discover", "codebook/parts", "report/parts")

// discover shows what the codebook misses in a survey.
func (h *Handlers) discover(c echo.Context) error {
	ctx, v, slug := c.Request().Context(), page.Viewer(c), c.Param("slug")
	d, err := h.Bench.Discovery(ctx, v, slug)
	if err != nil {
		return err
	}
	old, err := h.Coding.Latest(ctx, v)
	if err != nil {
		return err
	}
	p := discoverPage{Sheet: sheet(c, "codebook.discover", "codebook.discover_lead"), Survey: slug, Found: d}
	p.Frame = p.Titled(p.T("codebook.discover_of", "Title", d.Title))
	for _, g := range d.Groups {
		view := GroupFound{Group: g, Name: cmp.Or(g.Name, strings.Join(g.Words, " · "))}
		if g.Near != "" {
			view.Near = nameOf(p.Frame, g.Near, old.Book)
		}
		view.New = "/app/codebook/new?" + url.Values{g.Lang: {strings.Join(g.Words, ",")}}.Encode()
		p.Groups = append(p.Groups, view)
	}
	for _, r := range d.Rising {
		p.Rising = append(p.Rising, RisingView{
			Rising: r, From: p.Pct(r.Before.Value(), r.Before.Of), To: p.Pct(r.After.Value(), r.After.Of), Q: p.Dec(r.Q, 3),
			By: p.T("report.range_signed", "Low", p.Dec(100*r.Low, 0), "High", p.Dec(100*r.High, 0)),
		})
	}
	if p.May("codebook.edit") {
		for _, o := range themeOptions(p.Frame, old.Book, "") {
			if n := len(p.Options); n == 0 || p.Options[n-1].Name != o.Group {
				p.Options = append(p.Options, form.Group{Name: o.Group})
			}
			last := &p.Options[len(p.Options)-1]
			last.Options = append(last.Options, o)
		}
	}
	return discoverTemplate.Render(c, http.StatusOK, p)
}

// search has a survey searched in the background.
func (h *Handlers) search(c echo.Context) error {
	if _, err := form.Read(c); err != nil {
		return err
	}
	slug := c.Param("slug")
	if err := h.Bench.Look(c.Request().Context(), page.Viewer(c), slug); err != nil {
		return err
	}
	return page.Done(c, "/app/codebook/discover/"+url.PathEscape(slug), "codebook.searching")
}
