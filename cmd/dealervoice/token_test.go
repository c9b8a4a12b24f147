package main

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func TestTokenAddListRevoke(t *testing.T) {
	house(t)
	added := dealervoice("", "token", "add", "--name", "data warehouse", "--role", "analyst,voice_officer", "--scope", "region:华东")
	if added.code != exitDone || !regexp.MustCompile(`^dvt_[A-Z2-7]{26}\n$`).MatchString(added.out) || !strings.Contains(added.err, "data warehouse") {
		t.Fatalf("add: %+v", added)
	}
	again := dealervoice("", "token", "add", "--name", "data warehouse", "--role", "rep", "--scope", "own:li@example.com")
	if again.code != exitInput || again.out != "" || !strings.Contains(again.err, "name") {
		t.Errorf("add again: %+v", again)
	}
	var list []listedToken
	listed := dealervoice("", "token", "list", "--json")
	if err := json.Unmarshal([]byte(listed.out), &list); err != nil || len(list) != 1 || list[0].Name != "data warehouse" ||
		len(list[0].Roles) != 2 || list[0].Scope != "region:华东" || list[0].Revoked != nil {
		t.Errorf("list: %+v, %v", listed, err)
	}
	if strings.Contains(listed.out+dealervoice("", "token", "list").out, strings.TrimSpace(added.out)) {
		t.Error("the list tells the secret")
	}
	if got := dealervoice("", "token", "revoke", "data warehouse"); got.code != exitDone {
		t.Errorf("revoke: %+v", got)
	}
	if got := dealervoice("", "token", "list"); !strings.Contains(got.out, "data warehouse\tanalyst,voice_officer\tregion:华东\t") || !strings.Contains(got.out, "revoked 2") {
		t.Errorf("list: %+v", got)
	}
	if got := dealervoice("", "token", "revoke", "data warehouse"); got.code != exitInput {
		t.Errorf("revoke again: %+v", got)
	}
}

func TestTokenUsage(t *testing.T) {
	house(t)
	for _, args := range [][]string{
		{"token", "add", "--role", "rep"}, {"token", "add", "--name", "x"}, {"token", "add", "--name", "x", "--role", "king"},
		{"token", "add", "--name", "x", "--role", "rep", "--scope", "moon"}, {"token", "revoke"}, {"token", "lose", "x"},
	} {
		if got := dealervoice("", args...); got.code != exitUsage || got.out != "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if got := dealervoice("", "token", "list", "--json"); strings.TrimSpace(got.out) != "[]" {
		t.Errorf("no token was made, but: %+v", got)
	}
}
