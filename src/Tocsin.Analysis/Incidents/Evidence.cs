namespace Tocsin.Analysis.Incidents;

/// <summary>Kinds of evidence that two accounts are of one happening, or are not; data/incidents/weights.tsv has what each weighs.</summary>
internal enum Evidence
{
    /// <summary>Where two accounts start that have nothing in common.</summary>
    Base,
    /// <summary>Of one report, where one of them says neither when nor where nor with what; goes with what stands near.</summary>
    BaseOfBare,

    /// <summary>Force under another type.</summary>
    OtherType,
    OtherPartOfDay,
    SameDay,
    DaysMeet,
    DaysOverlap,
    DayApart,
    TwoDaysApart,
    OtherDays,
    ToldBefore,
    ToldWithinADay,
    ToldWithinThreeDays,
    ToldWithinAWeek,
    ToldWithinAMonth,
    ToldLater,
    OutWithinADay,
    OutWithinThreeDays,
    OutWithinAWeek,
    OutWithinAMonth,
    OutLater,
    OutUnknown,
    OtherCountry,
    LiesIn,
    SameRegion,
    OtherRegion,
    SamePlace,
    NearPlace,
    FarPlace,
    PlacesOfOneName,
    OtherPlace,

    /// <summary>The one says where it was, and the other report, which names others, does not name that place.</summary>
    PlaceNotNamed,

    /// <summary>Of one report: two places that no map has, each where one of them was, and another weapon, or a denial of the one; though the words around either name both.</summary>
    OtherPlaceBeside,
    SameName,
    SameNames,
    NameAround,
    NamesAround,
    OneNameNearBoth,
    TwoNamesNearBoth,
    ManyNamesNearBoth,

    /// <summary>Each names in its clause what the other report does not: another quarter of one town.</summary>
    EachNamesAnother,
    SameTarget,
    OtherTarget,

    /// <summary>Of one town and day another target is another attack: both say where and when, and so would say what.</summary>
    OtherTargetOfTownAndDay,
    SameNoun,

    /// <summary>Another target, and nothing else that both speak of.</summary>
    NothingInCommon,
    SameMode,
    ModesGoTogether,
    SameWeapon,
    OtherWeapon,
    Answers,
    SameActor,
    ActorsOfOneWord,
    OtherActor,
    ActsAndSuffers,

    /// <summary>Somebody by name, and nobody else, was killed: that happens once.</summary>
    SameVictim,
    SameNamedRecipient,
    SameRecipient,
    SameKilled,
    SameFewKilled,
    KilledOverlap,
    NobodyKilled,
    FarMoreKilled,
    FarOtherKilled,
    OtherKilled,
    OtherKilledAtOnce,
    SameInjured,
    SameFewInjured,
    InjuredOverlap,
    NobodyInjured,
    FarMoreInjured,
    FarOtherInjured,
    OtherInjured,
    OtherInjuredAtOnce,
    SameCount,
    OtherCount,
    BothLead,
    OneLeads,
    SameSentence,
    NextSentence,
    HarmBeside,
    PointsBack,

    /// <summary>The one tells the other again, as its words were read.</summary>
    Restates,

    /// <summary>The same of a verb with neither a day nor a place of its own: "one hit a bus depot", of the rockets that hit a market, strikes another target.</summary>
    PartOf,

    /// <summary>The one tells something again, and not the other.</summary>
    RestatesAnother,
    Lead,
    TwoActs,
    SentencesApart,

    /// <summary>Of one report, a noun that names in its phrase where or what, and nothing of it is the other's: "the shooting in the Weavers' Quarter" after "the bombing of the headquarters".</summary>
    NounOfItsOwn,

    /// <summary>The same of a verb's clause.</summary>
    ClauseOfItsOwn,
}
