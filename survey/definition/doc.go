// Package definition is a survey as it is written: pages, panels, elements,
// their texts, choices, conditions and validators, loaded from SurveyJS JSON.
//
// What is ours (theme hints, metric roles, privacy mode, Kano pairs, seed …)
// stands under the property "dv" of survey, element, choice, column or row;
// dv.schema.json describes it and Check enforces it.
//
// It is not the engine: what is visible or valid for given answers is decided
// by survey/answer. It is not the draft or the published version either:
// those live in package survey.
//
// Decisions:
//   - Load is tolerant of properties that only change looks and strict about
//     everything that changes what a respondent may answer: an element,
//     validator or trigger that cannot run is an error of Check and of Load.
//   - All conditions are parsed once, at load; a loaded Definition is
//     immutable and safe for concurrent use.
//   - One property means more than in SurveyJS: choicesFromQuestion may name a
//     matrix, whose rows are then the choices.
//   - github.com/santhosh-tekuri/jsonschema enforces dv.schema.json: a whole
//     JSON Schema 2020-12 implementation, kept up, without further imports
//     than x/text.
//   - testdata/decided.txt says of every property that SurveyJS documents whether it
//     runs, only changes looks, has no effect (a warning) or is an error, and why.
//   - Texts keep SurveyJS's convention: "default" is written in the
//     definition's locale (English unless it says otherwise), the others stand
//     under lower-case tags such as "zh-cn".
package definition
