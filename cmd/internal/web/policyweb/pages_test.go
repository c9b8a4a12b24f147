package policyweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestPages(t *testing.T) {
	pagetest.Check(t, indexTemplate, newTemplate, editTemplate, versionTemplate, showTemplate)
}
