// Package questionnaire holds the questionnaires of the demo company as
// SurveyJS definitions: what a real installation would write in the builder or
// import.
//
// It is data only; importing it creates nothing. English stands under
// "default", Chinese under "zh-cn", and dv.firstLanguage makes Chinese what a
// reader without preference sees. The plain notation they were written from
// stands in testdata; a test proves that no question, option, condition or
// text was lost on the way.
package questionnaire
