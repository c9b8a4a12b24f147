// Package uploadweb gives staff the files that respondents sent with their
// answers: a list by survey, and each as a download.
//
// What it is not: it takes nothing in (respondweb does), and it decides nothing
// about who may see an answer (feedback does): where single answers are not to be
// seen, their files are not either.
//
// Decisions:
//   - A file is always an attachment, never shown in a page of ours, and sent with
//     a policy that lets nothing in it run. Its type is the one told by its bytes
//     when it came.
//   - Each download is written down.
package uploadweb
