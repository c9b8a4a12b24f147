package browsertest

import "github.com/chromedp/cdproto/network"

// Slow4G slows the page's network down to that of a phone far from its mast:
// 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up (what Lighthouse calls
// slow 4G). Each request waits; connecting does not.
func (p *Page) Slow4G() *Page {
	p.t.Helper()
	const bit = 1.0 / 8
	return p.network(
		network.OverrideNetworkStateParams{Latency: 150, DownloadThroughput: 1.6e6 * bit, UploadThroughput: 750e3 * bit},
		&network.Conditions{Latency: 150, DownloadThroughput: 1.6e6 * bit, UploadThroughput: 750e3 * bit})
}
