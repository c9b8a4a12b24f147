package accountweb

import (
	"testing"

	"dealervoice/cmd/internal/web/pagetest"
)

func TestPagesFitTheirTypes(t *testing.T) {
	pagetest.Check(t, loginTemplate, homeTemplate, meTemplate, usersTemplate, newUserTemplate,
		auditTemplate, jobsTemplate, componentsTemplate)
}

func TestOnlyOwnPagesAreAPlaceToGoOnTo(t *testing.T) {
	for next, want := range map[string]string{
		"/app/proposals?state=open": "/app/proposals?state=open", "/app": "/app",
		"//evil.example/app": "/app", `/\evil.example`: "/app", "https:evil": "/app", "https://evil.example/app/x": "/app",
		"/application": "/app", "/app/\r\nSet-Cookie: a=b": "/app", "javascript:alert(1)": "/app", "": "/app",
	} {
		if got := ownPath(next); got != want {
			t.Errorf("ownPath(%q) = %q, want %q", next, got, want)
		}
	}
}
