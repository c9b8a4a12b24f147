package replyweb

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/accountweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback/reply"
	"dealervoice/survey/access"
)

// Handlers are the pages of this package.
type Handlers struct{ Replies *reply.Service }

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/replies", access.AnswerReply, h.index),
		route.Get("/app/surveys/:slug/replies/new", access.AnswerReply, h.begin),
		route.Post("/app/surveys/:slug/replies", access.AnswerReply, h.create),
		route.Get("/app/surveys/:slug/replies/:id", access.AnswerReply, h.show),
		route.Post("/app/surveys/:slug/replies/:id", access.AnswerReply, h.create),
	}
}

func home(slug string) string { return "/app/surveys/" + slug + "/replies" }

type indexPage struct {
	page.Frame
	Threads []reply.Listed
}

var indexTemplate = page.Define[indexPage]("reply/index")

// index lists the threads that the viewer may read, those that wait first.
func (h *Handlers) index(c echo.Context) error {
	list, err := h.Replies.Inbox(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	return indexTemplate.Render(c, http.StatusOK, indexPage{Frame: page.New(c, "reply.title", "reply.lead"), Threads: list})
}

type showPage struct {
	page.Frame
	Form   form.Form
	Shown  reply.Shown
	Linked bool // the answer may be opened
	Action string
	Max    int
}

var showTemplate = page.Define[showPage]("reply/show")

// begin shows what a quote's handle is about, with room for a reply.
func (h *Handlers) begin(c echo.Context) error {
	return h.compose(c, form.With("to", c.QueryParam("to")), http.StatusOK)
}

// show shows a thread.
func (h *Handlers) show(c echo.Context) error { return h.compose(c, form.Empty(), http.StatusOK) }

func (h *Handlers) compose(c echo.Context, f form.Form, status int) (err error) {
	ctx, v, slug, id := c.Request().Context(), page.Viewer(c), c.Param("slug"), reply.ThreadID(c.Param("id"))
	p := showPage{Form: f, Max: reply.MaxWords, Action: home(slug)}
	if id != "" {
		p.Shown, err = h.Replies.Show(ctx, v, slug, id)
		p.Action += "/" + string(id)
	} else {
		p.Shown, err = h.Replies.Begin(ctx, v, slug, f.Get("to"))
	}
	if err != nil {
		return err
	}
	p.Linked, p.Failed = p.Shown.Linked(v), len(f.Fields) > 0
	p.Frame = page.New(c, "reply.one", "reply.one_lead")
	p.Frame = p.Under(p.T("reply.title"), "/app/replies")
	return showTemplate.Render(c, status, p)
}

// create writes to a thread, or begins one.
func (h *Handlers) create(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	slug := c.Param("slug")
	t, err := h.Replies.Write(c.Request().Context(), page.Viewer(c), slug, reply.Draft{
		Thread: reply.ThreadID(c.Param("id")), Handle: f.Get("to"), Words: f.Text("words"),
	})
	if err != nil {
		wrong, ok := f.Wrong(err)
		if !ok {
			return err
		}
		return h.compose(c, wrong, form.Status(err))
	}
	return page.Done(c, home(slug)+"/"+string(t.ID), "reply.written")
}

// Waiting tells the viewer how many threads wait.
func (h *Handlers) Waiting(ctx context.Context, v access.Viewer, say func(key string, args ...any) string) ([]accountweb.Task, error) {
	n, err := h.Replies.Waiting(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("ask what waits among replies: %w", err)
	}
	if n == 0 {
		return nil, nil
	}
	return []accountweb.Task{{Text: say("reply.waiting", "Count", n), Href: "/app/replies"}}, nil
}

var _ accountweb.Waiting = (*Handlers)(nil)
