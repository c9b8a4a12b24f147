package access_test

import (
	"testing"

	"dealervoice/survey/access"
)

func TestOnlyTheVoiceOfficerOpensAnAnswer(t *testing.T) {
	for _, r := range access.Roles() {
		if got := access.Allowed(access.AnswerOpen, []access.Role{r}); got != (r == access.VoiceOfficer) {
			t.Errorf("%s may open an answer: %v", r, got)
		}
	}
}

func TestEveryGrantedRoleExists(t *testing.T) {
	for p, roles := range access.Granted() {
		if len(roles) == 0 {
			t.Errorf("%s is granted to nobody", p)
		}
		if _, err := access.ParseRoles(access.JoinRoles(roles)); err != nil {
			t.Errorf("%s: %v", p, err)
		}
	}
}

func TestScopeCovers(t *testing.T) {
	place := access.Place{Region: "华东", Area: "苏南", Rep: "li@example.com"}
	for _, c := range []struct {
		scope string
		want  bool
	}{
		{"all", true}, {"region:华东", true}, {"region:华北", false},
		{"area:苏南", true}, {"area:苏北", false}, {"own:li@example.com", true}, {"own:wu@example.com", false},
	} {
		s, err := access.ParseScope(c.scope)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Covers(place); got != c.want {
			t.Errorf("%s covers %v: %v", c.scope, place, got)
		}
	}
	if (access.Scope{}).Covers(place) || (access.Scope{Level: access.Region}).Covers(access.Place{}) {
		t.Error("an empty scope must cover nothing")
	}
}

func TestParseScopeRefusesHalfScopes(t *testing.T) {
	for _, s := range []string{"", "region", "own:", "all:x", "planet:earth"} {
		if _, err := access.ParseScope(s); err == nil {
			t.Errorf("ParseScope(%q) was accepted", s)
		}
	}
}

func TestARepIsFoundWhateverTheCase(t *testing.T) {
	s, err := access.ParseScope("own: Li@Example.com")
	if err != nil || !s.Covers(access.Place{Rep: "li@example.com"}) {
		t.Errorf("scope %s, %v", s, err)
	}
}
