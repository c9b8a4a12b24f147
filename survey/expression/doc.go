// Package expression is the condition and formula language of a survey:
// what stands in visibleIf, requiredIf, calculatedValues, expression
// questions and validators.
//
// It is the SurveyJS expression language, parsed once into a tree and
// evaluated many times. It knows neither questions nor pages: a Scope gives
// it values by name, the time and the time zone.
//
// Decisions:
//   - It follows the documented and observed behaviour of survey-core 3.x,
//     loose comparison included ('10' = 10, text without case, lists as
//     sets). Where that engine's answer depends on JavaScript accidents
//     (ordering text against numbers), the answer here is false.
//   - The language is total: a value that makes no sense gives nil or false,
//     never a panic. Depth, length and list sizes are bounded.
//   - Evaluation costs time linear in the tree and the values it visits.
package expression
