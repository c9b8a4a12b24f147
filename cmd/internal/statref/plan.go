// Reading plans: which command gives which figure.
package main

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

//go:embed plans/*.plan
var planFiles embed.FS

// step is one command with the ids it gives; input stands for a file that a set does not have.
type step struct {
	args  []string
	input string
	wants []want
}

// want is one line under a command.
type want struct {
	id     string
	factor float64
	figure string
	keys   map[string]string
}

// sets are the numbers of the plans.
func sets() ([]string, error) {
	files, err := planFiles.ReadDir("plans")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range files {
		out = append(out, strings.TrimSuffix(f.Name(), ".plan"))
	}
	slices.Sort(out)
	return out, nil
}

func readPlan(set string) ([]step, error) {
	text, err := planFiles.ReadFile("plans/" + set + ".plan")
	if err != nil {
		return nil, err
	}
	var steps []step
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, ">"):
			args, err := words(line[1:])
			if err != nil {
				return nil, fmt.Errorf("plan %s, line %d: %w", set, i+1, err)
			}
			steps = append(steps, step{args: args})
		case strings.HasPrefix(line, "<") && len(steps) > 0:
			steps[len(steps)-1].input += strings.Join(strings.Fields(line[1:]), "\n") + "\n"
		case len(steps) == 0:
			return nil, fmt.Errorf("plan %s, line %d: a figure before any command", set, i+1)
		default:
			w, err := readWant(line)
			if err != nil {
				return nil, fmt.Errorf("plan %s, line %d: %w", set, i+1, err)
			}
			steps[len(steps)-1].wants = append(steps[len(steps)-1].wants, w)
		}
	}
	return steps, nil
}

// words splits a command line; single quotes hold words together.
func words(line string) ([]string, error) {
	var out []string
	var word strings.Builder
	quoted, any := false, false
	for _, r := range line {
		switch {
		case r == '\'':
			quoted, any = !quoted, true
		case r == ' ' && !quoted:
			if any {
				out = append(out, word.String())
			}
			word.Reset()
			any = false
		default:
			word.WriteRune(r)
			any = true
		}
	}
	if quoted {
		return nil, fmt.Errorf("an open quote in %q", line)
	}
	if any {
		out = append(out, word.String())
	}
	return out, nil
}

var wantLine = regexp.MustCompile(`^(\S+) = (?:([-0-9.e]+) \* )?(\S+)(?: \[(.*)\])?$`)

func readWant(line string) (want, error) {
	m := wantLine.FindStringSubmatch(line)
	if m == nil {
		return want{}, fmt.Errorf("not ID = [FACTOR *] FIGURE [KEY=VALUE; …]: %q", line)
	}
	w := want{id: m[1], factor: 1, figure: m[3], keys: map[string]string{}}
	if m[2] != "" {
		factor, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return want{}, err
		}
		w.factor = factor
	}
	if m[4] != "" {
		for _, pair := range strings.Split(m[4], ";") {
			k, v, _ := strings.Cut(strings.TrimSpace(pair), "=")
			w.keys[k] = v
		}
	}
	return w, nil
}

var (
	placeholder = regexp.MustCompile(`\{([^}|]+)((?:\|[a-z]+)*)\}`)
	notSlug     = regexp.MustCompile(`[^a-z0-9+]+`)
	notLetter   = regexp.MustCompile(`[^A-Za-z]+`)
)

// idOf fills the placeholders from a row's keys; false where the row is not meant.
func (w want) idOf(row map[string]any) (string, bool) {
	for k, v := range w.keys {
		if row[k] != v {
			return "", false
		}
	}
	ok := true
	id := placeholder.ReplaceAllStringFunc(w.id, func(s string) string {
		m := placeholder.FindStringSubmatch(s)
		word, has := row[m[1]].(string)
		ok = ok && has
		for _, change := range strings.Split(m[2], "|") {
			switch change {
			case "after":
				_, word, _ = strings.Cut(word, "=")
			case "before":
				word, _, _ = strings.Cut(word, "=")
			case "slug":
				word = notSlug.ReplaceAllString(strings.ToLower(word), "_")
			case "letters":
				word = notLetter.ReplaceAllString(word, "_")
			}
		}
		return word
	})
	return id, ok
}
