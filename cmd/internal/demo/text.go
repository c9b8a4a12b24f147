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

// texts are open answers by language and tone, and by theme within that.
type texts struct {
	by map[string][]string
}

func readTexts(raw []byte) (*texts, error) {
	t := &texts{by: map[string][]string{}}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		var row struct{ Lang, Sentiment, Theme, Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("read demo texts: %w", err)
		}
		if row.Sentiment == "mix" {
			row.Sentiment = "neg"
		}
		key := row.Lang + row.Sentiment
		t.by[key] = append(t.by[key], row.Text)
		t.by[key+row.Theme] = append(t.by[key+row.Theme], row.Text)
	}
	return t, lines.Err()
}

// wish is what somebody would like to talk about: in a language, in a tone,
// and, most of the time, about one of the themes.
type wish struct {
	tag    language.Tag
	tone   string
	themes []string
}

// draw gives one text: three times out of four about the first wished theme
// that anything was written about, else about whatever comes.
func (t *texts) draw(r *rand.Rand, w wish) string {
	key := "zh" + w.tone
	if w.tag == language.English {
		key = "en" + w.tone
	}
	list := t.by[key]
	for _, theme := range w.themes {
		if about := t.by[key+theme]; len(about) > 0 && r.IntN(4) > 0 {
			list = about
			break
		}
	}
	return list[r.IntN(len(list))]
}
