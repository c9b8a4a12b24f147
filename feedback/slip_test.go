package feedback

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/fault"
)

func TestASlipIsReadBackAsItWasSigned(t *testing.T) {
	k := NewKeys([]byte("secret"))
	want := Slip{Survey: "s1", Version: 12, Unit: NewUnit()}
	text := k.Sign(want)
	if !regexp.MustCompile(`^[A-Za-z0-9._-]+$`).MatchString(text) {
		t.Errorf("%q has characters that a control field must not have", text)
	}
	got, err := k.Check("s1", text)
	if err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestASlipOfAnythingElseIsRefused(t *testing.T) {
	k := NewKeys([]byte("secret"))
	good := k.Sign(Slip{Survey: "s1", Version: 3, Unit: NewUnit()})
	parts := strings.Split(good, ".")
	other := string(NewUnit())
	for name, text := range map[string]string{
		"none":                  "",
		"only dots":             "..",
		"another version":       "4." + parts[1] + "." + parts[2],
		"version written oddly": "03." + parts[1] + "." + parts[2],
		"version zero":          "0." + parts[1] + "." + parts[2],
		"another unit":          parts[0] + "." + other + "." + parts[2],
		"half a signature":      good[:len(good)-1],
		"more behind it":        good + "A",
		"signed by others":      NewKeys([]byte("else")).Sign(Slip{Survey: "s1", Version: 3, Unit: NewUnit()}),
		"another survey's":      k.Sign(Slip{Survey: "s2", Version: 3, Unit: NewUnit()}),
	} {
		if _, err := k.Check("s1", text); fault.KindOf(err) != fault.KindBadRequest {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFormsOpenedBeforeTheSecretChangedCanStillBeSent(t *testing.T) {
	text := NewKeys([]byte("old")).Sign(Slip{Survey: "s", Version: 1, Unit: NewUnit()})
	if _, err := NewKeys([]byte("new"), []byte("old")).Check("s", text); err != nil {
		t.Error(err)
	}
	if _, err := NewKeys([]byte("new")).Check("s", text); err == nil {
		t.Error("a slip of a forgotten secret was accepted")
	}
}

func TestIdsFollowFromSurveyAndUnitAndFromNothingElse(t *testing.T) {
	u := NewUnit()
	if again := Unit(string(u)); ResponseID("a", u) != ResponseID("a", again) {
		t.Error("the same unit has two ids")
	}
	seen := map[string]string{}
	for name, id := range map[string]string{
		"response": string(ResponseID("a", u)), "in another survey": string(ResponseID("b", u)),
		"another unit": string(ResponseID("a", NewUnit())), "draft": draftKey(Slip{Survey: "a", Unit: u}), "unit": string(u[1:]),
		// parts must not run into each other
		"moved border": string(ResponseID("ap", u[1:])),
	} {
		if other, ok := seen[id]; ok {
			t.Errorf("%s and %s share %s", name, other, id)
		}
		seen[id] = name
	}
	k := NewKeys([]byte("secret"))
	if code := k.receipt("a", ResponseID("a", u)); !IsReceiptCode(code) || code == NewKeys([]byte("x")).receipt("a", ResponseID("a", u)) {
		t.Errorf("receipt code %q", code)
	}
	for _, no := range []string{"", "ABCD-EFGH", "ABCD-EFGH-JKLI", "<b>d-efgh-jkmn", "ABCDEEFGHEJKMN"} {
		if IsReceiptCode(no) {
			t.Errorf("%q passes for a receipt code", no)
		}
	}
}

// keysOf is a ring of keys in memory.
type keysOf map[survey.ID]string

func (k keysOf) SurveyKey(_ context.Context, id survey.ID) ([]byte, error) { return []byte(k[id]), nil }
func (keysOf) Ended(context.Context) ([]survey.Survey, error)              { return nil, nil }
func (keysOf) Outlived(context.Context) ([]survey.Survey, error)           { return nil, nil }
func (keysOf) Forget(context.Context, string, func(context.Context) error) error {
	return nil
}

func TestAnInvitationMeetsItsResponseByEveryLinkButNotWhereUnlinkable(t *testing.T) {
	first, _ := survey.ParseToken("AAAA" + strings.Repeat("B", 26))
	second, _ := survey.ParseToken("AAAA" + strings.Repeat("C", 26))
	unit := func(secret, key string, mode survey.Mode, token survey.Token) Unit {
		s := New(Needs{Keys: NewKeys([]byte(secret)), Surveys: keysOf{"s": key}})
		in := survey.Invited{Invitation: survey.Invitation{SurveyID: "s", ID: "i1"}}
		in.Published.Edition = &survey.Edition{Version: survey.Version{Mode: mode}}
		u, err := s.UnitOf(context.Background(), in, token)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	if unit("a", "k", survey.Confidential, first) != unit("a", "k", survey.Confidential, second) {
		t.Error("a link sent anew would make a second response")
	}
	if unit("a", "k", survey.Identified, first) == unit("b", "k", survey.Identified, first) {
		t.Error("units can be guessed without the secret")
	}
	if unit("a", "k", survey.Unlinkable, first) == unit("a", "k", survey.Unlinkable, second) {
		t.Error("an unlinkable unit follows from the invitation")
	}
	if unit("a", "k", survey.Unlinkable, first) == unit("a", "l", survey.Unlinkable, first) {
		t.Error("an unlinkable unit does not need the survey's key")
	}
	if unit("a", "k", survey.Unlinkable, first) != unit("b", "k", survey.Unlinkable, first) {
		t.Error("the installation's secret, which stands in every backup, is part of a ballot")
	}
}

func TestADraftOpensOnlyForItsUnit(t *testing.T) {
	u := NewUnit()
	sealed, err := seal(Slip{Survey: "s", Unit: u}, []byte("回答"))
	if err != nil || strings.Contains(string(sealed), "回答") {
		t.Fatalf("sealed %q, %v", sealed, err)
	}
	if plain, err := unseal(Slip{Survey: "s", Unit: u}, sealed); err != nil || string(plain) != "回答" {
		t.Errorf("opened %q, %v", plain, err)
	}
	if _, err := unseal(Slip{Survey: "s", Unit: NewUnit()}, sealed); err == nil {
		t.Error("another unit opens it")
	}
	if _, err := unseal(Slip{Survey: "s", Unit: u, Drawer: "another link"}, sealed); err == nil {
		t.Error("a link sent anew opened the draft of the old one")
	}
	if _, err := unseal(Slip{Survey: "other", Unit: u}, sealed); err == nil {
		t.Error("it opens in another survey")
	}
	sealed[len(sealed)-1] ^= 1
	if _, err := unseal(Slip{Survey: "s", Unit: u}, sealed); err == nil {
		t.Error("a damaged draft opens")
	}
	if _, err := unseal(Slip{Survey: "s", Unit: u}, nil); err == nil {
		t.Error("nothing opens")
	}
}
