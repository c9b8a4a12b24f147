// Package mask finds, in open answers, what names a person or a shop: personal
// names, telephone, identity and bank numbers, addresses of mail and chat, number
// plates, and the names of a roster. Quotes are masked by it before they leave the
// confidential circle.
//
//	m := mask.New(shops...)    // safe for concurrent use
//	m.Spans(answer)            // what to hide, by bytes, with its kind
//	m.Text(answer)             // the answer with each of them replaced by Blank
//
// It is not a promise: a text can point at its writer without a name in it, and
// some names are missed. Measured on 610 sentences of our own (testdata; a name
// counts when all of it is hidden). Two sets say what to expect: the unseen half of
// the fourth, of usual names, 0.94 of 31; the sixth, of rare surnames, short given
// names and foreign names, written after the last mending and run once, 0.82 of 77
// (with the rules before the fifth set: 0.31), where all that is hidden is a name. The
// sets that rules were made and mended with: 0.99 of 97, 0.98 of 55, 1.0 of 38, 0.97
// of 29, and 0.82 of 136 of the fifth (before: 0.53). All numbers, addresses and shops
// are hidden: what is missed are persons, above all names that are words (文静, 幸福)
// and rare given names without a title. Up to 2 % of the other letters are blanked by
// mistake.
//
// Decisions:
//   - When in doubt, hide: a missed name harms somebody, a blanked word annoys.
//   - Chinese names need a surname and a second sign: a title ("王总"), a word of
//     introduction ("联系人李丽"), or two characters usual in given names. A
//     surname that begins a word of the dictionary is that word ("任务", "高端").
//   - English names: a title, a word of introduction, a usual first name, a capital
//     word that no dictionary has before what persons do (package sense), or prose
//     (package nlp), which is asked only where a capital letter stands inside a
//     sentence, and for a bounded length.
//   - Everything is linear in the length of the answer.
package mask
