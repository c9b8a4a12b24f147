package respondweb

// The service worker of forms: it hands out a form that was opened before when
// there is no connection, and sends what was filled in then. It stands at the
// root, since a worker reaches only what is below it; its pages are those of
// respondents alone (each registers the scope it needs).

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"sync"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/templates"
)

// The files of the script.
const (
	roadScript   = "respond-road.js"
	workerScript = "respond-worker.js"
	workerPath   = "/respond-worker.js"
)

// workerSource is the worker with the addresses of this build's files put in
// front: another build is another worker, and browsers take it up.
var workerSource = sync.OnceValues(func() ([]byte, error) {
	raw, err := fs.ReadFile(templates.FS, "static/"+workerScript)
	if err != nil {
		return nil, fmt.Errorf("read worker: %w", err)
	}
	files, err := json.Marshal([]string{page.StaticURL(roadScript), page.StaticURL("respond-grow.js"), page.StaticURL("respond-walk.js"), page.StaticURL("respond-touch.js"), page.StaticURL("respond.js"), page.StaticURL("respond.css")})
	if err != nil {
		return nil, fmt.Errorf("list files: %w", err)
	}
	return fmt.Appendf(nil, "const FILES = %s;\n%s", files, raw), nil
})

// worker serves the worker. Browsers ask for it anew; unchanged, it costs a few
// bytes.
func (h *Handlers) worker(c echo.Context) error {
	raw, err := workerSource()
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	head := c.Response().Header()
	head.Set("Cache-Control", "no-cache")
	head.Set("ETag", tag)
	if c.Request().Header.Get("If-None-Match") == tag {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, "text/javascript; charset=utf-8", raw)
}
