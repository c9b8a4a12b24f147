package inviteweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/invitation"
)

type gatewayPage struct {
	page.Frame
	Form   form.Form
	Hook   *invitation.Hook
	Secret string // shown once
	Calls  []invitation.Call
	Missed int // of those listed, how many were not taken
}

var gatewayTemplate = page.Define[gatewayPage]("invite/gateway")

// gateway shows where text messages and WeChat messages go.
func (h *Handlers) gateway(c echo.Context) error {
	return h.showGateway(c, http.StatusOK, gatewayPage{Form: form.Empty()})
}

func (h *Handlers) showGateway(c echo.Context, status int, p gatewayPage) (err error) {
	if p.Hook, err = h.Mailings.Hook(c.Request().Context(), page.Viewer(c)); err != nil {
		return err
	}
	if p.Calls, err = h.Mailings.Calls(c.Request().Context(), page.Viewer(c)); err != nil {
		return err
	}
	for _, call := range p.Calls {
		if call.Problem != "" {
			p.Missed++
		}
	}
	p.Frame = page.New(c, "gateway.title", "gateway.lead")
	p.Failed = len(p.Form.Fields) > 0
	if _, typed := p.Form.Values["url"]; !typed && p.Hook != nil {
		p.Form.Values.Set("url", p.Hook.URL)
	}
	return gatewayTemplate.Render(c, status, p)
}

// setGateway sets its address and shows the new secret, once.
func (h *Handlers) setGateway(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	to := f.Text("url")
	if f.Get("do") == "off" {
		to = ""
	}
	secret, err := h.Mailings.SetHook(c.Request().Context(), page.Viewer(c), to)
	if err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.showGateway(c, status, gatewayPage{Form: wrong}) })
	}
	if to == "" {
		return page.Done(c, "/app/gateway", "gateway.turned_off")
	}
	return h.showGateway(c, http.StatusOK, gatewayPage{Form: form.Empty(), Secret: secret})
}
