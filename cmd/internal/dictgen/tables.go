// Each table from its source.

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// minFrequency is the trim; see doc.go.
const minFrequency = 20

// trimWords keeps "word frequency class" of the frequent words, sorted.
func trimWords(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open dictionary: %w", err)
	}
	defer file.Close()
	var kept []string
	for scan := bufio.NewScanner(file); scan.Scan(); {
		part := strings.Fields(scan.Text())
		if len(part) < 2 {
			continue
		}
		frequency, err := strconv.Atoi(part[1])
		if err != nil || frequency < minFrequency || !hasHan(part[0]) {
			continue
		}
		kept = append(kept, strings.Join(part[:min(len(part), 3)], " "))
	}
	slices.Sort(kept)
	return []byte(strings.Join(slices.Compact(kept), "\n") + "\n"), nil
}

func hasHan(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// characterPairs keeps "traditional simplified" without a space, one pair a
// line, where the first choice differs from the character itself.
func characterPairs(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read characters: %w", err)
	}
	var out bytes.Buffer
	for line := range strings.Lines(string(data)) {
		part := strings.Fields(line)
		if len(part) < 2 || slices.Contains(part[1:], part[0]) && part[1] == part[0] {
			continue
		}
		from, to := part[0], part[1]
		if utf8.RuneCountInString(from) == 1 && utf8.RuneCountInString(to) == 1 && []rune(from)[0] <= 0xFFFF && []rune(to)[0] <= 0xFFFF {
			fmt.Fprintf(&out, "%s%s\n", from, to)
		}
	}
	return out.Bytes(), nil
}

// syllables keeps "character syllable[,syllable]" without tones for the
// characters of the words, most usual reading first.
func syllables(path string, words []byte) ([]byte, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read pinyin: %w", err)
	}
	wanted := map[rune]bool{}
	for _, r := range string(words) {
		wanted[r] = true
	}
	var out bytes.Buffer
	entry := regexp.MustCompile(`0x([0-9A-F]+):\s*"([^"]+)"`)
	for _, m := range entry.FindAllStringSubmatch(string(source), -1) {
		code, err := strconv.ParseInt(m[1], 16, 32)
		if err != nil || !wanted[rune(code)] {
			continue
		}
		var plain []string
		for reading := range strings.SplitSeq(m[2], ",") {
			if s := toneless(reading); s != "" && !slices.Contains(plain, s) {
				plain = append(plain, s)
			}
		}
		fmt.Fprintf(&out, "%c %s\n", rune(code), strings.Join(plain, ","))
	}
	return out.Bytes(), nil
}

// toneless drops tone marks and keeps ü as v.
func toneless(reading string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ReplaceAll(norm.NFD.String(reading), "u\u0308", "v")) {
		base := []rune(norm.NFD.String(string(r)))[0]
		if base >= 'a' && base <= 'z' {
			b.WriteRune(base)
		}
	}
	return b.String()
}
