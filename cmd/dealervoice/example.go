package main

// One example for every command, all in one place: read together they are a
// tour of the program, and a test holds each to the flags and operands of its
// command.

import (
	"strings"

	"github.com/spf13/cobra"
)

// examples gives an example by the path of its command, without the program's name.
func examples() map[string]string {
	return map[string]string{
		"serve":                   "dealervoice serve --addr :8080 --demo-if-empty",
		"worker":                  "dealervoice worker",
		"config":                  "dealervoice config",
		"migrate up":              "dealervoice migrate up",
		"migrate status":          "dealervoice migrate status",
		"demo load":               "dealervoice demo load",
		"user add":                "dealervoice user add --email li@maker.example --role analyst,marketing --scope region:华东 < password.txt",
		"token add":               "dealervoice token add --name warehouse --role analyst",
		"token list":              "dealervoice token list --json",
		"token revoke":            "dealervoice token revoke warehouse",
		"mail bounce":             "dealervoice mail bounce --to bounce+tag@maker.example < message.eml",
		"survey check":            "dealervoice survey check dealers.json --json",
		"survey import":           "dealervoice survey import dealers.json --slug dealer-quarterly --publish",
		"survey export":           "dealervoice survey export dealer-quarterly --version 2 > dealers.json",
		"survey eval":             "dealervoice survey eval --gate < cases.jsonl",
		"survey expr":             `echo '{"expression":"{a} > 2","values":{"a":3}}' | dealervoice survey expr`,
		"survey schema":           "dealervoice survey schema > dv.schema.json",
		"survey dealt":            "dealervoice survey dealt policy-test",
		"survey report":           "dealervoice survey report dealer-quarterly crosstab --rows d6 --cols region --filter tier:A",
		"survey chain":            "dealervoice survey chain --lag 3 --format csv",
		"survey invite":           "dealervoice survey invite dealer-quarterly --region 华东 --dry-run",
		"survey remind":           "dealervoice survey remind dealer-quarterly --on 2026-12-01",
		"survey weighting save":   "dealervoice survey weighting save roster-2026 --by region,tier --trim 5",
		"survey weighting list":   "dealervoice survey weighting list",
		"survey weighting retire": "dealervoice survey weighting retire roster-2026",
		"responses import":        "dealervoice responses import --survey dealer-quarterly answers.csv --map text=why --map respondent.region=attr:region",
		"responses export":        "dealervoice responses export --survey dealer-quarterly --format csv --out answers.csv",
		"responses recompute":     "dealervoice responses recompute --survey policy-test answers.jsonl",
		"responses unfold":        "dealervoice responses unfold --survey policy-test --question best --out best.csv",
		"themes tag":              "dealervoice themes tag --codebook codebook.json < answers.jsonl",
		"themes eval":             "dealervoice themes eval --codebook codebook.json --test tagged.jsonl --json",
		"stats":                   "dealervoice stats crosstab --rows tier --cols region --json answers.csv",
	}
}

// illustrate puts the examples where help shows them.
func illustrate(root *cobra.Command) {
	given := examples()
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		if line := given[strings.TrimPrefix(cmd.CommandPath(), root.Name()+" ")]; line != "" {
			cmd.Example = "  " + line
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(root)
}
