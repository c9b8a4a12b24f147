package surveyweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestPagesFitTheirTypes(t *testing.T) {
	pagetest.Check(t, indexTemplate, writeTemplate, showTemplate, invitationsTemplate, linksTemplate, quotasTemplate, burdenTemplate, overdrawnTemplate)
}
