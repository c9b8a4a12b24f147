// The one table of methods.
package statcmd

import "slices"

// methods are all methods, family by family.
func methods() []method {
	return slices.Concat(describeMethods(), shareMethods(), meanTestMethods(), rankMethods(), tableMethods(), batteryMethods(), regressionMethods(), choiceMethods(), seriesMethods(), sampleMethods(), effectMethods(), planMethods())
}
