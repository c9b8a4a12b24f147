package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// words splits an example as a shell would, as far as examples need it: what
// stands before a pipe and behind a redirection belongs to others.
func words(line string) []string {
	if _, behind, piped := strings.Cut(line, "| "); piped {
		line = behind
	}
	line, _, _ = strings.Cut(line, " < ")
	line, _, _ = strings.Cut(line, " > ")
	return strings.Fields(line)
}

func TestEveryCommandHasAnExampleThatItTakes(t *testing.T) {
	root := newRoot(streams{in: strings.NewReader(""), out: t.Output(), err: t.Output()})
	var left []string
	given := examples()
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		path := strings.TrimPrefix(cmd.CommandPath(), "dealervoice ")
		if strings.HasPrefix(path, "stats ") || cmd.Name() == "help" {
			return // the example of stats stands for all methods
		}
		if cmd.HasSubCommands() && path != "stats" {
			for _, sub := range cmd.Commands() {
				walk(sub)
			}
			return
		}
		if given[path] == "" {
			left = append(left, path)
		}
		delete(given, path)
		line := words(cmd.Example)
		if len(line) == 0 || line[0] != "dealervoice" {
			t.Errorf("%s: the example %q does not call the program", path, cmd.Example)
			return
		}
		meant, rest, err := root.Find(line[1:])
		if err != nil || meant != cmd && path != "stats" {
			t.Errorf("%s: the example is one of %s (%v)", path, meant.CommandPath(), err)
			return
		}
		if err := meant.ParseFlags(rest); err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		if err := meant.ValidateArgs(meant.Flags().Args()); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	walk(root)
	if len(left) > 0 {
		t.Errorf("without an example: %s", strings.Join(left, ", "))
	}
	for path := range given {
		t.Errorf("an example of %q, which is no command", path)
	}
}
