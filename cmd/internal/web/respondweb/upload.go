package respondweb

// Files that come with a form: read within limits, taken in at once, and carried
// by the form as references from then on.

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback/upload"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// maxUpload bounds a posted form that brings files.
const maxUpload = 24 << 20

// crowd is how many forms with files are read at once: each may take maxUpload
// of memory.
const crowd = 6

// read reads the body of a form. One that may bring files, because its survey
// asks for some, may be larger; only so many of these are read at once.
func (h *Handlers) read(c echo.Context) (body, error) {
	r := c.Request()
	if !strings.HasPrefix(r.Header.Get(echo.HeaderContentType), multipartForm) || r.ContentLength >= 0 && r.ContentLength <= maxBytes {
		return readBody(c.Response(), r)
	}
	v, err := h.enter(c)
	if err != nil || !slices.ContainsFunc(v.plan.screens, func(s screen) bool { return s.files }) {
		return readBody(c.Response(), r)
	}
	select {
	case h.uploading <- struct{}{}:
		defer func() { <-h.uploading }()
	case <-r.Context().Done():
		return body{severed: true}, r.Context().Err()
	}
	return readWithin(c.Response(), r, maxUpload)
}

// receive takes in the files that came, and puts their references where the
// files stood. One that cannot be taken in is an error at its question. The
// first file replaces what was there where only one is asked for.
func (v *visit) receive(list []sent) {
	for _, f := range list {
		e := v.plan.asker(f.field)
		if e == nil || len(f.body) == 0 {
			continue
		}
		delete(v.files, f.field)
		text := v.attach(e, f)
		had := slices.DeleteFunc(slices.Clone(v.fields[f.field]), func(s string) bool { return s == "" || s == text })
		if !e.Multiple {
			had = nil
		}
		v.fields[f.field] = append(had, text)
	}
}

// attach takes one file in and gives the text that the form carries for it.
func (v *visit) attach(e *definition.Element, f sent) string {
	if len(f.body) > answer.MaxFileBytes(e) {
		return flat.Refused("size")
	}
	if v.h.Uploads == nil || v.slip.Unit == "" {
		return flat.Refused("room")
	}
	kept, err := v.h.Uploads.Attach(v.c.Request().Context(), v.slip, upload.Sent{Name: f.name, Body: f.body})
	switch {
	case err == nil && !answer.Accepts(e, kept.Name, kept.Kind), fault.KindOf(err) == fault.KindUnsupported:
		return flat.Refused("type")
	case fault.KindOf(err) == fault.KindTooLarge:
		return flat.Refused("room")
	case err != nil:
		v.log("keep a file", err)
		return flat.Refused("room")
	}
	return flat.File(map[string]any{"content": kept.Ref.Content(), "type": kept.Kind, "name": kept.Name})
}

// asker finds the question for files that a field belongs to, also inside a
// panel; nil if it is none.
func (p *plan) asker(field string) *definition.Element {
	e := p.owner(field)
	if e == nil || e.Type == definition.File && field == e.Name {
		return e
	}
	for _, child := range slices.Concat(e.Cells, e.Flat()) {
		if child.Type == definition.File && strings.HasSuffix(field, "."+child.Name) {
			return child
		}
	}
	return nil
}

// thumb is where the small picture of an upload is shown to whoever sent it.
func (v *visit) thumb(ref string) string { return "/s/" + v.head.Slug + "/files/" + ref }

// picture shows the small picture of a file that waits with a form.
func (h *Handlers) picture(c echo.Context) error {
	v, err := h.enter(c)
	if err != nil || h.Uploads == nil {
		return c.NoContent(http.StatusNotFound)
	}
	ref := c.Param("ref")
	if !answer.IsUpload(answer.UploadPrefix + ref) {
		return c.NoContent(http.StatusNotFound)
	}
	small, err := h.Uploads.Thumb(c.Request().Context(), v.head.ID, upload.Ref(ref))
	if err != nil {
		if fault.KindOf(err) != fault.KindNotFound {
			v.log("show a file", err)
		}
		return c.NoContent(http.StatusNotFound)
	}
	head := c.Response().Header()
	head.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	head.Set(echo.HeaderXContentTypeOptions, "nosniff")
	head.Set(echo.HeaderCacheControl, "private, no-store")
	return c.Blob(http.StatusOK, "image/jpeg", small)
}
