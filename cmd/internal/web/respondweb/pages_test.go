package respondweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestTemplatesFitTheirPages(t *testing.T) {
	pagetest.Check(t, formTemplate, doneTemplate, ownTemplate, messageTemplate)
}
