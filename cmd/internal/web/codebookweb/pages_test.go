package codebookweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestPagesFitTheirTypes(t *testing.T) {
	pagetest.Check(t, indexTemplate, themeTemplate, previewTemplate, editTemplate, groupTemplate, mergeTemplate, splitTemplate, versionTemplate, importTemplate, discoverTemplate)
}
