package definition

import "slices"

// Looks tells whether a property only changes how SurveyJS itself draws.
func Looks(property string) bool {
	return slices.Contains(surveyLooks, property) || slices.Contains(elementLooks, property) ||
		slices.Contains(choiceLooks, property) || slices.Contains(areaLooks, property)
}
