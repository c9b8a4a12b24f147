package browsertest

// Networks of respondents.

import (
	"context"
	"errors"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Slow4G slows the page's network down to that of a phone far from its mast:
// 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up (what Lighthouse calls
// slow 4G). Each request waits; connecting does not.
func (p *Page) Slow4G() *Page {
	p.t.Helper()
	const latency, down, up = 150, 1.6e6 / 8, 750e3 / 8 // milliseconds, bytes a second
	met := []*network.Conditions{{Latency: latency, DownloadThroughput: down, UploadThroughput: up}}
	p.do("slow the network down", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, requests := cdp.Call(ctx, t, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: met})
		_, state := cdp.Call(ctx, t, network.OverrideNetworkState,
			network.OverrideNetworkStateParams{Latency: latency, DownloadThroughput: down, UploadThroughput: up})
		return chromedp.Void{}, errors.Join(requests, state)
	})
	return p
}
