// Package language holds the two languages the product speaks and text that is
// written in both.
//
// Text is what our own files (codebook, process, policies) carry: JSON with the
// keys "zh" and "en". Survey definitions localise in SurveyJS's way and have a
// type of their own in survey/definition. The sentences of the product itself
// are not here but in the message catalogues under templates/messages.
package language
