package survey

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"unicode"
)

const sample = "7K3Q0123456789ABCDEFGHJKMNPQRS"

func TestATokenSurvivesTheWayToItsReader(t *testing.T) {
	for name, in := range map[string]string{
		"as it was":                       sample,
		"small letters":                   strings.ToLower(sample),
		"look-alikes":                     strings.NewReplacer("0", "o", "1", "l").Replace(sample),
		"capital look-alikes":             strings.NewReplacer("0", "O", "1", "I").Replace(sample),
		"a full stop behind":              sample + ".",
		"a bracket behind":                sample + ")",
		"brackets around":                 "<" + sample + ">",
		"Chinese brackets around":         "（" + sample + "）。",
		"a space behind":                  sample + " ",
		"an escaped space behind":         sample + "%20",
		"parameters behind":               sample + "?utm_source=mail&utm_medium=x",
		"an escaped ampersand behind":     sample + "&amp;x=1",
		"wrapped by a mail program":       sample[:11] + "\r\n " + sample[11:],
		"soft hyphen and zero width":      sample[:8] + "\u00AD" + sample[8:15] + "\u200B" + sample[15:],
		"groups of four":                  sample[:4] + "-" + sample[4:8] + "-" + sample[8:],
		"full-width letters from a phone": wide(sample),
		"words behind":                    sample + " 请点击填写",
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := ParseToken(in)
			if !ok || got.Reveal() != sample {
				t.Errorf("%q is read as %q, %v", in, got.Reveal(), ok)
			}
		})
	}
}

// wide writes ASCII in full-width forms.
func wide(s string) string {
	return strings.Map(func(r rune) rune { return r + '！' - '!' }, s)
}

func TestWhatIsNoTokenIsRefused(t *testing.T) {
	for name, in := range map[string]string{
		"nothing":              "",
		"one symbol short":     sample[:29],
		"one symbol long":      sample + "A",
		"a letter behind":      sample + "ü",
		"a U, which is none":   strings.Replace(sample, "A", "U", 1),
		"SQL":                  "' OR 1=1--",
		"SQL inside":           sample[:10] + "' OR 1=1--" + sample[10:],
		"a path":               "../../" + sample,
		"NUL inside":           sample[:5] + "\x00" + sample[5:],
		"invalid UTF-8 inside": sample[:5] + "\xff" + sample[5:],
		"a UUID":               "3b241101-e2bb-4255-8caf-4136c566a962",
		"a very long text":     strings.Repeat(" ", 300) + sample,
		"Arabic digits":        strings.ReplaceAll(sample, "1", "١"),
	} {
		if got, ok := ParseToken(in); ok {
			t.Errorf("%s: %q is read as %q", name, in, got.Reveal())
		}
	}
}

func TestTokensAreRandomAndCarryTheirSurvey(t *testing.T) {
	seen := map[string]bool{}
	var ones [tokenSymbols * 5]int
	const n = 2000
	for range n {
		tok := newToken("7K3Q")
		if seen[tok.Reveal()] || len(tok.Reveal()) != tokenSymbols || tok.code() != "7K3Q" {
			t.Fatalf("token %q", tok.Reveal())
		}
		seen[tok.Reveal()] = true
		if back, ok := ParseToken(tok.Reveal()); !ok || back != tok {
			t.Fatalf("%q is read as %q", tok.Reveal(), back.Reveal())
		}
		for i, r := range tok.Reveal() {
			v := strings.IndexRune(alphabet, r)
			for b := range 5 {
				ones[i*5+b] += v >> b & 1
			}
		}
	}
	// Every one of the 130 secret bits must be set about half of the time:
	// 5 standard deviations of a fair coin are 112 of 2000.
	for i, c := range ones[codeSymbols*5:] {
		if c < n/2-112 || c > n/2+112 {
			t.Errorf("bit %d is set in %d of %d tokens", i, c, n)
		}
	}
}

func TestATokenNeverPrints(t *testing.T) {
	tok, _ := ParseToken(sample)
	issued := Issued{Token: tok}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "token", tok, "issued", issued)
	doc, err := json.Marshal(issued)
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{fmt.Sprint(tok), fmt.Sprintf("%v %+v %s %q", issued, issued, tok, tok), fmt.Sprintf("%#v", tok), log.String(), string(doc)} {
		if strings.Contains(out, sample) {
			t.Errorf("the token stands in %s", out)
		}
	}
	if strings.Contains(tok.hash(), sample) || len(tok.hash()) != 64 {
		t.Errorf("hash %q", tok.hash())
	}
}

func FuzzParseToken(f *testing.F) {
	for _, s := range []string{sample, "", "%zz", wide(sample), "' OR 1=1--", sample[:10] + "\r\n" + sample[10:]} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tok, ok := ParseToken(s)
		if !ok {
			return
		}
		if len(tok.text) != tokenSymbols || strings.IndexFunc(tok.text, func(r rune) bool {
			return r > unicode.MaxASCII || !strings.ContainsRune(alphabet, r)
		}) >= 0 {
			t.Errorf("%q is read as %q", s, tok.text)
		}
		if again, ok := ParseToken(tok.text); !ok || again != tok {
			t.Errorf("%q is not read back", tok.text)
		}
	})
}
