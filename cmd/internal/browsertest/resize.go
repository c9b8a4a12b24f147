package browsertest

// The same page on another screen, as when somebody zooms or turns the phone.

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Resize gives the page another width and height; what is on it stays.
func (p *Page) Resize(width, height int64) *Page {
	p.t.Helper()
	p.screen.Width, p.screen.Height = width, height
	p.do("resize", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: width, Height: height, DeviceScaleFactor: 1, Mobile: p.screen.Touch})
		return chromedp.Void{}, err
	})
	return p
}
