package web

// Errors as programs read them: RFC 9457.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/i18n"
	"dealervoice/survey/fault"
)

// problem is the body of an error. Type and the codes are stable, the sentences
// are in the caller's language.
type problem struct {
	Type     string         `json:"type"`
	Title    string         `json:"title"`
	Status   int            `json:"status"`
	Detail   string         `json:"detail"`
	Instance string         `json:"instance,omitempty"` // of a failure of ours: what the log calls it
	Errors   []problemField `json:"errors,omitempty"`
}

// problemField is one thing wrong in what was sent.
type problemField struct {
	Question string `json:"question,omitempty"` // of answers
	Path     string `json:"path"`
	Code     string `json:"code"`
	Message  string `json:"message"`
}

// forPrograms tells the addresses that programs call.
func forPrograms(c echo.Context) bool {
	p := c.Request().URL.Path
	return p == "/api" || strings.HasPrefix(p, "/api/")
}

func problemOf(say *i18n.Speaker, f *fault.Error, status int) problem {
	p := problem{
		Type: "urn:dealervoice:" + f.Key, Title: http.StatusText(status), Status: status, Detail: say.Say(f.Key, f.Args),
	}
	for _, field := range f.Fields {
		out := problemField{Question: field.Question, Path: field.Path, Code: field.Code, Message: field.Text.In(say.Tag)}
		if out.Code == "" {
			out.Code = field.Key
		}
		if out.Message == "" {
			out.Message = say.Say(field.Key, field.Args)
		}
		p.Errors = append(p.Errors, out)
	}
	return p
}

// numbered names the line of the log that tells more.
func (p problem) numbered(id string) problem {
	if id != "" {
		p.Instance = "urn:dealervoice:failure:" + id
	}
	return p
}

func sendProblem(c echo.Context, p problem) error {
	raw, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("write problem: %w", err)
	}
	return c.Blob(p.Status, "application/problem+json", raw)
}
