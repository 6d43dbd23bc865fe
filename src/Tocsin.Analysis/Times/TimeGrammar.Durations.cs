using System.Globalization;

namespace Tocsin.Analysis.Times;

/// <summary>Clock times, durations, sets and references.</summary>
internal sealed partial class TimeGrammar
{
    private TimeMatch? MatchClock(int at)
    {
        var piece = _p[at];
        if (piece.Class == TimeClass.Hour)
        {
            if (_p.IsCapitalized(at) && _p.IsCapitalized(at - 1))
            {
                return null;
            }

            return WithZoneAndDay(at, at + 1, piece.Number, piece.Number == 12 ? 0 : null);
        }

        if (piece.Class is not (TimeClass.Digits or TimeClass.Number) || (piece.Class == TimeClass.Digits && piece.Length is not (1 or 2 or 4)))
        {
            return null;
        }

        var hour = piece.Number;
        int? minute = null;
        var next = at + 1;
        if (_p[next].Symbol is ':' or '.' && !_p[next].Spaced && _p[next + 1] is { Class: TimeClass.Digits, Length: 2, Spaced: false } minutes && minutes.Number < 60)
        {
            (minute, next) = (minutes.Number, next + 2);
            if (_p[next].Symbol == ':' && _p[next + 1] is { Class: TimeClass.Digits, Length: 2 })
            {
                next += 2;
            }
        }

        if (hour is >= 1 and <= 12 && HalfDay(next) is var (add, after) && after > next)
        {
            return WithZoneAndDay(at, after, hour % 12 + add, minute);
        }

        if (hour is >= 1 and <= 12 && _p.Is(next, "o") && _p[next + 1].Symbol is '\'' or '’' && _p.Is(next + 2, "clock"))
        {
            return WithZoneAndDay(at, next + 3, hour, null);
        }

        if (hour is >= 1 and <= 12 && _p.Is(next, "in") && _p.Is(next + 1, "the") && _p[next + 2].Class == TimeClass.Part && piece.Class == TimeClass.Digits)
        {
            var late = _p[next + 2].Value is "AF" or "EV" || (_p[next + 2].Value == "NI" && hour > 6);
            return WithZoneAndDay(at, next + 3, hour % 12 + (late ? 12 : 0), minute ?? 0);
        }

        if (minute is not null && hour <= 23 && _p[at + 1].Symbol == ':' && piece.Class == TimeClass.Digits)
        {
            return WithZoneAndDay(at, next, hour, minute);
        }

        return piece is { Class: TimeClass.Digits, Length: 4 } && hour / 100 < 24 && hour % 100 < 60 && minute is null && (_p[next].Class == TimeClass.Zone || (_p.Is(next, "hours") && !_p.Is(next + 1, "of")))
            ? WithZoneAndDay(at, next + 1, hour / 100, hour % 100)
            : null;
    }

    /// <summary>Hours to add for "a.m." or "p.m." and the index after it.</summary>
    private (int Add, int Next) HalfDay(int at)
    {
        if (_p[at].Class == TimeClass.AmPm)
        {
            return (_p[at].Value == "pm" ? 12 : 0, at + 1);
        }

        if ((_p.Is(at, "a") || _p.Is(at, "p")) && _p[at + 1].Symbol == '.' && _p.Is(at + 2, "m") && !_p[at + 1].Spaced)
        {
            return (_p.Is(at, "p") ? 12 : 0, _p[at + 3].Symbol == '.' && !_p[at + 3].Spaced ? at + 4 : at + 3);
        }

        return (0, at);
    }

    private TimeMatch WithZoneAndDay(int first, int end, int hour, int? minute)
    {
        end = _p[end].Class == TimeClass.Zone ? end + 1 : _p.Is(end, "local") && _p.Is(end + 1, "time") ? end + 2 : end;
        var next = _p[end].Symbol == ',' ? end + 1 : end;
        next = _p.Is(next, "on") ? next + 1 : next;
        if (_p[next].Class is TimeClass.Weekday or TimeClass.Month or TimeClass.Day or TimeClass.Digits
            && MatchDate(next, false) is { Meaning: WeekdayMeaning or DayMeaning or StepMeaning } day)
        {
            return new TimeMatch(first, day.End, new ClockMeaning(day.Meaning, hour, minute));
        }

        return new TimeMatch(first, end, new ClockMeaning(null, hour, minute));
    }

