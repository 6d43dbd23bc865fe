using System.Globalization;

namespace Tocsin.Analysis.Times;

/// <summary>Sets, references, named days and units that stand for a date.</summary>
internal sealed partial class TimeGrammar
{
    private TimeMatch? MatchSet(int at)
    {
        var piece = _p[at];
        if (piece.Class == TimeClass.Every)
        {
            return !_p.IsCapitalized(at) || at == 0 ? new TimeMatch(at, at + 1, new SetMeaning(piece.Value)) : null;
        }

        if (piece.Class == TimeClass.Weekdays && _p.IsCapitalized(at))
        {
            return new TimeMatch(at, at + 1, new SetMeaning(string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{piece.Number}")));
        }

        if (piece.Class != TimeClass.Each)
        {
            return null;
        }

        var next = _p.Is(at + 1, "other") || _p.Is(at + 1, "single") ? at + 2 : at + 1;
        var unit = _p[next];
        switch (unit.Class)
        {
            case TimeClass.Weekday:
                return new TimeMatch(at, next + 1, new SetMeaning(string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{unit.Number}")));
            case TimeClass.Month:
                return new TimeMatch(at, next + 1, new SetMeaning(string.Create(CultureInfo.InvariantCulture, $"XXXX-{unit.Number:00}")));
            case TimeClass.Season:
                return new TimeMatch(at, next + 1, new SetMeaning($"XXXX-{unit.Value}"));
            case TimeClass.Part:
                return new TimeMatch(at, next + 1, new SetMeaning($"XXXX-XX-XXT{unit.Value}"));
            case TimeClass.Unit when unit.Value.Length == 1 && UnitOf(unit.Value[0]) is { } one:
                return new TimeMatch(at, next + 1, new SetMeaning(Value(one, _p.Is(at + 1, "other") ? 2 : 1)));
        }

        return ReadCount(next) is { Value: { } n } count && _p[count.End] is { Class: TimeClass.Units } units && units.Value.Length == 1 && UnitOf(units.Value[0]) is { } many
            ? new TimeMatch(at, count.End + 1, new SetMeaning(Value(many, n)))
            : null;
    }

    private TimeMatch? MatchReference(int at)
    {
        var piece = _p[at];
        if (piece.Class == TimeClass.Ref)
        {
            if ((_p.Is(at, "soon") && (_p.Is(at - 1, "as") || _p.Is(at + 1, "after"))) || (_p.Is(at, "future") && _p[at + 1].Class == TimeClass.Units))
            {
                return null;
            }

            return new TimeMatch(at, at + 1, new ReferenceMeaning(piece.Value, piece.Value == "PRESENT_REF" ? 0 : null));
        }

        if (_p.Is(at, "the") && _p[at + 1] is { Class: TimeClass.Ref, Value: "FUTURE_REF" })
        {
            return new TimeMatch(at, at + 2, new ReferenceMeaning("FUTURE_REF"));
        }

        if (_p.Is(at, "the") && _p.Is(at + 1, "past") && _p.Is(at - 1, "in") && _p[at + 2].Class == TimeClass.None)
        {
            return new TimeMatch(at, at + 2, new ReferenceMeaning("PAST_REF"));
        }

        if (_p.Is(at, "these") && _p.Is(at + 1, "days"))
        {
            return new TimeMatch(at, at + 2, new ReferenceMeaning("PRESENT_REF", 0));
        }

        return (_p.Is(at, "current") && _p[at + 1].Class is TimeClass.None)
            ? new TimeMatch(at, at + 1, new ReferenceMeaning("PRESENT_REF", 0))
            : null;
    }

    /// <summary>"the day before", "the weekend", "the quarter", "the day before yesterday".</summary>
    private TimeMatch? MatchNamedDay(int at)
    {
        var unit = _p[at + 1];
        if (unit.Class == TimeClass.Unit && unit.Value == "D" && (_p.Is(at + 2, "before") || _p.Is(at + 2, "after")))
        {
            var later = _p.Is(at + 2, "after");
            if (_p.Is(at + 3, later ? "tomorrow" : "yesterday"))
            {
                return new TimeMatch(at, at + 4, new StepMeaning(TimeUnit.Day, later ? 2 : -2, false));
            }

            return _p[at + 3].Symbol != '\0' || at + 3 >= _p.Count ? new TimeMatch(at, at + 3, new StepMeaning(TimeUnit.Day, later ? 1 : -1, true)) : null;
        }

        if (unit.Class == TimeClass.Unit && unit.Value == "Q" && _p[at + 2].Symbol != '-')
        {
            return new TimeMatch(at, at + 2, new QuarterMeaning(null, null, Shift.Last));
        }

        if (_p.Is(at + 1, "latest") && _p[at + 2] is { Class: TimeClass.Unit, Value: "Q" })
        {
            return new TimeMatch(at, at + 3, new QuarterMeaning(null, null, Shift.Last));
        }

        if (unit.Class == TimeClass.Unit && unit.Value == "K")
        {
            return new TimeMatch(at, at + 2, new WeekendMeaning(Shift.None));
        }

        if (unit.Class == TimeClass.Part && unit.Value is not "DT")
        {
            return _p.Is(at + 2, "of") || (unit.Value == "NI" && _p.Is(at + 2, "to")) ? WithDayAfter(at) : MatchPartWord(at + 1, true) is { } part ? part with { First = at } : null;
        }

        return null;
    }

    /// <summary>"the night of Jan. 8"; "the night to Thursday" ends on that day.</summary>
    private TimeMatch? WithDayAfter(int at) =>
        MatchDate(at + 3, false) is { Meaning: DayMeaning or WeekdayMeaning } day ? new TimeMatch(at, day.End, new PartMeaning(day.Meaning, _p[at + 1].Value, IntoDay: _p.Is(at + 2, "to"))) : null;

    /// <summary>"the morning", "late afternoon Thursday", "mid-afternoon yesterday".</summary>
    private TimeMatch? MatchPartWord(int at, bool the)
    {
        if (_p[at].Class != TimeClass.Part)
        {
            return null;
        }

        var next = _p.Is(at + 1, "on") ? at + 2 : at + 1;
        if (_p[next].Class is TimeClass.Day or TimeClass.Weekday && MatchDate(next, false) is { Meaning: StepMeaning or WeekdayMeaning } day)
        {
            return new TimeMatch(at, day.End, new PartMeaning(day.Meaning, _p[at].Value));
        }

        return the && _p.Is(at - 2, "in") ? new TimeMatch(at, at + 1, new PartMeaning(null, _p[at].Value)) : null;
    }

    /// <summary>"the end of the month", "earlier in the day", "later in the year".</summary>
    private TimeMatch? MatchUnitAsDate(int at) => _p[at].Class == TimeClass.Unit && _p[at].Value.Length == 1 && UnitOf(_p[at].Value[0]) is { } unit and >= TimeUnit.Day and <= TimeUnit.Year
        ? unit == TimeUnit.Quarter
            ? new TimeMatch(at, at + 1, new QuarterMeaning(null, null, Shift.This))
            : new TimeMatch(at, at + 1, new StepMeaning(unit, 0, unit == TimeUnit.Day))
        : null;

    private static int RecentDays(TimeUnit unit) => unit switch
    {
        <= TimeUnit.Hour => 1,
        TimeUnit.Day => 7,
        TimeUnit.Week => 28,
        TimeUnit.Month or TimeUnit.Quarter => 183,
        TimeUnit.Year => 1826,
        _ => 18262,
    };

    /// <summary>TIMEX3 duration; a null count is X. Half a year is months, half an hour minutes, a decade ten years.</summary>
    private static string Value(TimeUnit unit, double? count)
    {
        if (count is { } half && half != Math.Floor(half))
        {
            var (smaller, per) = unit switch
            {
                TimeUnit.Year => (TimeUnit.Month, 12),
                TimeUnit.Hour => (TimeUnit.Minute, 60),
                TimeUnit.Minute => (TimeUnit.Second, 60),
                TimeUnit.Day => (TimeUnit.Hour, 24),
                TimeUnit.Decade => (TimeUnit.Year, 10),
                _ => (unit, 1),
            };
            if (per > 1)
            {
                var whole = Math.Floor(half);
                var rest = Math.Round((half - whole) * per);
                var tail = Value(smaller, rest);
                return whole == 0 || unit == TimeUnit.Decade ? Value(smaller, Math.Round(half * per)) : Value(unit, whole) + tail[(tail.StartsWith("PT", StringComparison.Ordinal) && unit < TimeUnit.Day ? 2 : 1)..];
            }
        }

        if (unit is TimeUnit.Decade or TimeUnit.Century && count is { } many)
        {
            return Value(TimeUnit.Year, many * (unit == TimeUnit.Decade ? 10 : 100));
        }

        var number = count?.ToString(CultureInfo.InvariantCulture) ?? "X";
        return unit switch
        {
            TimeUnit.Second => $"PT{number}S",
            TimeUnit.Minute => $"PT{number}M",
            TimeUnit.Hour => $"PT{number}H",
            TimeUnit.Day => $"P{number}D",
            TimeUnit.Week => $"P{number}W",
            TimeUnit.Month => $"P{number}M",
            TimeUnit.Quarter => $"P{number}Q",
            TimeUnit.Year => $"P{number}Y",
            TimeUnit.Decade => $"P{number}E",
            _ => $"P{number}C",
        };
    }
}
