public import Diagnostics

/// Every rule of the catalogue, in its order. A test holds this list against the files in `Rules/`.
public enum AllRules {
  /// Over one report.
  public static let single: [any Rule] = [
    SectionsPresent(), SectionOrder(), HeadingWording(), RepeatedSections(), ChapterOrdinals(), FormOfTheYear(),
    SectionSubstance(), EmptyLastSection(), LeftoverTemplate(), FiveSubjects(), LengthOfOverview(), FeesStated(), ArticleFifty(),
    ExtraChapters(), SubNumbering(), MissingTable(), MissingBlock(), MissingRow(), MissingCell(), ExtraRows(), SentenceForTable(),
    ProseBeforeTable(), CornerText(), BlankCells(), BlanksAsZeros(), Placeholders(), NotANumber(), NegativeCounts(),
    FractionalCounts(), WrongUnit(), ManyDecimals(), TooManyDecimals(), UndecidedSign(), DamagedNumber(), ImplausibleCount(),
    StockAndFlow(), RuleMakingPower(), DisclosedPart(), ItemsBelowZero(), DecisionsWithoutItems(), ProcurementPair(),
    AmountInYuan(), AllZero(), RowTotals(), ColumnTotals(), ColumnIdentity(), PrintedSubtotals(), OnlyTotals(), ShareOfOther(),
    UnpaidFees(), ResultsWithoutRequests(), StateSecrets(), ShareOfPartial(), PartialCountedTwice(), DisputeTotals(),
    DisputesWithoutRequests(), SuitsAfterReview(), ReceivedByChannel(), ClosedByTime(), AnswersByKind(), RefusalsByReason(),
    DisputeOutcomes(), StaffByKind(), NormativeDocuments(), DisclosureChannels(), ClosedAndAnswered(), ByTheHead(), RunningTotals(),
    ReceivedInText(), HandledInText(), ClosedInText(), ResultsInText(), CarryInText(), NoApplications(), AllClosed(),
    ReviewsInText(), SuitsInText(), NoDisputes(), DocumentsInText(), DecisionsInText(), ApplicantsInText(), PartsInText(),
    FeesInText(), StatedPeriod(), AnotherOffice(), RepeatedText(), DepartmentDeadline(), GovernmentDeadline(), TooEarly(),
    YearsAgree(), CompleteTitle(), NamesAgree(), AnnexOfAnotherEra(), PersonalData(), PictureVersion(), CollapsedZeros(), InferredFigures(),
    DamagedText(), TraditionalCharacters(), SwallowedText(),
  ]

  /// Over two consecutive years of one office.
  public static let years: [any YearRule] = [
    GrowthInText(), CarriedOver(), StockFollowsFlow(), CarriedByApplicant(), PreviousItems(), DisclosedStock(),
    AmountsOfTwoYears(), SameAsLastYear(), OldYearLeft(), LargeChange(),
  ]

  /// Over a summary and its units.
  public static let rollUp: [any RollUpRule] = [
    UnitsAddUp(), MissingUnits(), JointDocuments(), UnitTwice(), OtherYearOfUnit(), UnlistedUnit(),
  ]

  /// What is to be known of every code, also of those that only a reader reports, in the order of the catalogue.
  public static let catalogue: [RuleInfo] = {
    all.enumerated().sorted { a, b in
      let (x, y) = (place(a.element), place(b.element))
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }()

  private static let all: [RuleInfo] = single.map(\.info) + years.map(\.info) + rollUp.map(\.info) + SeriesCodes.all + ReadingCodes.all

  public static func info(_ code: Diagnostic.Code) -> RuleInfo? { byCode[code] }

  private static let byCode: [Diagnostic.Code: RuleInfo] = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  static let groups = ["STR", "TAB", "VAL", "PRO", "REQ", "DIS", "ST", "TXT", "PUB", "SRC", "XYR", "ROL"]

  private static func place(_ info: RuleInfo) -> (Int, String) { (groups.firstIndex(of: info.group) ?? groups.count, info.code.rawValue) }
}
