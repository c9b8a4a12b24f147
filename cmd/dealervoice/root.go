package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/i18n"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/templates"
)

// The exit codes of the contract.
const (
	exitDone   = 0
	exitInput  = 1 // the input is at fault, nothing half done
	exitUsage  = 2
	exitSystem = 3
)

// streams are the ends of a command, so that tests can hold them.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run runs one command line and gives its exit code.
func run(ctx context.Context, args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	code := codeOf(err)
	var quiet silent
	if !errors.As(err, &quiet) {
		fmt.Fprintln(s.err, "dealervoice:", message(err))
	}
	if code == exitUsage {
		fmt.Fprintln(s.err, "Run 'dealervoice --help' or 'dealervoice COMMAND --help' for usage.")
	}
	return code
}

// newRoot builds the tree of commands.
func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "dealervoice",
		Short: "The voice of dealers: ask, understand, test policies, revise the sales process",
		Long: `The voice of dealers: ask, understand, test policies, revise the sales process.
Data goes to standard output, messages to standard error. Exit codes: 0 done; 1 the input is at fault,
nothing half done; 2 wrong usage; 3 the system failed. Settings come from the environment ("config"
prints those in force); flags win.`,
		Example:       "  dealervoice serve --demo-if-empty",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(serveCommand(), workerCommand(), migrateCommand(), configCommand(), userCommand(), tokenCommand(), demoCommand(), surveyCommand(), responsesCommand(), themesCommand(), statsCommand(), mailCommand())
	wrapUsage(root)
	illustrate(root)
	return root
}

// wrapUsage makes wrong operands and missing flags a usage error, in every
// command below.
func wrapUsage(cmd *cobra.Command) {
	if check := cmd.Args; check != nil {
		cmd.Args = func(c *cobra.Command, args []string) error {
			if err := cmp.Or(check(c, args), c.ValidateRequiredFlags()); err != nil {
				return usage(err)
			}
			return nil
		}
	}
	if cmd.HasSubCommands() && cmd.Run == nil && cmd.RunE == nil {
		cmd.RunE = func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(fmt.Errorf("unknown command %q for %q", args[0], c.CommandPath()))
			}
			return c.Help()
		}
	}
	for _, sub := range cmd.Commands() {
		wrapUsage(sub)
	}
}

// coded is an error with an exit code.
type coded struct {
	code int
	err  error
}

func (e coded) Error() string { return e.err.Error() }
func (e coded) Unwrap() error { return e.err }

// silent marks a failure that the command has already reported in full.
type silent struct{ error }

// usage marks err as a wrong use of the command.
func usage(err error) error { return coded{exitUsage, err} }

// atFault marks err as the fault of the input.
func atFault(err error) error { return coded{exitInput, err} }

// codeOf gives the exit code of an error: what a person may mend is input,
// everything else is the system.
func codeOf(err error) int {
	var c coded
	if errors.As(err, &c) {
		return c.code
	}
	if f := fault.From(err); f != nil && f.Kind != fault.KindInternal && f.Kind != fault.KindUnavailable {
		return exitInput
	}
	var path *os.PathError
	if errors.As(err, &path) {
		return exitInput
	}
	return exitSystem
}

// message gives a fault's sentences in English, or the error as it is.
func message(err error) string {
	f := fault.From(err)
	if f == nil {
		return err.Error()
	}
	catalogue, loadErr := i18n.Load(templates.FS)
	if loadErr != nil {
		return err.Error()
	}
	say := catalogue.In(language.English)
	text := say.Say(f.Key, f.Args)
	for _, field := range f.Fields {
		text += "\n  "
		if field.Path != "" {
			text += field.Path + ": "
		}
		text += say.Say(field.Key, field.Args)
	}
	return text
}

// open builds the app for a command that needs the database.
func open(ctx context.Context, c config.Config, out io.Writer) (*app.App, error) {
	log := slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelInfo}))
	return app.New(ctx, c, log)
}

// withApp runs fn with the app of the environment's configuration.
func withApp(cmd *cobra.Command, fn func(ctx context.Context, a *app.App) error) error {
	c, err := config.Load()
	if err != nil {
		return usage(err)
	}
	a, err := open(cmd.Context(), c, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	return errors.Join(fn(cmd.Context(), a), a.Close())
}
