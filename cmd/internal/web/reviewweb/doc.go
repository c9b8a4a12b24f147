// Package reviewweb is the pages on which people judge what open answers are about:
// the queue, blind rounds with their agreement, the quality of the tagger, and the
// trained models.
//
// Decisions:
//   - One answer a page, one form: every theme is four radio buttons, filled with
//     what the tagger says, so that to agree is to press Enter. templates/static/
//     review.js adds keys for the first nine themes; without it all works by buttons.
//   - An answer is named in addresses and forms by review.Handle, never by the id of
//     its response.
//
// It decides nothing: packages review and coding do.
package reviewweb
