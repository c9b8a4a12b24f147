package proposalweb

import (
	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/proposal"
)

// comment puts a comment; the form stands on the proposal's page.
func (h *Handlers) comment(c echo.Context) error {
	return h.onDraft(c, "proposal.commented", func(n proposal.Number, f form.Form) error {
		_, err := h.Proposals.Comment(c.Request().Context(), page.Viewer(c), n,
			proposal.Remark{Kind: proposal.CommentKind(f.Text("kind")), Text: f.Text("text")})
		return err
	})
}

// answer answers a comment; its form stands under the comment.
func (h *Handlers) answer(c echo.Context) error {
	n, err := number(c)
	if err != nil {
		return err
	}
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	id := c.Param("comment")
	_, err = h.Proposals.Answer(c.Request().Context(), page.Viewer(c), n, proposal.Reply{Comment: id, Text: f.Text("answer")})
	if err != nil {
		f, ok := f.Wrong(err)
		if !ok {
			return err
		}
		p, loadErr := h.load(c)
		if loadErr != nil {
			return loadErr
		}
		for i := range f.Fields {
			if f.Fields[i].Path != "" {
				f.Fields[i].Path = "answer-" + id
			}
		}
		f.Values.Set("_comment", id)
		return h.render(c, form.Status(err), p, f)
	}
	return done(c, n, "proposal.answered")
}
