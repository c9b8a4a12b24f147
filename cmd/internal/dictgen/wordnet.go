// English words by the fields of meaning that WordNet's editors put them in.

package main

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// wordnetPackage is Debian's; it is fetched and unpacked, not installed.
const wordnetPackage = "wordnet-base"

// wordnet fetches the package and gives the folder of the database.
func wordnet(folder string) (string, error) {
	fetch := exec.Command("apt-get", "download", wordnetPackage)
	fetch.Dir = folder
	if out, err := fetch.CombinedOutput(); err != nil {
		return "", fmt.Errorf("fetch %s: %w: %s", wordnetPackage, err, out)
	}
	found, err := filepath.Glob(filepath.Join(folder, wordnetPackage+"_*.deb"))
	if err != nil || len(found) == 0 {
		return "", fmt.Errorf("find %s: %w", wordnetPackage, os.ErrNotExist)
	}
	if out, err := exec.Command("dpkg", "-x", found[0], folder).CombinedOutput(); err != nil {
		return "", fmt.Errorf("unpack %s: %w: %s", wordnetPackage, err, out)
	}
	return filepath.Join(folder, "usr", "share", "wordnet"), nil
}

// wordnetLicence is what each file of the database begins with, without the
// numbers of the lines.
func wordnetLicence(folder string) ([]byte, error) {
	var out strings.Builder
	out.WriteString("WordNet Release 3.0\n\n")
	err := eachLine(filepath.Join(folder, "data.noun"), func(line string) error {
		if strings.HasPrefix(line, "  ") {
			_, text, _ := strings.Cut(strings.TrimSpace(line)+" ", " ")
			out.WriteString(strings.TrimSpace(text) + "\n")
		}
		return nil
	})
	return []byte(out.String()), err
}

const (
	// unseen is what a sense counts that the tagged corpus never has.
	unseen = 0.5
	// smallest share of a word's use that makes a field one of its own.
	smallest = 0.25
	mostIDs  = 3 // fields of a word
	shortest = 3 // letters of a word
)

// sense is a reading of a word: WordNet's key without the word.
type sense struct{ kind, field, id int }

// fieldsOfWords lists the words by their fields: "13:3 18:1<tab>word word …", a
// field being the number of a lexicographer's file (lexnames(5WN)), its weight in
// quarters of the word's use.
func fieldsOfWords(folder string) ([]byte, error) {
	used, err := usedSenses(filepath.Join(folder, "cntlist.rev"))
	if err != nil {
		return nil, err
	}
	weights := map[string]map[int]float64{}
	for kind, name := range map[int]string{1: "data.noun", 2: "data.verb"} {
		if err := addSenses(weights, filepath.Join(folder, name), kind, used); err != nil {
			return nil, err
		}
	}
	lines := map[string][]string{}
	for word, by := range weights {
		if head := fieldsLine(by); head != "" {
			lines[head] = append(lines[head], word)
		}
	}
	var out strings.Builder
	for _, head := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintf(&out, "%s\t%s\n", head, strings.Join(slices.Sorted(slices.Values(lines[head])), " "))
	}
	return []byte(out.String()), nil
}

// usedSenses reads how often the tagged corpus has each sense of each word.
func usedSenses(path string) (map[string]map[sense]float64, error) {
	used := map[string]map[sense]float64{}
	return used, eachLine(path, func(line string) error {
		part := strings.Fields(line)
		if len(part) != 3 {
			return fmt.Errorf("count %q", line)
		}
		word, key, _ := strings.Cut(part[0], "%")
		n, err := numbers(append(strings.SplitN(key, ":", 4)[:3], part[2])...)
		if err != nil {
			return err
		}
		if used[word] == nil {
			used[word] = map[sense]float64{}
		}
		used[word][sense{n[0], n[1], n[2]}] += float64(n[3])
		return nil
	})
}

// addSenses adds the senses of one part of speech to the words' fields.
func addSenses(weights map[string]map[int]float64, path string, kind int, used map[string]map[sense]float64) error {
	return eachLine(path, func(line string) error {
		if strings.HasPrefix(line, "  ") { // the licence
			return nil
		}
		part := strings.Fields(line)
		count, err := strconv.ParseInt(part[3], 16, 0)
		if err != nil {
			return fmt.Errorf("words of %q: %w", line, err)
		}
		field, err := strconv.Atoi(part[1])
		if err != nil {
			return fmt.Errorf("field of %q: %w", line, err)
		}
		for i := range int(count) {
			word := strings.ToLower(part[4+2*i])
			id, err := strconv.ParseInt(part[5+2*i], 16, 0)
			if err != nil {
				return fmt.Errorf("number of %q: %w", line, err)
			}
			if !plain(word) {
				continue
			}
			if weights[word] == nil {
				weights[word] = map[int]float64{}
			}
			weights[word][field] += unseen + used[word][sense{kind, field, int(id)}]
		}
		return nil
	})
}

// plain tells one word of letters.
func plain(word string) bool {
	return len(word) >= shortest && !strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' })
}

// fieldsLine writes the fields of a word, the weightiest first; empty if none is
// weighty enough.
func fieldsLine(by map[int]float64) string {
	total := 0.0
	for _, field := range slices.Sorted(maps.Keys(by)) {
		total += by[field]
	}
	fields := slices.SortedFunc(maps.Keys(by), func(a, b int) int { return cmp.Or(cmp.Compare(by[b], by[a]), cmp.Compare(b, a)) })
	var out []string
	for _, f := range fields[:min(len(fields), mostIDs)] {
		if share := by[f] / total; share >= smallest {
			out = append(out, fmt.Sprintf("%d:%d", f, int(math.RoundToEven(4*share))))
		}
	}
	return strings.Join(out, " ")
}

func numbers(texts ...string) ([]int, error) {
	out := make([]int, len(texts))
	for i, t := range texts {
		n, err := strconv.Atoi(t)
		if err != nil {
			return nil, fmt.Errorf("number %q: %w", t, err)
		}
		out[i] = n
	}
	return out, nil
}

func eachLine(path string, do func(string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open WordNet: %w", err)
	}
	defer file.Close()
	scan := bufio.NewScanner(file)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		if err := do(scan.Text()); err != nil {
			return err
		}
	}
	return scan.Err()
}
