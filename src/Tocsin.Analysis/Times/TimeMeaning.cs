namespace Tocsin.Analysis.Times;

/// <summary>Which one of a recurring thing is meant.</summary>
internal enum Shift
{
    None,

    /// <summary>Before publication.</summary>
    Last,
    This,
    Next,

    /// <summary>Before what was told before: "the previous week".</summary>
    Before,
    Same,
    After,
}

/// <summary>Which way the clause looks.</summary>
internal enum Direction
{
    Unknown,
    Past,
    Future,
}

/// <summary>Units of TIMEX3, smallest first.</summary>
internal enum TimeUnit
{
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// <summary>What a time expression says before it is held against publication and context.</summary>
internal abstract record TimeMeaning;

/// <param name="Weekday">1 for Monday to 7, where the text names it beside the date.</param>
internal sealed record DayMeaning(int? Year, int Month, int Day, int? Weekday = null) : TimeMeaning;

internal sealed record MonthMeaning(int? Year, int Month, Shift Shift = Shift.None) : TimeMeaning;

internal sealed record YearMeaning(int Year) : TimeMeaning;

/// <param name="First">First year: 1990.</param>
internal sealed record DecadeMeaning(int First) : TimeMeaning;

/// <param name="First">First year as people count: 1900 for the 20th.</param>
internal sealed record CenturyMeaning(int First) : TimeMeaning;

/// <param name="Weekday">1 for Monday to 7.</param>
internal sealed record WeekdayMeaning(int Weekday, Shift Shift = Shift.None) : TimeMeaning;

/// <summary>So many units from publication or from what was told before: "last week", "two years later", "tomorrow".</summary>
internal sealed record StepMeaning(TimeUnit Unit, int Steps, bool FromReference) : TimeMeaning;

/// <summary>"two years ago today": the day of publication, so many units before.</summary>
internal sealed record DayBackMeaning(TimeUnit Unit, int Steps) : TimeMeaning;

/// <param name="Number">1 to 4, null for "the quarter"; then <see cref="Shift.Before"/> is the one a year before the last.</param>
internal sealed record QuarterMeaning(int? Number, int? Year, Shift Shift = Shift.None) : TimeMeaning;

/// <param name="Number">1 or 2.</param>
internal sealed record HalfYearMeaning(int Number, int? Year) : TimeMeaning;

/// <param name="Code">SP, SU, FA or WI.</param>
internal sealed record SeasonMeaning(string Code, int? Year, Shift Shift = Shift.None) : TimeMeaning;

internal sealed record WeekendMeaning(Shift Shift) : TimeMeaning;

/// <param name="Day">Null where the expression names no day.</param>
/// <param name="Code">MO, AF, EV, NI or DT.</param>
/// <param name="IntoDay">The night that ends in the morning of that day: "overnight" in the news of a day.</param>
internal sealed record PartMeaning(TimeMeaning? Day, string Code, bool IntoDay = false) : TimeMeaning;

/// <param name="Minute">Null where only the hour is said.</param>
internal sealed record ClockMeaning(TimeMeaning? Day, int Hour, int? Minute) : TimeMeaning;

internal sealed record HolidayMeaning(string Name, string Rule, int? Year, Shift Shift) : TimeMeaning;

/// <param name="Value">TIMEX3 duration.</param>
/// <param name="Toward">Past for "the last two weeks", Future for "the next few days", else Unknown.</param>
/// <param name="Unit">Null where several are mixed.</param>
/// <param name="Steps">How many of the unit, null where the text does not say.</param>
internal sealed record DurationMeaning(string Value, Direction Toward = Direction.Unknown, TimeUnit? Unit = null, int? Steps = null) : TimeMeaning;

internal sealed record SetMeaning(string Value) : TimeMeaning;

/// <param name="Value">PAST_REF, PRESENT_REF or FUTURE_REF.</param>
/// <param name="Days">How many days around publication it covers, null where not bounded.</param>
internal sealed record ReferenceMeaning(string Value, int? Days = null) : TimeMeaning;

/// <summary>An unstated number of units before or after what was told: "hours later", "days ago".</summary>
internal sealed record VagueStepMeaning(TimeUnit Unit, bool Later, bool FromReference) : TimeMeaning;
