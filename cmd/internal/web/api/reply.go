package api

// Writing answers.

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/labstack/echo/v4"
)

// reply sends v as JSON, or nothing at all of it if it cannot be written.
func reply(c echo.Context, status int, v any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	return c.Blob(status, echo.MIMEApplicationJSON, buf.Bytes())
}

// list is a list that is written as [] where there is nothing in it.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
