using System.Globalization;

namespace Tocsin.Analysis.Times;

/// <summary>Clock times, durations and counts.</summary>
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
            if (steps is { } back && back == Math.Floor(back) && back < 10_000 && !reference && unit >= TimeUnit.Week && _p[after] is { Class: TimeClass.Day, Number: 0 })
            {
                // "two years ago today"
                return new TimeMatch(first, after + 1, new DayBackMeaning(unit, later ? (int)back : -(int)back));
            }

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
}
