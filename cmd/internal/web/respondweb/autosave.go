package respondweb

// What was typed behind a personal link goes into the server draft while it is
// typed, so that another device or the next day finds it. It is the page of a
// draft that was not sent: nothing is judged, nothing is shown.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey/answer"
)

// autosave keeps a form as it stands. 204: it is kept. Sending the same again
// writes nothing. 410: there is nothing to keep any more, it was handed in.
func (h *Handlers) autosave(c echo.Context) error {
	b, broken := readBody(c.Response(), c.Request())
	v, err := h.enter(c)
	if err == nil {
		err = broken
	}
	if err != nil {
		return c.NoContent(status(err))
	}
	v.post = b.fields
	v.take(b)
	if err := v.present(b.fields.Get("_sid")); err != nil {
		return c.NoContent(status(err))
	}
	v.turn()
	switch {
	case b.fields.Get("_end") != "1":
		return c.NoContent(http.StatusBadRequest)
	case v.closed():
		return c.NoContent(http.StatusGone)
	case !v.keepsOnDevice():
		return c.NoContent(http.StatusNotFound)
	}
	return v.save()
}

// save joins the draft as any page does, and writes what is new.
func (v *visit) save() error {
	ctx := v.c.Request().Context()
	st, err := v.h.Feedback.Standing(ctx, *v.invited, v.slip)
	if err != nil {
		v.log("read draft", err)
		return v.c.NoContent(http.StatusServiceUnavailable)
	}
	if st.Answered != nil {
		return v.c.NoContent(http.StatusGone)
	}
	if st.Kept != nil && st.Kept.Version != v.slip.Version {
		return v.c.NoContent(http.StatusConflict) // a draft of another version goes on in that
	}
	if st.Kept != nil {
		v.merge(flat.Of(v.plan.def, st.Kept.Data), st.Kept.Revision > v.revision)
	}
	p := feedback.Progress{Page: v.number, Language: v.words.Tag(), Data: v.data(), Padded: v.veiled()}
	if st.Kept != nil && same(*st.Kept, p) {
		return v.c.NoContent(http.StatusNoContent)
	}
	if _, err := v.h.Feedback.Keep(ctx, v.slip, p); err != nil {
		v.log("keep draft", err)
		return v.c.NoContent(http.StatusServiceUnavailable)
	}
	return v.c.NoContent(http.StatusNoContent)
}

// same tells whether a draft holds the progress already.
func same(kept, p feedback.Progress) bool {
	if kept.Page != p.Page || kept.Language != p.Language {
		return false
	}
	data, err := asStored(p.Data)
	return err == nil && reflect.DeepEqual(kept.Data, data)
}

// asStored gives answers as they come back out of a draft.
func asStored(data answer.Data) (answer.Data, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return nil, fmt.Errorf("write answers: %w", err)
	}
	var out answer.Data
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	return out, nil
}
