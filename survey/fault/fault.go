package fault

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"dealervoice/survey/language"
)

// Kind is the sort of failure.
type Kind int

// The kinds, with the HTTP status the edge gives them.
const (
	KindInternal    Kind = iota // 500: not a fault, something broke
	KindBadRequest              // 400: the request itself is broken (cut off, not a form)
	KindInvalid                 // 422: understood, but fields are wrong
	KindNotFound                // 404: not there, or not for this viewer
	KindForbidden               // 403: known and not allowed
	KindConflict                // 409: clashes with what is stored
	KindClosed                  // 410: was there once (closed survey, withdrawn link)
	KindTooLarge                // 413
	KindUnsupported             // 415: wrong content type
	KindTooMany                 // 429
	KindUnavailable             // 503: try again later
	KindStranger                // 401: who asks is not known
)

// Args fill the placeholders of a message.
type Args map[string]any

// Field is one field at fault: Path as the form names it ("d6", "d10.on_time",
// "pages[0].elements[3]"), Key and Args of the sentence at the field.
type Field struct {
	Path string
	Key  string
	Args Args

	// For programs: the question that Path lies in, and a stable name of what is
	// wrong; "" where there is none. Text is an author's own sentence, said
	// instead of that of Key.
	Question string
	Code     string
	Text     language.Text
}

// Error is a classified failure.
type Error struct {
	Kind   Kind
	Key    string
	Args   Args
	Fields []Field
	// Retry is after how long it is worth trying again; 0 where nobody knows.
	Retry time.Duration
	cause error
}

// New makes a fault of a kind with the message key.
func New(kind Kind, key string, args Args) *Error { return &Error{Kind: kind, Key: key, Args: args} }

// NotFound says that the thing is not there for this viewer.
func NotFound(key string) *Error { return New(KindNotFound, key, nil) }

// Forbidden says that the viewer may not do it.
func Forbidden(key string) *Error { return New(KindForbidden, key, nil) }

// Conflict says that it clashes with what is stored.
func Conflict(key string, args Args) *Error { return New(KindConflict, key, args) }

// Closed says that it was there once and is over.
func Closed(key string) *Error { return New(KindClosed, key, nil) }

// Invalid says which fields are wrong.
func Invalid(fields ...Field) *Error {
	return &Error{Kind: KindInvalid, Key: "fault.invalid", Fields: fields}
}

// Because keeps the cause for the log; it is never shown.
func (e *Error) Because(err error) *Error {
	c := *e
	c.cause = err
	return &c
}

// Again says after how long it is worth trying again.
func (e *Error) Again(after time.Duration) *Error {
	c := *e
	c.Retry = after
	return &c
}

// Error is for logs and command lines without a catalogue: keys, not sentences.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Key)
	for _, f := range e.Fields {
		fmt.Fprintf(&b, "; %s: %s", f.Path, f.Key)
	}
	if e.cause != nil {
		fmt.Fprintf(&b, ": %v", e.cause)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.cause }

// From finds the fault in a chain of errors; nil if there is none.
func From(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// KindOf is the kind of the fault in the chain, KindInternal without one.
func KindOf(err error) Kind {
	if e := From(err); e != nil {
		return e.Kind
	}
	return KindInternal
}
