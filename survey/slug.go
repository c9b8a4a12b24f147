package survey

import (
	"regexp"
	"strings"

	"dealervoice/survey/fault"
)

const maxSlug = 60

var slugShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// reserved are addresses of our own beside surveys.
var reserved = map[string]bool{"new": true}

// checkSlug refuses what cannot be a survey's address.
func checkSlug(slug string) error {
	if len(slug) > maxSlug || !slugShape.MatchString(slug) || reserved[slug] {
		return fault.Invalid(fault.Field{Path: "slug", Key: "survey.bad_slug", Args: fault.Args{"Max": maxSlug}})
	}
	return nil
}

// Slugify makes a slug of a title or file name; "" where it holds no letter or
// digit of an address.
func Slugify(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	slug := ""
	for _, w := range words {
		if len(slug)+1+len(w) > maxSlug {
			break
		}
		slug += "-" + w
	}
	return strings.TrimPrefix(slug, "-")
}
