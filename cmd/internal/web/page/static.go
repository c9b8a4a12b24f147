package page

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"sync"

	"dealervoice/templates"
)

// staticURL gives the address of a static file with a hash of its content, so
// that browsers may keep it for ever and still see the next version.
func staticURL(name string) string { return StaticURL(name) }

// StaticURL is the address of templates/static/NAME.
func StaticURL(name string) string {
	return "/static/" + staticHashes()[name] + "/" + name
}

var staticHashes = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	entries, err := fs.ReadDir(templates.FS, "static")
	if err != nil {
		return out
	}
	for _, e := range entries {
		if raw, err := fs.ReadFile(templates.FS, "static/"+e.Name()); err == nil {
			sum := sha256.Sum256(raw)
			out[e.Name()] = hex.EncodeToString(sum[:6])
		}
	}
	return out
})
