package browsertest

// Starting and stopping Chromium.

import (
	"context"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Browser is a running headless Chromium with a fresh profile.
type Browser struct {
	t       testing.TB
	ctx     context.Context
	program *exec.Cmd
}

// startTimeout is long: a first start on a busy machine reads 200 MB.
const startTimeout = 90 * time.Second

// Start starts a browser that is stopped when the test ends.
func Start(t testing.TB) *Browser {
	t.Helper()
	return StartIn(t, t.TempDir())
}

// StartIn starts a browser on a profile folder, which may be that of one that
// was killed: the same person's browser, opened again.
func StartIn(t testing.TB, profile string) *Browser {
	t.Helper()
	b := &Browser{t: t}
	program, err := find()
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.UserDataDir(profile),
		chromedp.NoSandbox, // root has none; every page is our own
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true),
		// Nothing of Chromium's own may ask a name server: only loopback exists.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("lang", "en"),
		chromedp.WSURLReadTimeout(startTimeout),
		chromedp.ModifyCmdFunc(func(cmd *exec.Cmd) {
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
			b.program = cmd
		}),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(t.Logf))
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil { // waits until it is gone
			t.Logf("stop Chromium: %v", err)
		}
		cancel()
		stop()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	b.ctx = ctx
	return b
}

// Kill ends the browser and all its processes at once, as a battery does.
func (b *Browser) Kill() {
	b.t.Helper()
	if err := syscall.Kill(-b.program.Process.Pid, syscall.SIGKILL); err != nil {
		b.t.Fatalf("kill browser: %v", err)
	}
	<-b.ctx.Done()
}

// Enter opens an address in the browser's own profile, which is on disk and
// outlives it.
func (b *Browser) Enter(s Screen, address string) *Page {
	b.t.Helper()
	return b.open(s, address)
}

// find names the browser's program.
func find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errNoBrowser
}

// noBrowser says what to do.
type noBrowser struct{}

func (noBrowser) Error() string {
	return "Chromium is not installed: on Debian, apt-get install chromium fonts-wqy-microhei"
}

var errNoBrowser noBrowser
