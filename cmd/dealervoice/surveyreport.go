package main

// The figures of a survey on the command line: those of its report.

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/app"
	"dealervoice/cmd/internal/figurefile"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

func surveyReportCommand() *cobra.Command {
	var flags struct {
		format, by, lang string
		filter, weight   []string
		trim             string
	}
	cmd := &cobra.Command{
		Use:   "report SLUG",
		Short: "Print the figures of a survey's report, through the same disclosure guard as its pages",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			write := figurefile.JSON
			switch flags.format {
			case "json":
			case "csv":
				write = figurefile.CSV
			default:
				return usage(fmt.Errorf("unknown format %q (json, csv)", flags.format))
			}
			lang, ok := language.Parse(flags.lang)
			if !ok {
				return usage(fmt.Errorf("unknown language %q (zh-CN, en)", flags.lang))
			}
			address := url.Values{"weight": flags.weight, "trim": {flags.trim}}
			for _, condition := range flags.filter {
				dim, value, ok := strings.Cut(condition, ":")
				if !ok || dim == "" || value == "" || address.Has(dim) && (dim == "weight" || dim == "trim") {
					return usage(fmt.Errorf("filter %q is not DIMENSION:VALUE", condition))
				}
				address.Add(dim, value)
			}
			f, err := analysis.ParseFilter(address)
			if err != nil {
				return err
			}
			return withApp(cmd, func(ctx context.Context, a *app.App) error {
				v := access.Machine("command line")
				v.Language = lang
				r, err := a.Analysis.Figures(ctx, v, args[0], analysis.ReportQuery{By: flags.by, Filter: f})
				if err != nil {
					return err
				}
				return write(cmd.OutOrStdout(), r)
			})
		},
	}
	cmd.Flags().StringVar(&flags.format, "format", "json", "json or csv")
	cmd.Flags().StringArrayVar(&flags.filter, "filter", nil, "DIMENSION:VALUE, also from:DAY and to:DAY; several of one dimension mean any of them")
	cmd.Flags().StringVar(&flags.by, "by", "", "a dimension to split every figure by")
	cmd.Flags().StringSliceVar(&flags.weight, "weight", nil, "margins of the roster to weight to: region, area, tier, channel, exclusive")
	cmd.Flags().StringVar(&flags.trim, "trim", "", "keep weights within so many times the mean")
	cmd.Flags().StringVar(&flags.lang, "lang", "zh-CN", "language of titles")
	return cmd
}
