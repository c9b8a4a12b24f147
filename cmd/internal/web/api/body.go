package api

// Reading what was sent: strictly, and never more than a limit.

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/survey/fault"
)

// readJSON gives the body of a request, one JSON value of at most limit bytes.
func readJSON(c echo.Context, limit int64) ([]byte, error) {
	r := c.Request()
	if !isJSON(r.Header) {
		return nil, fault.New(fault.KindUnsupported, "api.not_json", nil)
	}
	raw, err := readBody(c, limit)
	if err != nil {
		return nil, err
	}
	if err := strictly(raw); err != nil {
		return nil, err
	}
	return raw, nil
}

// isJSON tells whether the body says of itself that it is plain JSON.
func isJSON(h http.Header) bool {
	kind, params, err := mime.ParseMediaType(h.Get(echo.HeaderContentType))
	charset := params["charset"]
	return err == nil && kind == echo.MIMEApplicationJSON && plain(h) && (charset == "" || strings.EqualFold(charset, "utf-8"))
}

// plain tells whether the body is sent as it is. A packed one could unfold to
// any size.
func plain(h http.Header) bool {
	encoding := h.Get(echo.HeaderContentEncoding)
	return encoding == "" || strings.EqualFold(encoding, "identity")
}

func readBody(c echo.Context, limit int64) ([]byte, error) {
	r := c.Request()
	if r.ContentLength > limit {
		c.Response().Header().Set("Connection", "close") // it is not read to its end
		return nil, tooLarge(limit)
	}
	raw, err := io.ReadAll(http.MaxBytesReader(c.Response(), r.Body, limit))
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return nil, tooLarge(limit).Because(err)
	}
	if err != nil {
		return nil, fault.New(fault.KindBadRequest, "api.cut_off", nil).Because(err)
	}
	return raw, nil
}

func tooLarge(limit int64) *fault.Error {
	return fault.New(fault.KindTooLarge, "api.too_large", fault.Args{"KB": limit >> 10})
}

// nothing wants a request without a body, or with an empty object for one: for
// operations that are told everything by their address.
func nothing(c echo.Context) error {
	raw, err := readBody(c, 1<<10)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil
	}
	if !isJSON(c.Request().Header) {
		return fault.New(fault.KindUnsupported, "api.not_json", nil)
	}
	if err := strictly(raw); err != nil {
		return err
	}
	_, err = readObject(raw)
	return err
}

// object is a JSON object whose members are read one by one, by their exact
// names.
type object map[string]json.RawMessage

// readObject wants an object with no other members than the named ones.
func readObject(raw []byte, names ...string) (object, error) {
	var o object
	if err := json.Unmarshal(raw, &o); err != nil || o == nil {
		return nil, fault.New(fault.KindBadRequest, "api.not_an_object", nil)
	}
	var unknown []fault.Field
	for name := range o {
		if !slices.Contains(names, name) {
			unknown = append(unknown, fault.Field{Path: name, Key: "api.unknown_member", Code: "unknownmember"})
		}
	}
	if len(unknown) > 0 {
		slices.SortFunc(unknown, func(a, b fault.Field) int { return strings.Compare(a.Path, b.Path) })
		return nil, malformed(unknown...)
	}
	return o, nil
}

// take reads a member into v; one that is not there or null leaves v alone.
func (o object) take(name string, v any) error {
	raw, ok := o[name]
	if !ok {
		return nil
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return malformed(fault.Field{Path: name, Key: "api.bad_member", Code: "badtype"}).Because(err)
	}
	return nil
}

// malformed is a request of the wrong shape.
func malformed(fields ...fault.Field) *fault.Error {
	f := fault.New(fault.KindBadRequest, "api.malformed", nil)
	f.Fields = fields
	return f
}
