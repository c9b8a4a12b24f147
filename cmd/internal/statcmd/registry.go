// The one table of methods.
package statcmd

import "slices"

// methods are all methods, family by family.
func methods() []method {
	return slices.Concat(describeMethods(), shareMethods(), meanTestMethods(), rankMethods(), tableMethods(), batteryMethods(), codingMethods(), regressionMethods(), choiceMethods(), trialMethods(), seriesMethods(), sampleMethods(), calibrationMethods(), effectMethods(), rolloutMethods(), planMethods())
}
