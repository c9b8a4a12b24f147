package respondweb

// Finding a survey by its address. Those who come at the same time share one
// read, which begins after all of them came: nobody is shown a form that was
// closed before they asked for it, and under load a form costs less than a read.

import (
	"context"
	"errors"
	"time"

	"dealervoice/survey"
)

// found is what is behind an address; done tells it from a look that broke off.
type found struct {
	published survey.Published
	err       error
	done      bool
}

// The most that one look serves, and how long it may take.
const (
	lookSize = 256
	lookTime = 10 * time.Second
)

var errLookBrokeOff = errors.New("looking for the survey broke off")

// published finds a survey.
func (h *Handlers) published(slug string) (survey.Published, error) {
	f := h.readers.Do(slug)
	if !f.done {
		return survey.Published{}, errLookBrokeOff
	}
	return f.published, f.err
}

// look reads each address once. It has no caller's context: whoever hangs up
// does not leave the others without an answer.
func (h *Handlers) look(slugs []string) []found {
	ctx, cancel := context.WithTimeout(context.Background(), lookTime)
	defer cancel()
	seen := make(map[string]found, 1)
	out := make([]found, len(slugs))
	for i, slug := range slugs {
		f, ok := seen[slug]
		if !ok {
			p, err := h.Surveys.Published(ctx, slug)
			f = found{published: p, err: err, done: true}
			seen[slug] = f
		}
		out[i] = f
	}
	return out
}
