// The embedded files, by slug.

package questionnaire

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.json
var files embed.FS

// PolicyTest is the slug of the policy test: three vignettes, two waves, arms by
// region.
const PolicyTest = "policy-test"

// Slugs lists the questionnaires.
func Slugs() []string { return []string{"dealer-quarterly", "consumer-after-purchase", PolicyTest} }

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
