package processweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestPages(t *testing.T) {
	pagetest.Check(t, showTemplate, emptyTemplate, diffTemplate, importTemplate)
}
