package analysisweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestPagesFitTheirTypes(t *testing.T) {
	pagetest.Check(t, indexTemplate, reportTemplate, figureTemplate, themesTemplate, relationsTemplate, answerTemplate, reactionsTemplate, driversTemplate, kanoTemplate, chainTemplate, guessTemplate, watchTemplate)
}
