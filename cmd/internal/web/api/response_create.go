package api

// One response, handed in exactly once.

import (
	"net/http"
	"regexp"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// maxResponse bounds the body of one response.
const maxResponse = 512 << 10

// keyShape is what an Idempotency-Key looks like.
var keyShape = regexp.MustCompile(`^[\x21-\x7e]{1,200}$`)

// createResponse stores a response: 201 the first time, 200 with the same id for
// the same content again.
func (h *Handlers) createResponse(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	key, err := idempotencyKey(c.Request().Header)
	if err != nil {
		return err
	}
	raw, err := readJSON(c, maxResponse)
	if err != nil {
		return err
	}
	given, err := readGiven(raw)
	if err != nil {
		return err
	}
	in, err := h.submission(c, given)
	if err != nil {
		return err
	}
	in.Unit = feedback.UnitOfKey(key)
	receipt, err := h.Feedback.Deliver(c.Request().Context(), in, h.Surveys)
	if err != nil {
		return err
	}
	status := http.StatusCreated
	if receipt.Again {
		status = http.StatusOK
	}
	return reply(c, status, struct {
		ID        feedback.ID `json:"id"`
		OverQuota string      `json:"over_quota,omitempty"` // the full cell: it is kept and not counted
	}{receipt.ID, receipt.Over})
}

// idempotencyKey is the header that makes a retry the same response.
func idempotencyKey(h http.Header) (string, error) {
	values := h.Values("Idempotency-Key")
	if len(values) == 0 {
		return "", malformed(fault.Field{Path: "Idempotency-Key", Key: "api.no_key", Code: "required"})
	}
	if len(values) > 1 || !keyShape.MatchString(values[0]) {
		return "", malformed(fault.Field{Path: "Idempotency-Key", Key: "api.bad_key", Code: "badtype"})
	}
	return values[0], nil
}

// submission says which version the answers are for, and who may send them.
func (h *Handlers) submission(c echo.Context, g given) (feedback.Submission, error) {
	p, err := h.Surveys.Published(c.Request().Context(), c.Param("slug"))
	if err != nil {
		return feedback.Submission{}, err
	}
	edition := p.Edition
	if g.version != 0 && g.version != edition.Version.Number {
		if g.version < 0 || g.version > p.Survey.Current {
			return feedback.Submission{}, fault.Invalid(fault.Field{Path: "version", Key: "api.no_such_version", Code: "version"})
		}
		if edition, err = h.Surveys.PublishedVersion(c.Request().Context(), p.Survey.ID, g.version); err != nil {
			return feedback.Submission{}, err
		}
	}
	place := access.Place{Region: g.attributes["region"], Area: g.attributes["area"], Rep: g.attributes["rep"]}
	if !page.Viewer(c).Scope.Covers(place) {
		return feedback.Submission{}, fault.Invalid(fault.Field{Path: "attributes", Key: "api.out_of_scope", Code: "scope"})
	}
	return feedback.Submission{
		Survey: p.Survey, Edition: edition, Rules: p.Edition, Channel: feedback.ByAPI,
		Language: g.language, Data: g.data, Attributes: g.attributes,
	}, nil
}
