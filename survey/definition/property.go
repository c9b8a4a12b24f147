// Properties of the published format that need no decision of the engine.

package definition

import (
	"maps"
	"slices"
)

// WarnUnknown marks a property the format does not document.
const WarnUnknown = "unknownproperty"

// refused are documented properties that would change what can be answered
// and that are not run.
var refused = []string{
	"choicesByUrl", "choicesLazyLoadEnabled", "allowCustomChoices", "bindings",
	"detailElements", "valuePropertyName", "rowCountExpression", "panelCountExpression",
}

// surveyLooks change how a survey looks in SurveyJS's own renderer.
var surveyLooks = []string{
	"$schema", "sjsVersion", "surveyId", "surveyPostId", "surveyShowDataSaving", "cookieName", "partialSendEnabled", "sendResultOnPageNext",
	"logo", "logoWidth", "logoHeight", "logoFit", "logoPosition", "autoFocusFirstQuestion", "autoFocusFirstError", "focusFirstQuestionAutomatic", "focusOnFirstError",
	"completedBeforeHtml", "loadingHtml", "regionalFormat", "showNavigationButtons", "navigationButtonsLocation", "showPrevButton",
	"showTitle", "showPageTitles", "showCompletePage", "showCompletedPage", "navigateToUrl", "navigateToUrlOnCondition", "matrixDragHandleArea", "showPageNumbers",
	"questionTitleLocation", "questionDescriptionLocation", "questionErrorLocation", "progressBarLocation", "progressBarType",
	"progressBarShowNavigationText", "progressBarShowPageNumbers", "progressBarShowPageTitles", "progressBarNavigationTextLocation", "progressBarInheritWidthFrom",
	"showTOC", "tocLocation", "tocItemComponent", "autoAdvanceEnabled", "goNextPageAutomatic", "autoAdvanceAllowComplete", "allowCompleteSurveyAutomatic",
	"checkErrorsMode", "validateVisitedEmptyFields", "textUpdateMode", "autoGrowComment", "allowResizeComment", "commentAreaRows",
	"startSurveyText", "previewText", "editText", "requiredMark", "requiredText", "questionStartIndex", "questionTitlePattern", "questionTitleTemplate",
	"showPreviewBeforeComplete", "previewMode", "showTimer", "timeLimit", "timeLimitPerPage", "timerLocation", "timerInfoMode",
	"widthMode", "gridLayoutEnabled", "width", "fitToContainer", "headerView", "backgroundImage", "backgroundImageFit", "backgroundImageAttachment", "backgroundOpacity",
	"showBrandInfo", "themeVariables", "mode",
}

// elementLooks are those of pages, panels and questions.
var elementLooks = []string{
	"state", "width", "minWidth", "maxWidth", "colSpan", "startWithNewLine", "indent", "innerIndent", "titleLocation", "descriptionLocation",
	"showNumber", "hideNumber", "errorLocation", "renderAs", "useDisplayValuesInDynamicTexts", "useDisplayValuesInTitle", "correctAnswer", "randomizeCategory", "randomize",
	"questionTitleWidth", "questionTitleLocation", "gridLayoutColumns", "questionErrorLocation", "showQuestionNumbers", "questionStartIndex",
	"allowAdaptiveActions", "showNavigationButtons", "navigationButtonsVisibility", "timeLimit", "maxTimeToFinish", "navigationTitle", "navigationDescription", "id",
	"colCount", "itemComponent", "separateSpecialChoices", "placeholder", "placeHolder", "optionsCaption", "allowClear", "showOptionsCaption", "showClearButton", "searchEnabled", "searchMode",
	"createCustomChoiceText", "textWrapEnabled", "choicesLazyLoadPageSize", "hideSelectedItems", "closeOnSelect", "autocomplete", "autoComplete", "inputFieldComponent",
	"selectToRankSwapAreas", "selectToRankAreasLayout", "selectToRankEmptyRankedAreaText", "selectToRankEmptyUnrankedAreaText", "longTap",
	"contentMode", "imageFit", "imageHeight", "imageWidth", "minImageWidth", "minImageHeight", "maxImageWidth", "maxImageHeight", "showLabel",
	"inputSize", "size", "textUpdateMode", "inputTextAlignment", "autoGrow", "allowResize", "acceptCarriageReturn", "dataList",
	"rateType", "rateDisplayMode", "scaleColorMode", "rateColorMode", "displayRateDescriptionsAsExtremeItems", "rateDescriptionLocation", "displayMode",
	"swapOrder", "useTitleAsLabel", "columnMinWidth", "showHeader", "verticalAlign", "alternateRows", "rowTitleWidth", "cellComponent",
	"transposeData", "detailPanelMode", "detailPanelShowOnAdding", "cellErrorLocation", "detailErrorLocation", "horizontalScroll", "singleInputTitleTemplate", "columnColCount",
	"totalText", "addRowButtonLocation", "addRowLocation", "hideColumnsIfEmpty", "allowRowReorder", "allowRowsDragAndDrop", "confirmDelete", "confirmDeleteText",
	"itemErrorLocation", "itemTitleWidth", "itemSize", "templateTabTitle", "tabTitlePlaceholder", "newPanelPosition", "panelsState",
	"prevPanelText", "nextPanelText", "panelPrevText", "panelNextText", "showProgressBar", "showRangeInProgress", "progressBarLocation", "tabAlign", "renderMode",
	"templateQuestionTitleLocation", "templateTitleLocation", "templateQuestionTitleWidth", "templateErrorLocation", "removePanelButtonLocation", "panelRemoveButtonLocation",
	"showPreview", "allowImagesPreview", "fileOrPhotoPlaceholder", "photoPlaceholder", "filePlaceholder", "allowCameraAccess", "cameraFacingMode", "sourceType",
	"signatureWidth", "signatureHeight", "signatureAutoScaleEnabled", "penMinWidth", "penMaxWidth", "height", "showPlaceholder", "placeholderReadOnly", "backgroundImage", "penColor", "backgroundColor",
	"showLabels", "tooltipVisibility", "labelFormat", "tooltipFormat", "allowDragRange", "labelCount", "currency", "useGrouping", "maximumFractionDigits", "minimumFractionDigits",
	"cellHint", "showInMultipleColumns", "totalAlignment", "totalCurrency", "totalMaximumFractionDigits", "totalMinimumFractionDigits", "totalDisplayStyle", "totalFormat", "altText", "imageLinkName", "defaultDisplayValue",
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