    private TimeMatch? MatchDuration(int first)
    {
        var at = first;
        at = _p.Is(at, "the") || _p.Is(at, "its") ? at + 1 : at;
        var about = at;
        at = SkipAbout(at);
        at = at > about && _p.Is(at, "the") ? at + 1 : at;
        var toward = Direction.Unknown;
        if (_p[at].Class == TimeClass.Shift && !_p.Is(at, "that") && !_p.Is(at, "same") && !_p.Is(at, "this") && !_p.Is(at, "current"))
        {
            toward = _p[at].Value is "last" or "before" ? Direction.Past : Direction.Future;
            at++;
        }

        if (_p[at].Class == TimeClass.Recent)
        {
            return _p[at + 1] is { Class: TimeClass.Units } recent && UnitOf(recent.Value[0]) is { } r
                ? new TimeMatch(first, at + 2, new ReferenceMeaning("PAST_REF", RecentDays(r)))
                : null;
        }

        if (ReadCount(at) is { } count && count.End > at)
        {
            return MatchCounted(first, at, count, toward);
        }

        var unit = _p[at];
        if (unit.Class is TimeClass.Units && UnitOf(unit.Value[0]) is { } plural && unit.Value.Length == 1)
        {
            return at == first || toward != Direction.Unknown ? MatchBareUnits(first, at, plural, toward) : null;
        }

        // "the past week", "the past decade": a stretch, not the calendar's.
        return unit.Class == TimeClass.Unit && toward == Direction.Past && _p.Is(at - 1, "past") && UnitOf(unit.Value[0]) is { } one
            ? new TimeMatch(first, at + 1, new DurationMeaning(Value(one, 1), toward, one, 1))
            : null;
    }

    private TimeMatch? MatchBareUnits(int first, int at, TimeUnit unit, Direction toward)
    {
        if (toward == Direction.Unknown && Step(at + 1) is var (later, reference, after) && after > at + 1)
        {
            return new TimeMatch(first, after, new VagueStepMeaning(unit, later, reference));
        }

        if (unit < TimeUnit.Minute || (unit == TimeUnit.Quarter && toward == Direction.Unknown))
        {
            return null;
        }

        return toward != Direction.Unknown
            ? new TimeMatch(first, at + 1, new ReferenceMeaning(toward == Direction.Past ? "PAST_REF" : "FUTURE_REF", RecentDays(unit)))
            : _p[at + 1].Symbol == '-' && !_p.Is(at + 2, "long") && !_p.Is(at + 2, "old") ? null : new TimeMatch(first, at + 1, new DurationMeaning(Value(unit, null), toward, unit, null));
    }

