package browsertest

// Starting and stopping Chromium.

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Browser is a running headless Chromium, seen from one test.
type Browser struct {
	t       testing.TB
	ctx     context.Context
	program *exec.Cmd
}

// engine is a Chromium that runs.
type engine struct {
	ctx     context.Context
	program *exec.Cmd
	free    func() // after stop
}

// startTimeout is long: a first start on a busy machine reads 200 MB.
const startTimeout = 90 * time.Second

// Start gives a browser: that of the package where it has one (Main), else one
// that is stopped when the test ends.
func Start(t testing.TB) *Browser {
	t.Helper()
	e, err := shared.enter()
	if err != nil {
		t.Fatal(err)
	}
	if e == nil {
		return StartIn(t, t.TempDir())
	}
	return &Browser{t: t, ctx: e.ctx, program: e.program}
}

// StartIn starts a browser on a profile folder, which may be that of one that
// was killed: the same person's browser, opened again.
func StartIn(t testing.TB, profile string) *Browser {
	t.Helper()
	e, err := launch(profile, t.Logf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.stop(); err != nil {
			t.Logf("stop Chromium: %v", err)
		}
	})
	return &Browser{t: t, ctx: e.ctx, program: e.program}
}

// launch starts Chromium on a profile folder.
func launch(profile string, log func(string, ...any)) (*engine, error) {
	program, err := find()
	if err != nil {
		return nil, err
	}
	e := &engine{}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.UserDataDir(profile),
		chromedp.NoSandbox, // root has none; every page is our own
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true),
		chromedp.Flag("disable-smooth-scrolling", true),
		// Nothing of Chromium's own may ask a name server: only loopback exists.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("lang", "en"),
		chromedp.WSURLReadTimeout(startTimeout),
		chromedp.ModifyCmdFunc(func(cmd *exec.Cmd) {
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
			e.program = cmd
		}),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(log))
	e.ctx, e.free = ctx, func() { cancel(); stop() }
	if err := chromedp.Do(ctx); err != nil {
		e.free()
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	return e, nil
}

// stop ends the browser and waits until it is gone.
func (e *engine) stop() error {
	defer e.free()
	return chromedp.Cancel(e.ctx)
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

// Env names the environment variable with the browser's program, for whoever
// wants another than the first there is.
const Env = "DEALERVOICE_TEST_BROWSER"

// find names the browser's program. Chromium without a window comes first: what
// it draws is drawn by the same engine, and without menus and tabs around each
// page a test costs less than half. Debian's command for it is a shell script that
// waits, and would outlive us if it were killed; so its program is named itself.
func find() (string, error) {
	names := []string{"/usr/lib/chromium/chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome"}
	if own := os.Getenv(Env); own != "" {
		names = []string{own}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errNoBrowser
}

// noBrowser says what to do.
type noBrowser struct{}

func (noBrowser) Error() string {
	return "Chromium is not installed: on Debian, apt-get install chromium-headless-shell fonts-wqy-microhei"
}

var errNoBrowser noBrowser
