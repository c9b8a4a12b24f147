package inviteweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

type leavePage struct {
	page.Frame
	Tag     string
	Address string
	Left    bool
}

var leaveTemplate = page.DefineIn[leavePage]("layout/bare", "invite/leave")

// leaving asks whether the reader wants nothing more. It changes nothing.
func (h *Handlers) leaving(c echo.Context) error {
	m, left, err := h.Mailings.Leaving(c.Request().Context(), c.Param("tag"))
	if err != nil {
		return err
	}
	p := leavePage{Frame: page.New(c, "invite.leave", ""), Tag: string(m.Tag), Address: m.Address, Left: left}
	return leaveTemplate.Render(c, http.StatusOK, p)
}

// leave stops the address, or takes that back. One click of a mail program posts
// List-Unsubscribe=One-Click and nothing else.
func (h *Handlers) leave(c echo.Context) error {
	f, err := form.ReadUpTo(c, 4<<10)
	if err != nil {
		return err
	}
	do := h.Mailings.Leave
	if f.Get("do") == "back" {
		do = h.Mailings.ComeBack
	}
	if err := do(c.Request().Context(), c.Param("tag")); err != nil {
		return err
	}
	if f.Get("List-Unsubscribe") == "One-Click" {
		return c.NoContent(http.StatusOK)
	}
	return c.Redirect(http.StatusSeeOther, "/u/"+c.Param("tag")+"?lang="+string(page.Language(c)))
}
