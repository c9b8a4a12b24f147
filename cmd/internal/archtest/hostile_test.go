package archtest

// The list of bad input, row by row: which test holds each row against the
// running program, or why there is nothing to hold. A test that is renamed or removed
// is missed here.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

const none = "not in the product: "

// bad says where each row of the parts A to E, I, K and P is tested. Several tests are
// parted by spaces.
var bad = map[string]string{
	"A1":  "TestOddButGoodInputIsTaken",
	"A2":  "TestFurtherOddAnswersAreTakenAsTheyAreMeant TestAChangedAnswerHidesAScreenAndItsAnswersAreDroppedAtTheEnd TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A3":  "TestBadInputIsAnsweredByAPageAndLeavesNothingBehind TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A4":  "TestBadInputIsAnsweredByAPageAndLeavesNothingBehind TestOddButGoodInputIsTaken TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A5":  "TestBadInputIsAnsweredByAPageAndLeavesNothingBehind TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A6":  "TestFurtherBadAnswersAreRefusedAtTheirQuestion TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A7":  "TestBadInputIsAnsweredByAPageAndLeavesNothingBehind TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A8":  "TestFurtherBadAnswersAreRefusedAtTheirQuestion TestFurtherOddAnswersAreTakenAsTheyAreMeant TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A9":  "TestFurtherBadAnswersAreRefusedAtTheirQuestion TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A10": "TestFurtherBadAnswersAreRefusedAtTheirQuestion TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A11": "TestFurtherOddAnswersAreTakenAsTheyAreMeant",
	"A12": "TestBadInputIsAnsweredByAPageAndLeavesNothingBehind TestABodyThatIsNotWhatItSaysIsNeverABlankAnswer TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A13": "TestABodyThatIsNotWhatItSaysIsNeverABlankAnswer",
	"A14": "TestABodyThatIsNotWhatItSaysIsNeverABlankAnswer TestASlowBodyEndsInAnAnswerAndNothingIsStored",
	"A15": "TestBodiesOfManyPartsAreBounded TestTwoThousandFieldsAreRead TestAFormWithFilesIsReadWithinItsLimit",
	"A16": "TestBadInputIsAnsweredByAPageAndLeavesNothingBehind",
	"A17": "TestBadInputIsAnsweredByAPageAndLeavesNothingBehind TestOddButGoodInputIsTaken",
	"A18": "TestOddButGoodInputIsTaken",
	"A19": "TestAFilledTrapIsThankedAndHeldBack TestBadInputIsAnsweredByAPageAndLeavesNothingBehind TestFurtherOddAnswersAreTakenAsTheyAreMeant",
	"A20": "TestAFileWhereATextBelongsIsRefused TestAFileThatCannotBeTakenIsSaidAtItsQuestion TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"A21": "TestBodiesOfManyPartsAreBounded",
	"A22": "TestBadInputIsAnsweredByAPageAndLeavesNothingBehind",
	"A23": "TestABodyThatIsNotWhatItSaysIsNeverABlankAnswer",
	"A24": "TestOnlyGetAndPostAreServed",
	"B1":  "TestTheSameAnswerIsStoredOnceAndGetsTheSameReceipt TestADoubleClickWithADraftIsOneAnswer",
	"B2":  "TestARetryThatCarriesLessThanItsDraftGetsTheSameReceipt TestARetryAfterTheEndThatCarriesLessGetsItsReceipt",
	"B3":  "TestOfTwoDifferentAnswersAtOnceOneStands TestTwoTabsOfOneLinkWithADraftBetweenThem",
	"B4":  "TestTheSameAnswerIsStoredOnceAndGetsTheSameReceipt TestAHundredAtOnceMakeOneRow",
	"B5":  "TestASlipFitsNoOtherSurvey TestBadInputIsAnsweredByAPageAndLeavesNothingBehind",
	"B6":  "TestAnAnswerBelongsToTheVersionItsFormWasOpenedOn",
	"B7":  "TestAFormThatWasOpenAtTheEndMayStillBeSentForAWhile TestAClosedSurveyShowsWhatWasTypedAndStillKnowsItsAnswers",
	"B8":  "TestADraftIsTriedOutAndNothingIsStored TestAnUnknownSurveyIsNotFound",
	"B9":  "TestAQuotaTakesExactlyItsPlacesOfACrowdAtTwoPrograms TestAPlaceIsHeldFromThePageThatNeedsItAndGivenBackWhenAbandoned TestPlacesFollowTheAnswersAndTheRosterAndNoTrap",
	"B10": "TestAChangedAnswerHidesAScreenAndItsAnswersAreDroppedAtTheEnd",
	"B11": "TestAScreenThatIsPassedOverIsAskedFirst",
	"B12": "TestWhatWasBegunIsThereOnAnotherDevice TestADraftStaysWithItsVersion",
	"B13": "TestOneScriptCannotFillTheTableOfDrafts TestTheWorkerDoesAwayWithOldDrafts",
	"B14": "TestTheLanguageCanBeSwitchedWithoutLosingAnswers",
	"B15": "TestADealerAnswersFromTheFirstScreenToTheReceipt",
	"B16": "TestADealerAnswersFromTheFirstScreenToTheReceipt",
	"B17": none + "no time of a client is read",
	"B18": none + "staff edit no answer; whoever holds its receipt may: TestWhoHoldsTheReceiptLooksCorrectsAndErases",
	"C1":  "TestAnUnknownSurveyIsNotFound TestALinkSentAnewOfAnIdentifiedSurveyMeetsTheSameAnswer",
	"C2":  "TestASlipFitsNoOtherSurvey",
	"C3":  "TestOpeningAPersonalLinkChangesNothing",
	"C4":  "TestWhoGuessesLinksHasToWait",
	"C5":  "TestAnUnknownSurveyIsNotFound",
	"C6":  "TestOpeningAPersonalLinkChangesNothing TestOpeningALetterOrItsWayOutChangesNothing",
	"C7":  "TestBadInputIsAnsweredByAPageAndLeavesNothingBehind",
	"C8":  "TestATokenLeavesTheAddressOfItsFormNowhere",
	"C9":  "TestALinkThatAGroupSharesGivesOneAnswer",
	"C10": "TestOneScriptCannotFillAPublicSurveyAndNothingIsLost",
	"C11": "TestWhatTheAddressSaysIsNoAttribute",
	"C12": "TestLinksThatDoNotOpenAreAllAlike TestANewLinkOfAConfidentialSurveyTellsNothing",
	"C13": "TestEveryRouteOpensToItsRolesAndToNoOther",
	"C14": "TestTheSameDealerAndTheSameAddressAreKnownAgain",
	"C15": "TestALinkSentAnewOfAnIdentifiedSurveyMeetsTheSameAnswer TestANewLinkOfAConfidentialSurveyTellsNothing TestReportsChangeWhatIsKnownOnce",
	"D1":  "TestOddButGoodInputIsTaken TestTheRosterIsLookedAtThenWritten TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"D2":  "TestOddButGoodInputIsTaken TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"D3":  "TestFurtherOddAnswersAreTakenAsTheyAreMeant TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"D4":  "TestFurtherOddAnswersAreTakenAsTheyAreMeant TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"D5":  "TestOddButGoodInputIsTaken TestAnAnswerIsStoredWholeAndReadBackAsItWas TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"D6":  "TestAnAddressIsOneHoweverItIsTyped TestFurtherOddAnswersAreTakenAsTheyAreMeant",
	"D7":  "TestFurtherOddAnswersAreTakenAsTheyAreMeant TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"D8":  "TestOddButGoodInputIsTaken TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"D9":  "TestOddButGoodInputIsTaken TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"D10": "TestAnAnswerOfNothingButDotsIsReadInTheBackground",
	"D11": "TestWordsFromRightToLeftLeaveAReportAsItIs",
	"D12": "TestOddButGoodInputIsTaken TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"E1":  "TestNoPageTakesWhatPeopleWriteForHTML TestFormInterfaceAndImportDecideAlikeAboutBadInput",
	"E2":  "TestNoPageTakesWhatPeopleWriteForHTML",
	"E3":  "TestATextIsPipedAsTextAndNeverAsHTML",
	"E4":  "TestATextIsPipedAsTextAndNeverAsHTML",
	"E5":  "TestEveryAnswerCarriesTheSecurityHeaders TestNoPageTakesWhatPeopleWriteForHTML",
	"E6":  "TestAFileThatCannotBeTakenIsSaidAtItsQuestion TestFilesAreHandedToThoseWhoMaySeeTheAnswer",
	"E7":  none + "nobody chooses colours or type",
	"E8":  "TestEveryAnswerCarriesTheSecurityHeaders",
	"E9":  none + "no script puts anything of the address into a page",
	"E10": "TestErrorPagesEchoNothing",
	"I1":  "TestTheEncodingIsTold TestFilesComeInWhateverTheSpreadsheetWrites",
	"I2":  "TestReadCSVTakesWhatRostersLookLike TestReadCSVNamesEveryFaultWithItsLine TestReadCSVStopsAtTheLargestFile TestWhatCannotBeReadIsRefusedWithItsReason",
	"I3":  "TestWhatCannotBeReadIsRefusedWithItsReason",
	"I4":  "TestWhatCannotBeReadIsRefusedWithItsReason",
	"I5":  "TestWhatCannotBeReadIsRefusedWithItsReason TestAFaultyRosterIsRefusedLineByLine",
	"I6":  "TestAWorkbookIsRead TestReadCSVNamesEveryFaultWithItsLine",
	"I7":  "TestAWorkbookIsRead",
	"I8":  "TestAWorkbookIsRead",
	"I9":  "TestReadCSVNamesEveryFaultWithItsLine TestTheRosterIsLookedAtThenWritten TestAFaultyRosterIsRefusedLineByLine",
	"I10": "TestBadDefinitionsAreRefusedAndNothingIsStored",
	"I11": none + "no archive is unpacked to the disk",
	"I12": none + "there are no teams; ids of a file are ids of its survey alone",
	"I13": "TestCellsOfACSVAreNoFormulas TestCellsAreNoFormulas TestHiddenFiguresHaveNoNumberAndTextsAreNoFormulas",
	"K1":  "TestAddressesInsideTheHouseAreNotCalled TestWhatIsDialledIsLookedAt TestAGatewayInsideTheHouseIsNotCalledWithoutLeave",
	"K2":  "TestWhatAGatewayMayAnswer",
	"K3":  "TestWhatAGatewayMayAnswer",
	"K4":  "TestAddressesInsideTheHouseAreNotCalled TestTheGatewayIsSetByAdministratorsAndItsSecretShownOnce",
	"K5":  "TestWhatAGatewayMayAnswer",
	"K6":  "TestAGatewayThatFailsIsTriedLaterAndTurnedOffInTheEnd TestWhatAGatewayMayAnswer TestAnUnlinkableSurveyRemindsEverybodyAndStaffSeeNoLink",
	"K7":  "TestNoTextOfPeopleMakesAHeader",
	"K8":  "TestAddressesHaveOneGrammar",
	"K9":  "TestReportsOfMailServersAreRead TestReportsChangeWhatIsKnownOnce TestInvitationsGoOutOnceInTheDealersLanguage",
	"K10": "TestInvitationsGoOutOnceInTheDealersLanguage",
	"P1":  "TestATextIsPipedAsTextAndNeverAsHTML",
	"P2":  "TestATextIsPipedAsTextAndNeverAsHTML",
	"P3":  "TestPipedAnswersOfEveryKindAreWords",
	"P4":  "TestAnUnlinkableLinkCountsOnceAndTellsNothing",
}

// rows is how many rows each part of the list has.
var rows = map[string]int{"A": 24, "B": 18, "C": 15, "D": 12, "E": 10, "I": 13, "K": 10, "P": 4}

func TestEveryRowOfTheListOfBadInputHasItsTest(t *testing.T) {
	n := 0
	for _, count := range rows {
		n += count
	}
	if len(bad) != n {
		t.Errorf("%d rows are listed, want %d", len(bad), n)
	}
	known := testNames(t)
	for row, where := range bad {
		if strings.HasPrefix(where, none) {
			continue
		}
		for name := range strings.FieldsSeq(where) {
			if !known[name] {
				t.Errorf("%s is held by %s, which is no test", row, name)
			}
		}
	}
}

// testNames lists the test functions of the tree.
func testNames(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for _, root := range []string{"../..", "../../../survey"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, decl := range file.Decls {
				if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil {
					found[f.Name.Name] = true
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}
