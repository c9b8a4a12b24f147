package digestweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/digest"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

type leavePage struct {
	page.Frame
	Address string
	Left    bool
}

var leaveTemplate = page.DefineIn[leavePage]("layout/bare", "digest/leave")

// leaving asks whether the reader wants no more digests. It changes nothing.
func (h *Handlers) leaving(c echo.Context) error {
	v, rhythm, err := h.Digest.Leaving(c.Request().Context(), c.Param("token"))
	if err != nil {
		return err
	}
	p := leavePage{Frame: page.New(c, "digest.off", ""), Address: v.Email, Left: rhythm == digest.Off}
	return leaveTemplate.Render(c, http.StatusOK, p)
}

// leave switches the digest off. One click of a mail program posts
// List-Unsubscribe=One-Click and nothing else.
func (h *Handlers) leave(c echo.Context) error {
	f, err := form.ReadUpTo(c, 4<<10)
	if err != nil {
		return err
	}
	if err := h.Digest.Leave(c.Request().Context(), c.Param("token")); err != nil {
		return err
	}
	if f.Get("List-Unsubscribe") == "One-Click" {
		return c.NoContent(http.StatusOK)
	}
	return c.Redirect(http.StatusSeeOther, leavePath+c.Param("token")+"?lang="+string(page.Language(c)))
}
