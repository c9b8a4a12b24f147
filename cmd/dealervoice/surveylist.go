package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"
)

// withLists puts files of choices into a definition, each under dv.lists.NAME:
// a version holds its lists, so that it never changes.
func withLists(raw []byte, flags []string) ([]byte, error) {
	if len(flags) == 0 {
		return raw, nil
	}
	var def map[string]any
	if err := json.Unmarshal(raw, &def); err != nil || def == nil {
		return nil, atFault(errors.New("the definition is no JSON object; lists go into SurveyJS definitions"))
	}
	dv := object(def, "dv")
	lists := object(dv, "lists")
	for _, flag := range flags {
		name, path, ok := strings.Cut(flag, "=")
		if !ok || name == "" || path == "" {
			return nil, usage(fmt.Errorf("--list %s: want NAME=FILE", flag))
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, atFault(err)
		}
		if !utf8.Valid(text) {
			return nil, atFault(fmt.Errorf("%s is not UTF-8", path))
		}
		lists[name] = map[string]any{"csv": strings.TrimPrefix(string(text), "\ufeff")}
	}
	return json.Marshal(def)
}

// object gives the object under a key, a new one where there is none.
func object(in map[string]any, key string) map[string]any {
	m, ok := in[key].(map[string]any)
	if !ok {
		m = map[string]any{}
		in[key] = m
	}
	return m
}
