package reviewweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestPagesFitTheirTypes(t *testing.T) {
	pagetest.Check(t, indexTemplate, deskTemplate, roundsTemplate, qualityTemplate, modelsTemplate)
}
