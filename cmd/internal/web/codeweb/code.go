package codeweb

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	qrcode "github.com/skip2/go-qrcode"

	"dealervoice/cmd/internal/web/respondweb"
)

// link is the address of the form that the request's code stands for: as the
// request says where it hangs, if the seal is ours.
func (h *Handlers) link(c echo.Context) (string, error) {
	p, err := h.Surveys.Published(c.Request().Context(), c.Param("slug"))
	if err != nil {
		return "", err
	}
	to := h.BaseURL + "/s/" + p.Survey.Slug
	if o, seal := respondweb.OriginOf(c.QueryParams()); h.Keys.CheckOrigin(p.Survey.ID, o, seal) {
		to += "?" + respondweb.OriginQuery(o, seal)
	}
	return to, nil
}

// svg sends the code as a drawing.
func (h *Handlers) svg(c echo.Context) error {
	to, err := h.link(c)
	if err != nil {
		return err
	}
	code, err := qrcode.New(to, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("encode %s: %w", to, err)
	}
	return c.Blob(http.StatusOK, "image/svg+xml", []byte(drawing(code.Bitmap())))
}

// png sends the code as a picture of 512 pixels.
func (h *Handlers) png(c echo.Context) error {
	to, err := h.link(c)
	if err != nil {
		return err
	}
	raw, err := qrcode.Encode(to, qrcode.Medium, 512)
	if err != nil {
		return fmt.Errorf("encode %s: %w", to, err)
	}
	return c.Blob(http.StatusOK, "image/png", raw)
}

// squares is a code to draw into a page: its size and one path.
type squares struct {
	N    int
	Path string
}

// squaresOf encodes an address for a page: a picture of its own would put a
// personal link into an address that servers write down.
func squaresOf(to string) (squares, error) {
	code, err := qrcode.New(to, qrcode.Medium)
	if err != nil {
		return squares{}, fmt.Errorf("encode a personal link: %w", err)
	}
	bits := code.Bitmap()
	return squares{len(bits), pathOf(bits)}, nil
}

// pathOf writes the bitmap (with its quiet zone) as one path: each run of dark
// modules in a row is a bar.
func pathOf(bits [][]bool) string {
	var path strings.Builder
	for y, row := range bits {
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
			}
		}
	}
	return path.String()
}

// drawing is the bitmap as a picture.
func drawing(bits [][]bool) string {
	n := len(bits)
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">`+
		`<path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`, n, n, n, n, pathOf(bits))
}
