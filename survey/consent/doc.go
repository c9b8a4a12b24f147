// Package consent keeps, word for word, what respondents read before they
// answered: the product's promise about who sees the answers, and the author's
// own text (dv.consent).
//
// What it is not: it asks for no consent; whoever wants a tick puts a question
// into the form.
//
// # Decisions
//
//   - A statement has one id in all languages, a hash of all its texts. So the id
//     stored with an answer does not depend on the language that was read last,
//     and tells nothing of its respondent: all who came by the same kind of link
//     to the same version have the same one.
//   - The texts are written down when a version is published, and again when the
//     program starts, for a new release may word its promises otherwise. Handing
//     an answer in writes nothing but the id.
//   - Answers that came by a file or the interface carry none unless they brought
//     one: nobody here knows what their respondents read.
package consent
