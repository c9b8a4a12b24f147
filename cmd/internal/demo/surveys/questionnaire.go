// The embedded files, by slug.

package questionnaire

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.json
var files embed.FS

// Slugs lists the questionnaires.
func Slugs() []string { return []string{"dealer-quarterly", "consumer-after-purchase"} }

// Definition returns the SurveyJS JSON of the slug.
func Definition(slug string) ([]byte, error) {
	if strings.ContainsAny(slug, "/.") {
		return nil, fmt.Errorf("read questionnaire %q: no such slug", slug)
	}
	raw, err := files.ReadFile(slug + ".json")
	if err != nil {
		return nil, fmt.Errorf("read questionnaire %q: %w", slug, err)
	}
	return raw, nil
}
