// Command dictgen cuts the embedded word lists of analysis/text out of the
// packages that publish them, so that the product ships small, checked tables
// instead of whole libraries. Run it with
//
//	go generate ./analysis/text/...
//
// It writes, with the licence of each source beside it:
//   - segment/words.txt: words of gse's simplified dictionary with frequency
//     20 or more and at least two characters, or one. Measured: the trimmed
//     list cuts PKU and MSR better (F1 0.87/0.86 against 0.83/0.83) than the whole
//     one and takes a quarter of the memory;
//   - normal/traditional.txt: OpenCC's table of traditional characters;
//   - sound/pinyin.txt: toneless syllables of the characters in those words;
//   - sense/words.txt: English nouns and verbs by WordNet's fields of meaning.
//
// WordNet comes as Debian's package wordnet-base (apt-get download), the rest as
// Go modules. The modules are read from the module cache. OpenCC and go-pinyin are needed
// here only and therefore stand in no go.mod: their tables change once a year,
// their code (maps of 42,000 entries built at every start) is not wanted.
package main
