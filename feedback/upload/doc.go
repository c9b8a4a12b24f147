// Package upload keeps the files that respondents send with their answers:
// photos first of all.
//
// A file is taken in when the form brings it, before the answer is handed in. The
// form then carries a reference, as long and as random as a password, which
// stands in the answer instead of the file. In the database the file lies under
// a hash of the reference and is sealed with it: so whoever may read the answer
// can open the file, and who cannot, reads nothing in the table either. What no
// answer has claimed goes with the drafts.
//
// What it is not: it does not judge which files a question takes (survey/answer
// does) nor who may read an answer (feedback does).
//
// Decisions:
//   - The reference follows from form and content: sending the same file again
//     with the same form is the same upload, so a retry is the same answer.
//   - Pictures lose whatever is said about them before anything is stored
//     (survey/picture). Other documents are kept as they came and only ever
//     handed out as downloads.
//   - Only kinds that can be told by their bytes are taken: pictures, PDF, office
//     documents, plain text. Pages, programs and archives are refused.
//   - An answer claims its files in its own transaction, and no other answer can
//     claim them.
//   - Limits for a form and for all unclaimed files of a survey, so that nobody
//     fills the disk by forms that are never handed in.
package upload
