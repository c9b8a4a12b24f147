package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

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

// source is what a tagger is made of.
type source struct {
	book, train string
}

func (s *source) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.book, "codebook", "", "the codebook, vod-codebook/1 JSON")
	cmd.Flags().StringVar(&s.train, "train", "", "tagged answers to learn from, JSONL; with a codebook or alone; rows without \"themes\" lend their words")
}

// tagger makes the tagger: of a codebook, of tagged answers, or of both.
func (s *source) tagger() (*text.Tagger, error) {
	if s.book == "" && s.train == "" {
		return nil, usage(errors.New("--codebook names the codebook file, --train the tagged answers; one is needed"))
	}
	var book *codebook.Book
	if s.book != "" {
		f, err := os.Open(s.book)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if book, err = codebook.Read(f); err != nil {
			return nil, err
		}
	}
	if s.train == "" {
		return text.New(book)
	}
	rows, err := readLabelled(s.train)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(rows, func(r labelled) bool { return r.Themes != nil }) {
		return nil, atFault(fmt.Errorf("%s: no answers to learn from", s.train))
	}
	examples := make([]text.Example, len(rows))
	for i, r := range rows {
		examples[i] = text.Example{Text: r.Text, Lang: r.Lang, Unknown: r.Themes == nil}
		for _, th := range r.Themes {
			examples[i].Themes = append(examples[i].Themes, text.Given{ID: th.Theme, Polarity: text.Polarity(th.Polarity), Rated: th.Rated})
		}
	}
	return text.Train(book, examples)
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