    private TimeMatch? MatchCounted(int first, int at, Count count, Direction toward)
    {
        var next = count.End;
        next = _p[next].Symbol == '-' ? next + 1 : next;
        while (_p.Is(next, "more") || _p.Is(next, "full") || _p.Is(next, "consecutive") || _p.Is(next, "straight") || _p.Is(next, "additional") || _p.Is(next, "trading")
            || _p.Is(next, "business") || _p.Is(next, "working") || _p.Is(next, "other") || _p.Is(next, "calendar") || _p.Is(next, "long") || (_p.Is(next, "or") && _p.Is(next + 1, "more")))
        {
            next = _p.Is(next, "or") ? next + 2 : next + 1;
        }

        var piece = _p[next];
        if (piece.Class is not (TimeClass.Unit or TimeClass.Units) || piece.Value.Length != 1 || UnitOf(piece.Value[0]) is not { } unit)
        {
            return null;
        }

        var title = _p.IsCapitalized(next) && next > 0 && first > 0;
        var fraction = unit == TimeUnit.Quarter && count.Value is 1 or 3 && _p[next - 1].Symbol == '-';
        if (title || fraction)
        {
            // "60 Minutes", "three-quarters".
            return null;
        }

        if (_p[at] is { Class: TimeClass.Digits, Length: 4, Number: > 1900 and < 2100 } && piece.Class == TimeClass.Unit)
        {
            return null;
        }

        if (_p[next + 1].Symbol == '-' && count.Value == 1 && (_p.Is(next + 2, "ago") || _p.Is(next + 2, "earlier")))
        {
            // "a year-earlier loss".
            return new TimeMatch(first, next + 3, new StepMeaning(unit, -1, false));
        }

        if (_p.Is(next, "second") && (count.Value is null or 1 || _p[next - 1].Symbol == '-'))
        {
            return null;
        }

        var steps = piece.Value == "F" && count.Value is { } n ? n * 2 : count.Value;
        var end = next + 1;
        if (_p.Is(end, "and") && _p.Is(end + 1, "a") && _p[end + 2].Class == TimeClass.Half && steps is not null)
        {
            (steps, end) = (steps + 0.5, end + 3);
        }
        else if (_p.Is(end, "or") && _p.Is(end + 1, "so"))
        {
            end += 2;
        }
        else if (_p.Is(end, "or") && _p.Is(end + 1, "two") && count.Value == 1)
        {
            (steps, end) = (null, end + 2);
        }

        if (toward == Direction.Unknown && Step(end) is var (later, reference, after) && after > end)
        {
            return steps is { } s && s == Math.Floor(s) && s < 10_000
                ? new TimeMatch(first, after, new StepMeaning(unit, later ? (int)s : -(int)s, reference))
                : new TimeMatch(first, after, new VagueStepMeaning(unit, later, reference));
        }

        if (_p.Is(end, "old") || (_p[end].Symbol == '-' && _p.Is(end + 1, "old")))
        {
            // An age is no time in the story.
            return null;
        }

        if (_p[end].Symbol == '-' && _p.Is(end + 1, "long"))
        {
            end += 2;
        }

        var whole = steps is { } w && w == Math.Floor(w) && w < 1_000_000 ? (int?)w : null;
        if (steps is not null || count.Vague)
        {
            return new TimeMatch(first, end, new DurationMeaning(steps is { } v ? Value(unit, v) : Value(unit, null), toward, unit, whole));
        }

        return null;
    }

    /// <summary>The index after words that make a number rough: "about", "nearly", "more than", "at least", "up to"; "over" only right before a number.</summary>
    private int SkipAbout(int at)
    {
        if (_p[at].Class != TimeClass.About)
        {
            return at;
        }

        if (_p.Is(at, "at"))
        {
            return _p.Is(at + 1, "least") || _p.Is(at + 1, "most") ? at + 2 : at;
        }

        if (_p.Is(at, "more") || _p.Is(at, "less") || _p.Is(at, "fewer"))
        {
            return _p.Is(at + 1, "than") ? at + 2 : at;
        }

        if (_p.Is(at, "up"))
        {
            return _p.Is(at + 1, "to") ? at + 2 : at;
        }

        if (_p.Is(at, "over") || _p.Is(at, "under"))
        {
            return _p.Is(at + 1, "the") ? at : at + 1;
        }

        return _p.Is(at, "than") || _p.Is(at, "to") || _p.Is(at, "least") || _p.Is(at, "most") ? at : at + 1;
    }

    /// <summary>"ago", "earlier", "later", "from now": which way, from where, and the index after it.</summary>
    private (bool Later, bool Reference, int End) Step(int at)
    {
        if (_p[at].Class == TimeClass.Ago)
        {
            return (false, false, at + 1);
        }

        if (_p.Is(at, "earlier") || _p.Is(at, "later"))
        {
            return (_p.Is(at, "later"), true, at + 1);
        }

        return _p.Is(at, "from") && _p.Is(at + 1, "now") ? (true, false, at + 2) : (false, false, at);
    }

    /// <param name="Value">Null for "a few".</param>
    private readonly record struct Count(int End, double? Value, bool Vague);

