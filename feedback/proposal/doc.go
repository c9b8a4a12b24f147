// Package proposal is the way from a figure to a changed sales process:
// numbered proposals with frozen evidence, the change as a difference of the
// process, comments, expert reviews, co-signatures, and decisions.
//
// A proposal's states and the ways between them are those of the process file
// (process.Template); what a state demands is code here (gate.go): evidence
// before review, an answer to every objection before acceptance, the
// participation rule before it takes effect. A manager may override the last
// with a written reason, which stands in the book beside the version; a refused
// activation is kept in the timeline and the trail like a successful one.
//
// Decisions:
//   - Evidence is a frozen copy of a figure, taken by the server when it is
//     attached, never sent by the browser. A hash binds address, caption and
//     numbers; it is verified at every read. The figure of today is shown beside
//     it, through Figures, which analysis implements: so feedback never imports
//     analysis. Today's figure is asked for with the part of the market that the
//     frozen one was taken in, or not at all: two populations side by side would
//     mislead.
//   - Attaching a figure publishes it: everyone who may read proposals sees the
//     frozen numbers. They have passed the disclosure guard; a withheld figure
//     cannot be attached.
//   - Every write locks the proposal's row first and counts its revision up.
//     Edits and moves say which revision they saw and fail with a conflict if
//     it is no longer that: of two managers who accept at once, one does, and
//     nobody decides without having seen the latest objection.
//   - Signatures and reviews hold for one edition, the wording that was read;
//     rewording (back to draft, edit) asks for them anew. Comments stay.
//   - Who decides must not be the author (PEP 1: conflict of interest is a bar).
//   - Drafts are readable by all: a process is not improved in secret.
//
// It is no task list and sends nothing; what waits for whom is computed from the
// proposals (Waiting).
package proposal
