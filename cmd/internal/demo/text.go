package demo

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"dealervoice/survey/language"
)

// Open answers of the demo, written for this project: nobody real said them.
var (
	//go:embed dealer-texts.jsonl
	dealerTexts []byte
	//go:embed consumer-texts.jsonl
	consumerTexts []byte
)

// texts are open answers by language and tone.
type texts struct {
	by map[string][]string
}

func readTexts(raw []byte) (*texts, error) {
	t := &texts{by: map[string][]string{}}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		var row struct{ Lang, Sentiment, Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("read demo texts: %w", err)
		}
		if row.Sentiment == "mix" {
			row.Sentiment = "neg"
		}
		key := row.Lang + row.Sentiment
		t.by[key] = append(t.by[key], row.Text)
	}
	return t, lines.Err()
}

// draw gives one text of the language and tone.
func (t *texts) draw(r *rand.Rand, tag language.Tag, tone string) string {
	lang := "zh"
	if tag == language.English {
		lang = "en"
	}
	list := t.by[lang+tone]
	return list[r.IntN(len(list))]
}
