package digestweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/digest"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

type showPage struct {
	page.Frame
	Form     form.Form
	Period   string
	Sections []Section
	Rhythms  []digest.Rhythm
	Chosen   digest.Rhythm
	Mails    bool
}

var showTemplate = page.Define[showPage]("digest/show")

// show is the digest of the newest period that is over, as the letter has it.
func (h *Handlers) show(c echo.Context) error { return h.showWith(c, http.StatusOK, form.Empty()) }

func (h *Handlers) showWith(c echo.Context, status int, f form.Form) error {
	p := showPage{Frame: page.New(c, "digest.title", "digest.lead"), Form: f, Rhythms: digest.Rhythms(), Mails: h.Digest.Mails()}
	ctx := c.Request().Context()
	var err error
	if p.Chosen, err = h.Digest.Wished(ctx, p.Viewer); err != nil {
		return err
	}
	d, err := h.Digest.Preview(ctx, p.Viewer)
	if err != nil {
		return err
	}
	s := in(p.Words)
	p.Period, p.Sections = s.heading(d), s.sections(d)
	p.Failed = len(f.Fields) > 0
	return showTemplate.Render(c, status, p)
}

// choose keeps how often the reader wants a letter.
func (h *Handlers) choose(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	err = h.Digest.Choose(c.Request().Context(), page.Viewer(c), digest.Rhythm(f.Get("rhythm")))
	if err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.showWith(c, status, wrong) })
	}
	return page.Done(c, "/app/digest", "digest.kept")
}
