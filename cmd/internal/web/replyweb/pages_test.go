package replyweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestPagesFitTheirTypes(t *testing.T) { pagetest.Check(t, indexTemplate, showTemplate) }
