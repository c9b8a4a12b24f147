// The command line: one subcommand for each method.
package statcmd

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// ErrUsage marks a command line that cannot be understood, as against input at fault.
var ErrUsage = errors.New("wrong use")

// New builds `dealervoice stats`.
func New() *cobra.Command {
	var listed, asJSON bool
	cmd := &cobra.Command{
		Use:   "stats METHOD [flags] FILE.csv",
		Short: "Work out a statistic from a plain CSV file; --list names the methods",
		Long: "Works out a statistic from a plain CSV file with a header line, by the same code as the reports.\n" +
			"--where and --derive take expressions: columns, numbers, \"words\", + - * / %, == != < <= > >= && || !,\n" +
			"and the functions listed by --list. A gap makes an expression a gap.",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if listed {
				return printList(cmd.OutOrStdout(), asJSON)
			}
			if len(args) > 0 {
				return fmt.Errorf("%w: no method %q; --list names them", ErrUsage, args[0])
			}
			return cmd.Help()
		},
	}
	cmd.Flags().BoolVar(&listed, "list", false, "list the methods with their flags and conventions")
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	for _, m := range methods() {
		cmd.AddCommand(m.command())
	}
	return cmd
}

func (m method) command() *cobra.Command {
	use, args := m.name+" [flags] FILE.csv", cobra.ExactArgs(1)
	if m.bare {
		use, args = m.name+" [flags]", cobra.NoArgs
	}
	long := m.short + "."
	if m.convention != "" {
		long += "\n\nConvention: " + m.convention
	}
	var asJSON bool
	cmd := &cobra.Command{Use: use, Short: m.short, Long: long, Args: args}
	for _, f := range m.all() {
		f.declare(cmd)
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c := &call{flags: cmd.Flags()}
		r, err := m.work(c, cmd.InOrStdin(), args)
		if err != nil {
			return err
		}
		if asJSON {
			return r.writeJSON(cmd.OutOrStdout())
		}
		return r.writeText(cmd.OutOrStdout())
	}
	return cmd
}

// declare adds a flag to a command.
func (f flag) declare(cmd *cobra.Command) {
	flags, help := cmd.Flags(), f.help
	if f.required {
		help += " (required)"
	}
	switch f.kind {
	case list:
		if f.name == "derive" { // an expression may hold commas
			flags.StringArray(f.name, nil, help)
			break
		}
		flags.StringSlice(f.name, commas(f.standard), help)
	case yes:
		flags.Bool(f.name, f.standard == "true", help)
	default:
		flags.String(f.name, f.standard, help)
	}
	if f.required {
		_ = cmd.MarkFlagRequired(f.name) // it exists: it was declared above
	}
}

func commas(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// work reads the file and runs the method, for each group of --by.
func (m method) work(c *call, in io.Reader, args []string) (*result, error) {
	if !m.bare {
		if args[0] != "-" {
			file, err := os.Open(args[0])
			if err != nil {
				return nil, err
			}
			defer file.Close()
			in = file
		}
		if err := c.read(in); err != nil {
			return nil, err
		}
	}
	r, err := m.each(c)
	if err != nil {
		return nil, err
	}
	if err := r.nothing(); err != nil {
		return nil, err
	}
	r.Method, r.Convention = m.name, m.convention
	return r, nil
}

// each runs the method on every group; one that is refused says so in its row.
func (m method) each(c *call) (*result, error) {
	if m.bare || len(c.list("by")) == 0 {
		return m.run(c)
	}
	parts, err := c.split()
	if err != nil {
		return nil, err
	}
	out, reason := &result{}, error(nil)
	done := 0
	for _, part := range parts {
		r, err := m.run(part.call)
		if err != nil {
			reason = err
			out.addRow(part.keys).Refused = err.Error()
			continue
		}
		done++
		out.Notes = append(out.Notes, r.Notes...)
		for _, row := range r.Rows {
			row.Keys = append(append([]key{}, part.keys...), row.Keys...)
			out.Rows = append(out.Rows, row)
		}
	}
	if done == 0 && reason != nil {
		return nil, reason
	}
	return out, nil
}

// listed is a method as --list shows it.
type listed struct {
	Method     string       `json:"method"`
	Family     string       `json:"family"`
	Does       string       `json:"does"`
	Convention string       `json:"convention,omitempty"`
	File       bool         `json:"file"`
	Flags      []listedFlag `json:"flags"`
}

type listedFlag struct {
	Name     string `json:"name"`
	Default  string `json:"default,omitempty"`
	Help     string `json:"help"`
	Required bool   `json:"required,omitempty"`
}

func printList(w io.Writer, asJSON bool) error {
	var all []listed
	for _, m := range methods() {
		l := listed{Method: m.name, Family: m.family, Does: m.short, Convention: m.convention, File: !m.bare}
		for _, f := range m.all() {
			l.Flags = append(l.Flags, listedFlag{Name: f.name, Default: f.standard, Help: f.help, Required: f.required})
		}
		all = append(all, l)
	}
	if asJSON {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(all)
	}
	return printListText(w, all)
}

func printListText(w io.Writer, all []listed) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	family := ""
	for _, l := range all {
		if l.Family != family {
			family = l.Family
			fmt.Fprintf(t, "\n%s\n", strings.ToUpper(family))
		}
		fmt.Fprintf(t, "  %s\t%s\n", l.Method, l.Does)
		var own []string
		for _, f := range l.Flags[:len(l.Flags)-commonCount(l)] {
			own = append(own, f.brief())
		}
		if len(own) > 0 {
			fmt.Fprintf(t, "  \t  %s\n", strings.Join(own, " "))
		}
		if l.Convention != "" {
			fmt.Fprintf(t, "  \t  %s\n", l.Convention)
		}
	}
	fmt.Fprintf(t, "\nEvery method that reads a file also takes:\n")
	for _, f := range append(common(), shared()...) {
		fmt.Fprintf(t, "  --%s\t%s\n", f.name, f.help)
	}
	fmt.Fprintf(t, "\nFunctions in expressions: %s\n", strings.Join(functionNames(), " "))
	return t.Flush()
}

func commonCount(l listed) int {
	if !l.File {
		return len(shared())
	}
	return len(common()) + len(shared())
}

// brief is a flag as in a synopsis: required ones bare, optional ones in brackets.
func (f listedFlag) brief() string {
	s := "--" + f.Name
	if f.Default != "" {
		s += "=" + f.Default
	}
	if !f.Required {
		s = "[" + s + "]"
	}
	return s
}
