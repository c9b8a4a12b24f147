package main

// The figures of a survey on the command line: those of its pages.

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/figurefile"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// figureFlags are those of every command that prints figures.
type figureFlags struct {
	format, lang string
	filter       []string
	weight       []string
	// address are the flags that stand in the page's address under their own name.
	address map[string]*string
}

// add defines a flag that stands in the address.
func (f *figureFlags) add(cmd *cobra.Command, name, usage string) {
	if f.address == nil {
		f.address = map[string]*string{}
	}
	f.address[name] = cmd.Flags().String(name, "", usage)
}

// page is what the flags ask for.
func (f *figureFlags) page() (url.Values, error) {
	address := url.Values{}
	if len(f.weight) > 0 {
		address["weight"] = f.weight
	}
	for name, value := range f.address {
		if *value != "" {
			address.Set(name, *value)
		}
	}
	for _, condition := range f.filter {
		dim, value, ok := strings.Cut(condition, ":")
		_, flag := f.address[dim]
		if !ok || dim == "" || value == "" || flag && dim != "wave" || dim == "weight" {
			return nil, usage(fmt.Errorf("filter %q is not DIMENSION:VALUE", condition))
		}
		address.Add(dim, value)
	}
	return address, nil
}

// print reads the page through the guard and writes it.
func (f *figureFlags) print(cmd *cobra.Command, p figurefile.Page) error {
	format, ok := figurefile.FormatOf(f.format)
	if !ok {
		return usage(fmt.Errorf("unknown format %q (json, csv, xlsx)", f.format))
	}
	lang, ok := language.Parse(f.lang)
	if !ok {
		return usage(fmt.Errorf("unknown language %q (zh-CN, en)", f.lang))
	}
	var err error
	if p.Address, err = f.page(); err != nil {
		return err
	}
	return withApp(cmd, func(ctx context.Context, a *app.App) error {
		v := access.Machine("command line")
		v.Language = lang
		figures, err := figurefile.Source{Analysis: a.Analysis, Guess: a.Guess}.Read(ctx, v, p)
		if err != nil {
			return err
		}
		return format.Write(cmd.OutOrStdout(), figures)
	})
}

func surveyReportCommand() *cobra.Command {
	var flags figureFlags
	pages := strings.Join(figurefile.OfSurvey(), ", ")
	cmd := &cobra.Command{
		Use:   "report SLUG [PAGE]",
		Short: "Print the figures of a survey's report, or of another page about it, through the same disclosure guard",
		Long:  "Print the figures of a page about a survey, through the same disclosure guard as the page itself.\nPAGE is one of " + pages + ".",
		Args:  cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			of := append(args, figurefile.Report)[1]
			if !slices.Contains(figurefile.OfSurvey(), of) {
				return usage(fmt.Errorf("unknown page %q (%s)", of, pages))
			}
			return flags.print(cmd, figurefile.Page{Name: of, Survey: args[0]})
		},
	}
	flags.define(cmd)
	cmd.Flags().StringArrayVar(&flags.filter, "filter", nil, "DIMENSION:VALUE, also from:DAY and to:DAY; several of one dimension mean any of them")
	cmd.Flags().StringSliceVar(&flags.weight, "weight", nil, "margins of the roster to weight to (region, area, tier, channel, exclusive), or the name of a saved weighting")
	flags.add(cmd, "trim", "keep weights within so many times the mean")
	flags.add(cmd, "by", "figures: a dimension to split every figure by")
	flags.add(cmd, "rows", "crosstab: a question")
	flags.add(cmd, "cols", "crosstab: a dimension")
	flags.add(cmd, "adjust", "crosstab: holm, bh or none")
	flags.add(cmd, "outcome", "drivers: what they go with")
	flags.add(cmd, "of", "drivers: a matrix, or an index, whose rows they are")
	flags.add(cmd, "wave", "turnout: the wave")
	return cmd
}

func (f *figureFlags) define(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.format, "format", "json", "json, csv or xlsx")
	cmd.Flags().StringVar(&f.lang, "lang", "zh-CN", "language of titles")
}

// surveyChainCommand is about two surveys.
func surveyChainCommand() *cobra.Command {
	var flags figureFlags
	cmd := &cobra.Command{
		Use:   "chain",
		Short: "Print the satisfaction chain from consumers over outlets to dealers",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return flags.print(cmd, figurefile.Page{Name: figurefile.Chain})
		},
	}
	flags.define(cmd)
	for name, usage := range map[string]string{
		"consumers": "the survey of consumers", "dealers": "the survey of dealers", "voice": "the consumers' figure", "score": "the dealers' figure",
		"product": "one product", "region": "one region", "lag": "by how many months consumers come before dealers",
	} {
		flags.add(cmd, name, usage)
	}
	return cmd
}
