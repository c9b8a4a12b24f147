package browsertest

// What the browser says about a page while it works: errors, what the security
// policy refused, what was loaded from where and how large.

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// Traffic is what a page cost to load.
type Traffic struct {
	Requests int
	Bytes    int // as sent: compressed, headers included
}

// ear hears one tab.
type ear struct {
	mu       sync.Mutex
	host     string
	pages    map[string]bool // addresses of documents, not of what they load
	troubles []string
	traffic  Traffic
}

// hear is called for each event of the tab.
func (e *ear) hear(event any) {
	e.mu.Lock()
	defer e.mu.Unlock()
	note := func(format string, args ...any) { e.troubles = append(e.troubles, fmt.Sprintf(format, args...)) }
	switch ev := event.(type) {
	case *runtime.EventExceptionThrown:
		note("exception: %s %s", ev.ExceptionDetails.Text, arguments([]*runtime.RemoteObject{ev.ExceptionDetails.Exception}))
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeAssert {
			note("console: %s", arguments(ev.Args))
		}
	case *log.EventEntryAdded: // refusals of the security policy come here too
		if ev.Entry.Level == log.EntryLevelError && !e.answered(ev.Entry) {
			note("%s: %s %s", ev.Entry.Source, ev.Entry.Text, ev.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(ev.Request.URL); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
			e.traffic.Requests++
			if ev.Type == network.ResourceTypeDocument {
				e.pages[ev.Request.URL] = true
			}
			if u.Host != e.host {
				note("request to another host: %s", ev.Request.URL)
			}
		}
	case *network.EventLoadingFinished:
		e.traffic.Bytes += int(ev.EncodedDataLength)
	}
}

// answered tells a page that was answered with 4xx, as a form with errors is.
// The same for a picture or a script is trouble.
func (e *ear) answered(entry *log.Entry) bool {
	return entry.Source == log.EntrySourceNetwork && e.pages[entry.URL] && strings.Contains(entry.Text, "status of 4")
}

func arguments(args []*runtime.RemoteObject) string {
	out := ""
	for _, a := range args {
		if a == nil {
			continue
		}
		var text string
		if err := json.Unmarshal(a.Value, &text); err != nil {
			text = a.Description
		}
		out += text + " "
	}
	return out
}

// Troubles are the errors heard so far; hearing starts anew.
func (p *Page) Troubles() []string {
	p.ear.mu.Lock()
	defer p.ear.mu.Unlock()
	t := p.ear.troubles
	p.ear.troubles = nil
	return t
}

// Traffic is what was loaded since the page was opened, or since the last call.
func (p *Page) Traffic() Traffic {
	p.ear.mu.Lock()
	defer p.ear.mu.Unlock()
	t := p.ear.traffic
	p.ear.traffic = Traffic{}
	return t
}
