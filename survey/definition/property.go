// Properties of the published format that need no decision of the engine.

package definition

import (
	"maps"
	"slices"
)

// WarnUnknown marks a property the format does not document.
const WarnUnknown = "unknownproperty"

// refused are documented properties that would change what can be answered
// and that are not run, and why.
func refused() map[string]string {
	return map[string]string{
		"choicesByUrl":           "a form asks no other server; a list under dv.lists and dv.choicesFrom can do it",
		"choicesLazyLoadEnabled": "it needs code that loads the choices; a list under dv.lists and dv.choicesFrom can do it",
		"allowCustomChoices":     "a choice of the respondent's own words is showOtherItem",
		"bindings":               "panelCountExpression and rowCountExpression can do it",
		"valuePropertyName":      "only checkbox and tagbox can be gone over",
		"detailElements":         "only matrixdropdown and matrixdynamic have something under each row",
		"randomizeCategory":      "groups that move together are panels",
	}
}

// ignored are documented properties that have no effect here, and why. Whoever
// wrote them meant something by it.
func ignored() map[string]string {
	const timer, after, flow = "nobody is timed out here", "the receipt is what follows an answer", "every page is sent, and kept, as the respondent goes on"
	return map[string]string{
		"timeLimit": timer, "timeLimitPerPage": timer, "maxTimeToFinish": timer, "showTimer": timer, "timerLocation": timer, "timerInfoMode": timer,
		"navigateToUrl": after, "navigateToUrlOnCondition": after, "showCompletePage": after, "showCompletedPage": after,
		"partialSendEnabled": flow, "sendResultOnPageNext": flow, "cookieName": "one link is one answer",
		"autoAdvanceEnabled": "pages do not go on by themselves", "goNextPageAutomatic": "pages do not go on by themselves",
		"autoAdvanceAllowComplete": "nothing is sent by itself", "allowCompleteSurveyAutomatic": "nothing is sent by itself",
		"showPreviewBeforeComplete": "there is no preview; going back shows every page", "previewMode": "there is no preview; going back shows every page",
		"correctAnswer": "answers are not marked right or wrong", "useDisplayValuesInDynamicTexts": "texts always read as the choices do",
		"acceptCarriageReturn": "line breaks are kept", "regionalFormat": "a mask says its own signs, all else follows the reader's language",
	}
}

// surveyLooks change how a survey looks in SurveyJS's own renderer.
var surveyLooks = []string{
	"$schema", "sjsVersion", "surveyId", "surveyPostId", "surveyShowDataSaving",
	"logo", "logoWidth", "logoHeight", "logoFit", "logoPosition", "autoFocusFirstQuestion", "autoFocusFirstError", "focusFirstQuestionAutomatic", "focusOnFirstError",
	"completedBeforeHtml", "loadingHtml", "showNavigationButtons", "navigationButtonsLocation", "showPrevButton",
	"showTitle", "showPageTitles", "matrixDragHandleArea", "showPageNumbers",
	"questionTitleLocation", "questionDescriptionLocation", "questionErrorLocation", "progressBarLocation", "progressBarType",
	"progressBarShowNavigationText", "progressBarShowPageNumbers", "progressBarShowPageTitles", "progressBarNavigationTextLocation", "progressBarInheritWidthFrom",
	"showTOC", "tocLocation", "tocItemComponent",
	"checkErrorsMode", "validateVisitedEmptyFields", "textUpdateMode", "autoGrowComment", "allowResizeComment", "commentAreaRows",
	"startSurveyText", "previewText", "editText", "requiredMark", "requiredText", "questionStartIndex", "questionTitlePattern", "questionTitleTemplate",

	"widthMode", "gridLayoutEnabled", "width", "fitToContainer", "headerView", "backgroundImage", "backgroundImageFit", "backgroundImageAttachment", "backgroundOpacity",
	"showBrandInfo", "themeVariables",
}

// elementLooks are those of pages, panels and questions.
var elementLooks = []string{
	"state", "width", "minWidth", "maxWidth", "colSpan", "startWithNewLine", "indent", "innerIndent", "titleLocation", "descriptionLocation",
	"showNumber", "hideNumber", "errorLocation", "renderAs", "useDisplayValuesInTitle",
	"questionTitleWidth", "questionTitleLocation", "gridLayoutColumns", "questionErrorLocation", "showQuestionNumbers", "questionStartIndex",
	"allowAdaptiveActions", "showNavigationButtons", "navigationButtonsVisibility", "navigationTitle", "navigationDescription", "id",
	"colCount", "itemComponent", "separateSpecialChoices", "placeholder", "placeHolder", "optionsCaption", "allowClear", "showOptionsCaption", "showClearButton", "searchEnabled", "searchMode",
	"createCustomChoiceText", "textWrapEnabled", "choicesLazyLoadPageSize", "hideSelectedItems", "closeOnSelect", "inputFieldComponent",
	"selectToRankSwapAreas", "selectToRankAreasLayout", "selectToRankEmptyRankedAreaText", "selectToRankEmptyUnrankedAreaText", "longTap",
	"contentMode", "imageFit", "imageHeight", "imageWidth", "minImageWidth", "minImageHeight", "maxImageWidth", "maxImageHeight", "showLabel",
	"inputSize", "size", "textUpdateMode", "inputTextAlignment", "autoGrow", "allowResize", "dataList",
	"rateType", "rateDisplayMode", "scaleColorMode", "rateColorMode", "displayRateDescriptionsAsExtremeItems", "rateDescriptionLocation", "displayMode",
	"swapOrder", "useTitleAsLabel", "columnMinWidth", "showHeader", "verticalAlign", "alternateRows", "rowTitleWidth", "cellComponent",
	"transposeData", "detailPanelShowOnAdding", "cellErrorLocation", "detailErrorLocation", "horizontalScroll", "singleInputTitleTemplate", "columnColCount",
	"totalText", "addRowButtonLocation", "addRowLocation", "hideColumnsIfEmpty", "allowRowReorder", "allowRowsDragAndDrop", "confirmDelete", "confirmDeleteText",
	"itemErrorLocation", "itemTitleWidth", "itemSize", "templateTabTitle", "tabTitlePlaceholder", "newPanelPosition", "panelsState",
	"prevPanelText", "nextPanelText", "panelPrevText", "panelNextText", "showProgressBar", "showRangeInProgress", "progressBarLocation", "tabAlign", "renderMode",
	"templateQuestionTitleLocation", "templateTitleLocation", "templateQuestionTitleWidth", "templateErrorLocation", "removePanelButtonLocation", "panelRemoveButtonLocation",
	"showPreview", "allowImagesPreview", "fileOrPhotoPlaceholder", "photoPlaceholder", "filePlaceholder", "allowCameraAccess", "cameraFacingMode", "sourceType",
	"signatureWidth", "signatureHeight", "signatureAutoScaleEnabled", "penMinWidth", "penMaxWidth", "height", "showPlaceholder", "placeholderReadOnly", "backgroundImage", "penColor", "backgroundColor",
	"showLabels", "tooltipVisibility", "labelFormat", "tooltipFormat", "allowDragRange", "labelCount", "currency", "useGrouping", "maximumFractionDigits", "minimumFractionDigits",
	"cellHint", "keyDuplicationError", "showInMultipleColumns", "totalAlignment", "totalCurrency", "totalMaximumFractionDigits", "totalMinimumFractionDigits", "totalDisplayStyle", "totalFormat", "altText", "imageLinkName", "defaultDisplayValue",
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
