// Package oracle holds tests only: survey-core itself, the engine of SurveyJS,
// runs beside ours and is asked what it decides.
//
// The packages expression and answer have vectors that survey-core made once.
// They tell whether we still decide as we did. Here survey-core makes new ones
// while the tests run: whether the committed ones are still what it says, and
// whether we agree on definitions that nobody has looked at before.
//
// Decisions:
//   - It runs in the Chromium that the browser tests need anyway. Node would be
//     one more thing to install, and a package fetched at test time would fail
//     where there is no network. So survey-core 3.1.1 (MIT) lies in the folder
//     survey-core, packed, with its licence; `go generate` fetches it anew. No
//     program of the product contains it.
//   - The scripts that make the vectors are those that made the committed ones
//     (survey/answer/testdata): the page gives them what node would.
//   - The seed is fixed, so that a run can be repeated: -seed gives another and
//     -vectors says how many of each sort; `make oracle` takes a seed of the day
//     and many.
//   - Not all agree, and not all should: survey-core leaves what it has not shown
//     yet as it is (hidden fields of panels, rows that it counts but has not
//     made), a required panel that only text is left of can never be satisfied
//     there, and whether text is less than a list is its accident.
package oracle

//go:generate sh -c "cd survey-core && npm pack --silent survey-core@3.1.1 && tar xzf survey-core-3.1.1.tgz --strip-components=1 package/survey.core.min.js && rm survey-core-3.1.1.tgz && gzip -9nf survey.core.min.js"
