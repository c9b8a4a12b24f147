package browsertest

// One browser for all tests of a package: starting Chromium costs more than most
// of what is done with it. Each page still has a context of its own, as different
// people have.

import (
	"fmt"
	"os"
	"sync"
	"testing"
)

// house is where the browser of a package lives, once Main opened it.
type house struct {
	mu      sync.Mutex
	open    bool
	browser *engine
	profile string
}

var shared = &house{}

// Main runs the tests of a package; those that ask for a browser (Start) get the
// same one. It gives the code to exit with:
//
//	func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }
func Main(m *testing.M) int {
	shared.mu.Lock()
	shared.open = true
	shared.mu.Unlock()
	defer shared.leave()
	return m.Run()
}

// enter gives the browser of the package, a new one where there is none yet or
// the last one died; nil where there is none for the package.
func (h *house) enter() (*engine, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.open {
		return nil, nil
	}
	if h.browser != nil && h.browser.ctx.Err() == nil {
		return h.browser, nil
	}
	profile, err := os.MkdirTemp("", "browsertest")
	if err != nil {
		return nil, fmt.Errorf("make profile: %w", err)
	}
	h.clear()
	h.profile = profile
	h.browser, err = launch(profile, func(string, ...any) {})
	return h.browser, err
}

// leave stops the browser, if one was ever started.
func (h *house) leave() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open = false
	h.clear()
}

func (h *house) clear() {
	if h.browser != nil {
		if err := h.browser.stop(); err != nil {
			fmt.Fprintln(os.Stderr, "stop Chromium:", err)
		}
		h.browser = nil
	}
	if h.profile != "" {
		if err := os.RemoveAll(h.profile); err != nil {
			fmt.Fprintln(os.Stderr, "remove profile:", err)
		}
		h.profile = ""
	}
}