    private Count? ReadCount(int at)
    {
        var piece = _p[at];
        if (piece.Class == TimeClass.Half && (_p.Is(at + 1, "a") || _p.Is(at + 1, "an")))
        {
            return new Count(at + 2, 0.5, false);
        }

        if (_p.Is(at, "a") || _p.Is(at, "an"))
        {
            if (_p[at + 1] is { Class: TimeClass.Number, Value: "Little" })
            {
                return _p.Is(at + 1, "couple") ? new Count(_p.Is(at + 2, "of") ? at + 3 : at + 2, 2, false) : new Count(at + 2, null, true);
            }

            return _p[at + 1] is { Class: TimeClass.Number, Value: "Times" } ? ReadNumberWords(at + 1) : new Count(at + 1, 1, false);
        }

        if (piece is { Class: TimeClass.Number, Value: "Little" })
        {
            return _p.Is(at, "couple") ? new Count(_p.Is(at + 1, "of") ? at + 2 : at + 1, 2, false) : new Count(at + 1, null, true);
        }

        var low = piece.Class == TimeClass.Digits ? ReadDigits(at) : piece.Class == TimeClass.Number && piece.Value is "Exact" ? ReadNumberWords(at) : null;
        if (low is { } l && (_p.Is(l.End, "to") || _p.Is(l.End, "or") || _p[l.End].Symbol == '-') && _p[l.End + 1].Class is TimeClass.Digits or TimeClass.Number)
        {
            var high = _p[l.End + 1].Class == TimeClass.Digits ? ReadDigits(l.End + 1) : ReadNumberWords(l.End + 1);
            return high is { } h && h.Value > l.Value ? new Count(h.End, l.Value, false) : low;
        }

        return low;
    }

    private Count? ReadDigits(int at)
    {
        double value = _p[at].Number;
        var next = at + 1;
        while (_p[next].Symbol == ',' && !_p[next].Spaced && _p[next + 1] is { Class: TimeClass.Digits, Length: 3, Spaced: false } thousand)
        {
            value = (value * 1000) + thousand.Number;
            next += 2;
        }

        if (_p[next].Symbol == '.' && !_p[next].Spaced && _p[next + 1] is { Class: TimeClass.Digits, Length: <= 2, Spaced: false } part)
        {
            value += part.Number / Math.Pow(10, part.Length);
            next += 2;
        }
        else if ((_p[next].Symbol == '-' || _p[next].Spaced) && _p[_p[next].Symbol == '-' ? next + 1 : next] is { Class: TimeClass.Digits, Number: 1 } && _p[(_p[next].Symbol == '-' ? next + 1 : next) + 1].Symbol == '/')
        {
            var slash = (_p[next].Symbol == '-' ? next + 1 : next) + 1;
            value += _p[slash + 1].Number is > 0 and var d ? 1.0 / d : 0;
            next = slash + 2;
        }

        return _p[at].Number < 0 ? null : new Count(next, value, false);
    }

    private Count? ReadNumberWords(int at)
    {
        double total = 0, part = 0;
        var next = at;
        for (; _p[next].Class == TimeClass.Number || (_p[next].Symbol == '-' && next > at && _p[next + 1].Class == TimeClass.Number); next++)
        {
            if (_p[next].Symbol == '-')
            {
                continue;
            }

            switch (_p[next].Value)
            {
                case "Exact":
                    part += _p[next].Number;
                    break;
                case "Times" when _p[next].Number <= 100:
                    part = Math.Max(1, part) * _p[next].Number;
                    break;
                case "Times":
                    total += Math.Max(1, part) * _p[next].Number;
                    part = 0;
                    break;
                default:
                    return null;
            }
        }

        if (_p.Is(next, "and") && _p.Is(next + 1, "a") && _p[next + 2].Class == TimeClass.Half)
        {
            return new Count(next + 3, total + part + 0.5, false);
        }

        return next == at ? null : new Count(next, total + part, false);
    }

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
            return _p.Is(at + 2, "of") ? WithDayAfter(at) : MatchPartWord(at + 1, true) is { } part ? part with { First = at } : null;
        }

        return null;
    }

    /// <summary>"the night of Jan. 8".</summary>
    private TimeMatch? WithDayAfter(int at) =>
        MatchDate(at + 3, false) is { Meaning: DayMeaning or WeekdayMeaning } day ? new TimeMatch(at, day.End, new PartMeaning(day.Meaning, _p[at + 1].Value)) : null;

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
