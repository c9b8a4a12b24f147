// Package reply is what respondents and the house write to each other about an
// answer: the respondent by the code of the receipt, the house by a page of staff.
//
// What it is not: no mail and no chat. Nobody is notified; whoever holds the
// receipt comes and looks. It asks for no name and keeps none of respondents.
//
// # Decisions
//
//   - A thread hangs on the answer, not on whoever gave it. Of one answer there may
//     be several: staff who reply to a quote get one for that question, so that two
//     quotes do not turn out to be of the same person; the respondent sees them all.
//   - Who may write for the house is who may see the answer: where staff must not
//     know who answered, the voice officer alone. Where nobody must, the voice
//     officer sees what was quoted and what is written here, nothing else.
//   - No time is kept, a day at most. Letters of respondents to an unlinkable survey
//     wait, sealed under a key outside the database, until the next day and until as
//     many people have written as the survey's smallest cell, but a week at most;
//     then all come at once in no order (Deliver). One whose answer is not mixed in
//     yet waits longer: else it would tell that the answer is among those that wait.
//   - What remains: whoever knows from elsewhere (a log of network addresses in front
//     of the server) who wrote on those days, and sees what was delivered, guesses
//     among those alone. The page says so and advises not to write right after
//     answering.
//   - The key is one of its own: the survey's is destroyed at its end, and most
//     replies are written after that. It opens what waits and nothing else; a
//     letter that was delivered is stored as answers are.
//   - The handle by which a page of staff names a quote to reply to is sealed anew
//     at each look, so that handles tell nothing about each other.
//   - Letters go with their answer: when it is erased, and when the months that the
//     survey promised are over. A correction keeps them.
//   - A respondent may write a few letters before somebody replies; that bounds what
//     one person with a script can do to those who read.
package reply
