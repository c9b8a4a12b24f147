package proposalweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestPages(t *testing.T) {
	pagetest.Check(t, indexTemplate, newTemplate, showTemplate, editTemplate, stepTemplate, reviewTemplate, signTemplate, moveTemplate)
}
