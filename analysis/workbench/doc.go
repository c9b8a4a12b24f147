// Package workbench shows what a codebook does to stored answers, and what it
// misses.
//
//	preview    what an edit would change: gained, lost and turned, with examples
//	discovery  answers without theme or of great doubt in groups that can be read;
//	           words that rise from one wave to the next; near-duplicates folded
//
// Decisions:
//   - Texts come from analysis.Corpus: only those whose words may be shown, masked,
//     without who wrote them. Whatever is counted here, a reader of the quotes could
//     count as well; no figure is split by segment.
//   - A preview reads all answers up to a bound, else a sample that is drawn at
//     random and always the same, and says so. Both books are read anew on the same
//     texts, so the difference is the edit's alone.
//   - Groups are made by average linkage on TF-IDF vectors after near-duplicates are
//     folded (MinHash of character trigrams: Broder 1997), and named by the phrases
//     that their answers share. They are for a person to read, never a tag: measured, topics of
//     this kind fall short of the codebook on every set (notes: NMF 0.38-0.69).
//   - A rising word is held against the wave before by Fisher's exact test on answers,
//     and all words of a search against the rate of false discoveries (Benjamini and
//     Hochberg 1995): of the words called rising at most one in ten is chance.
//
// It changes nothing: package coding does, when somebody saves.
package workbench
