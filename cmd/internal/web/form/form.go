package form

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/survey/fault"
)

// The limits of a staff form: bytes of the body, and number of fields.
const (
	MaxBytes  = 8 << 20
	MaxFields = 3000
)

// Form is what was typed and what is wrong with it.
type Form struct {
	Values url.Values
	Fields []fault.Field
}

// Empty is the form before anything was typed.
func Empty() Form { return Form{Values: url.Values{}} }

// With is a form filled by the program, for editing something that exists:
// pairs of field and value.
func With(pairs ...string) Form {
	f := Empty()
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Values.Set(pairs[i], pairs[i+1])
	}
	return f
}

// Read reads the body of a post.
func Read(c echo.Context) (Form, error) { return ReadUpTo(c, MaxBytes) }

// ReadUpTo reads the body of a post that may have so many bytes, 0: MaxBytes.
func ReadUpTo(c echo.Context, most int64) (Form, error) {
	if most == 0 {
		most = MaxBytes
	}
	r := c.Request()
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" && kind != "multipart/form-data" {
		return Form{}, fault.New(fault.KindUnsupported, "fault.not_a_form", nil)
	}
	r.Body = http.MaxBytesReader(c.Response(), r.Body, most)
	if kind == "multipart/form-data" {
		err = r.ParseMultipartForm(MaxBytes)
	} else {
		err = r.ParseForm()
	}
	if err != nil {
		return Form{}, broken(err)
	}
	if len(r.PostForm) > MaxFields {
		return Form{}, fault.New(fault.KindTooLarge, "fault.too_large", nil)
	}
	f := Form{Values: r.PostForm}
	for _, values := range f.Values {
		for i, v := range values {
			values[i] = clean(v)
		}
	}
	return f, nil
}

// broken tells a body that is too large from one that is cut off or garbled.
func broken(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return fault.New(fault.KindTooLarge, "fault.too_large", nil).Because(err)
	}
	return fault.New(fault.KindBadRequest, "fault.broken_form", nil).Because(err)
}

// clean gives text as every database can keep it: valid UTF-8 without NUL,
// lines ended by LF.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\x00", "")
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// Get gives the first value of a field as typed.
func (f Form) Get(name string) string { return f.Values.Get(name) }

// Text gives the first value of a field without surrounding space.
func (f Form) Text(name string) string { return strings.TrimSpace(f.Values.Get(name)) }

// Has tells whether the field holds the value, for checkboxes and options.
func (f Form) Has(name, value string) bool {
	for _, v := range f.Values[name] {
		if v == value {
			return true
		}
	}
	return false
}

// Wrong gives the form with the fields that err blames; ok is false if err is
// not about fields, and then belongs to the error page.
func (f Form) Wrong(err error) (Form, bool) {
	ft := fault.From(err)
	if ft == nil || ft.Kind != fault.KindInvalid && ft.Kind != fault.KindConflict {
		return f, false
	}
	f.Fields = ft.Fields
	if len(f.Fields) == 0 {
		f.Fields = []fault.Field{{Key: ft.Key, Args: ft.Args}}
	}
	return f, true
}

// Again shows the form once more with the fields that err blames and the status
// that this has; an err that is not about fields belongs to the error page.
func (f Form) Again(err error, show func(status int, f Form) error) error {
	wrong, ok := f.Wrong(err)
	if !ok {
		return err
	}
	return show(Status(err), wrong)
}

// Status is the answer to a form that is shown again: 409 where it clashes with
// what is stored, else 422.
func Status(err error) int {
	if fault.KindOf(err) == fault.KindConflict {
		return http.StatusConflict
	}
	return http.StatusUnprocessableEntity
}

// At gives what is wrong with a field; the zero Field if nothing is.
func (f Form) At(name string) fault.Field {
	for _, field := range f.Fields {
		if field.Path == name {
			return field
		}
	}
	return fault.Field{}
}

// File reads an uploaded file whole, which the limit of the body bounds; nil if
// none was chosen.
func (f Form) File(c echo.Context, name string) ([]byte, error) {
	header, err := c.FormFile(name)
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, nil
	}
	if err != nil {
		return nil, broken(err)
	}
	file, err := header.Open()
	if err != nil {
		return nil, broken(err)
	}
	defer file.Close()
	raw, err := io.ReadAll(file)
	if err != nil {
		return nil, broken(err)
	}
	return raw, nil
}
