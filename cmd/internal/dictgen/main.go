// Finds the sources, writes the tables.

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// The sources. gse's version is the one in go.mod; keep them equal.
const (
	gseModule    = "github.com/go-ego/gse@v0.80.3"
	openccModule = "github.com/longbridgeapp/opencc@v0.3.13"
	pinyinModule = "github.com/mozillazg/go-pinyin@v0.21.0"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: dictgen ANALYSIS_TEXT_FOLDER")
		os.Exit(2)
	}
	if err := generate(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

func generate(folder string) error {
	gse, err := moduleDir(gseModule)
	if err != nil {
		return err
	}
	opencc, err := moduleDir(openccModule)
	if err != nil {
		return err
	}
	pinyin, err := moduleDir(pinyinModule)
	if err != nil {
		return err
	}
	words, err := trimWords(filepath.Join(gse, "data", "dict", "zh", "s_1.txt"))
	if err != nil {
		return err
	}
	traditional, err := characterPairs(filepath.Join(opencc, "dictionary", "TSCharacters.txt"))
	if err != nil {
		return err
	}
	sounds, err := syllables(filepath.Join(pinyin, "pinyin_dict.go"), words)
	if err != nil {
		return err
	}
	fetched, err := os.MkdirTemp("", "wordnet")
	if err != nil {
		return fmt.Errorf("make room for WordNet: %w", err)
	}
	defer os.RemoveAll(fetched)
	meanings, err := wordnet(fetched)
	if err != nil {
		return err
	}
	fields, err := fieldsOfWords(meanings)
	if err != nil {
		return err
	}
	terms, err := wordnetLicence(meanings)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"segment/words.txt":      words,
		"normal/traditional.txt": traditional,
		"sound/pinyin.txt":       sounds,
		"sense/words.txt":        fields,
		"sense/LICENSE.wordnet":  terms,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return fmt.Errorf("write table: %w", err)
		}
	}
	return copyLicences(folder, map[string]string{
		"segment/LICENSE.gse":   filepath.Join(gse, "LICENSE"),
		"normal/LICENSE.opencc": filepath.Join(opencc, "LICENSE"),
		"sound/LICENSE.pinyin":  filepath.Join(pinyin, "LICENSE"),
	})
}

// moduleDir gives the folder of a module in the cache, fetching it if need be.
func moduleDir(module string) (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return "", fmt.Errorf("download %s: %w", module, err)
	}
	var info struct{ Dir string }
	if err := json.Unmarshal(out, &info); err != nil {
		return "", fmt.Errorf("read answer for %s: %w", module, err)
	}
	return info.Dir, nil
}

func copyLicences(folder string, files map[string]string) error {
	for to, from := range files {
		data, err := os.ReadFile(from)
		if err != nil {
			return fmt.Errorf("read licence: %w", err)
		}
		if err := os.WriteFile(filepath.Join(folder, to), data, 0o644); err != nil {
			return fmt.Errorf("write licence: %w", err)
		}
	}
	return nil
}
