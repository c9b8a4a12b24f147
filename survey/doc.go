// Package survey is what is asked: a survey with its draft, the published
// versions that never change, and the personal links that go out.
//
//	Survey (slug) -> draft -> Version 1..n (immutable, privacy mode frozen)
//	Survey + dealer + wave -> Invitation -> one open link at a time
//
// It is not the questionnaire itself (survey/definition), not the engine that
// decides about answers (survey/answer), not the roster (survey/audience) and
// not what came back (feedback).
//
// Decisions:
//   - A form that people fill is found with one cheap read: the survey's head
//     (state, current version, wave) is read from the database at each look-up,
//     so a publication or a closing by another process counts at once; the
//     parsed definition of a version is kept in memory for ever, because a
//     version never changes.
//   - A version's content is compared in canonical form (sorted keys, no
//     spaces), so that publishing the same thing twice makes no new version.
//   - An invitation belongs to one dealer in one wave and keeps its id for
//     good; a new link replaces the old one. So a dealer who answered by the old
//     link cannot answer again by the new one.
//   - An invitation keeps the dealer's attributes as they were when it was made:
//     they are what its answer is counted under, and its scope.
//   - Links carry the survey's public code in front, so that a look-up stays
//     inside one survey; stored is only their SHA-256 and a salt. With a key that
//     lies outside the database the token follows from the salt, so a
//     reminder can carry the same link and meets the same draft. Links that were
//     drawn before (no salt) work as ever and cannot be made again.
//   - An unlinkable survey has a key in a file outside the database (key.go), made
//     when it is published and destroyed when nobody may send any more. It stays
//     unlinkable, cannot be opened again, asks for no files and signatures, and
//     its form knows nothing of the dealer.
//   - Surveys themselves have no scope: whoever may read surveys sees them all.
//     Invitations and dealers have one, enforced in the query.
package survey
