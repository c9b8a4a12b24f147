package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
	"dealervoice/survey/fault"
)

func themesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "themes", Short: "Read open answers for themes; measure how well"}
	cmd.AddCommand(themesTagCommand(), themesEvalCommand())
	return cmd
}

// readTagger makes a tagger of a codebook file.
func readTagger(path string) (*text.Tagger, error) {
	if path == "" {
		return nil, usage(errors.New("--codebook names the codebook file"))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	book, err := codebook.Read(f)
	if err != nil {
		return nil, err
	}
	return text.New(book)
}

// priorOf reads the question's prior as files give it: a number or a word.
func priorOf(raw any) (text.Polarity, error) {
	switch v := raw.(type) {
	case nil:
		return text.Neutral, nil
	case float64:
		if v == -1 || v == 0 || v == 1 {
			return text.Polarity(v), nil
		}
	case string:
		switch v {
		case "neg", "negative", "-1":
			return text.Negative, nil
		case "", "neu", "neutral", "0":
			return text.Neutral, nil
		case "pos", "positive", "1":
			return text.Positive, nil
		}
	}
	return text.Neutral, fault.Invalid(fault.Field{Path: "prior", Key: "bookfile.prior"})
}
