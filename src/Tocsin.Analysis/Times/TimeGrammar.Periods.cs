namespace Tocsin.Analysis.Times;

/// <summary>Weeks, months, quarters, seasons, years, and what "last" and "next" do to them.</summary>
internal sealed partial class TimeGrammar
{
    private TimeMatch? MatchShift(int at)
    {
        var shift = _p.Text(at) switch
        {
            var t when t.Equals("past", StringComparison.OrdinalIgnoreCase) => Shift.None,
            _ => Enum.Parse<Shift>(_p[at].Value, ignoreCase: true),
        };
        var next = at + 1;
        if (shift == Shift.This && _p.Is(at, "this") && (_p.Is(next, "coming") || _p.Is(next, "past") || _p.Is(next, "current") || _p.Is(next, "same")))
        {
            shift = _p.Is(next, "coming") ? Shift.Next : _p.Is(next, "past") ? Shift.Last : Shift.This;
            next++;
        }
        else if (shift == Shift.Same && _p.Is(at, "that") && _p.Is(next, "same"))
        {
            next++;
        }

        var fiscal = _p[next].Class == TimeClass.Fiscal;
        next = fiscal ? next + 1 : next;
        var piece = _p[next];
        if (shift == Shift.None)
        {
            return null;
        }

        switch (piece.Class)
        {
            case TimeClass.Weekday when _p.IsCapitalized(next) && piece.Length > 3:
                return WithPart(new TimeMatch(at, next + 1, new WeekdayMeaning(piece.Number, shift)));
            case TimeClass.Month when _p.IsCapitalized(next):
                return _p[next + 1].Class == TimeClass.Digits && MatchMonthDay(next) is { } day
                    ? day with { First = at }
                    : new TimeMatch(at, next + 1, new MonthMeaning(null, piece.Number, shift));
            case TimeClass.Season when !_p.Is(at, "that"):
                return new TimeMatch(at, next + 1, new SeasonMeaning(piece.Value, null, shift));
            case TimeClass.Part:
                var days = shift switch { Shift.Last => _p[next].Value == "NI" ? -1 : 0, Shift.Next => 1, _ => 0 };
                var from = shift is Shift.Before or Shift.Same or Shift.After or Shift.Next;
                return new TimeMatch(at, next + 1, new PartMeaning(new StepMeaning(TimeUnit.Day, shift switch { Shift.Before => -1, Shift.After => 1, _ => days }, from), piece.Value));
            case TimeClass.Ordinal when Ordinal(next) is var n and <= 4 && QuarterAfter(next + 1) is var after and > 0:
                return new TimeMatch(at, after, new QuarterMeaning(n, null, shift));
            case TimeClass.Unit:
                return MatchShiftedUnit(at, next, shift);
            default:
                return MatchHoliday(next, shift) is { } holiday ? holiday with { First = at } : null;
        }
    }

    private TimeMatch? MatchShiftedUnit(int at, int unitAt, Shift shift)
    {
        var letter = _p[unitAt].Value[0];
        var steps = shift switch { Shift.Last or Shift.Before => -1, Shift.Next or Shift.After => 1, _ => 0 };
        var from = shift is Shift.Before or Shift.Same or Shift.After;
        if (letter == 'K')
        {
            return new TimeMatch(at, unitAt + 1, new WeekendMeaning(shift));
        }

        if (letter == 'Q')
        {
            return new TimeMatch(at, unitAt + 1, new QuarterMeaning(null, null, shift));
        }

        if (letter is 'S' or 'm' or 'H')
        {
            return null;
        }

        if (UnitOf(letter) is not { } unit)
        {
            return null;
        }

        // "the next day" looks from what was told before; "next week" from publication. "that year", "this day" too.
        from |= unit == TimeUnit.Day && shift == Shift.Next;
        if (unit == TimeUnit.Week && shift == Shift.Same && _p.Is(at, "same"))
        {
            from = true;
        }

        // "last week's", "last year's third quarter".
        if (unit == TimeUnit.Year && (_p[unitAt + 1].Symbol is '\'' or '’') && _p.Is(unitAt + 2, "s") && Ordinal(unitAt + 3) is > 0 and <= 4 and var n && QuarterAfter(unitAt + 4) is var after and > 0)
        {
            return new TimeMatch(at, after, new QuarterMeaning(n, null, shift switch { Shift.Last => Shift.Before, Shift.Next => Shift.After, _ => Shift.Same }));
        }

        return new TimeMatch(at, unitAt + 1, new StepMeaning(unit, steps, from));
    }

    /// <summary>[FISCAL] ORDINAL ["-"] quarter [of year] · ORDINAL half of year · ORDINAL century · fiscal year.</summary>
    private TimeMatch? MatchOrdinalUnit(int at)
    {
        var first = at;
        var fiscal = _p[at].Class == TimeClass.Fiscal;
        if (fiscal)
        {
            at = _p[at + 1].Symbol == '-' ? at + 2 : at + 1;
            if (_p[at] is { Class: TimeClass.Digits, Length: 4 } year)
            {
                return new TimeMatch(first, at + 1, new YearMeaning(year.Number));
            }

            at = _p.Is(at, "year") && ReadYear(at + 1) is not null ? at + 1 : at;
            if (ReadYear(at) is { } named)
            {
                return new TimeMatch(first, at + 1, new YearMeaning(named));
            }
        }

        // "the 1988 second quarter".
        int? yearBefore = _p[at] is { Class: TimeClass.Digits, Length: 4, Number: > 1900 and < 2100 } y ? y.Number : null;
        at = yearBefore is null ? at : at + 1;
        var ordinal = Ordinal(at);
        if (ordinal == 0)
        {
            return null;
        }

        at = _p[at].Class == TimeClass.Digits ? at + 2 : at + 1;
        at = _p[at].Symbol == '-' ? at + 1 : at;
        if (QuarterAfter(at) is var end and > 0 && ordinal <= 4)
        {
            var (year, shift, after) = YearAfter(end);
            return new TimeMatch(first, after, new QuarterMeaning(ordinal, yearBefore ?? year, shift));
        }

        if (_p[at].Class == TimeClass.Half && ordinal <= 2 && YearAfter(at + 1) is var (halfYear, _, afterHalf) && halfYear is not null)
        {
            return new TimeMatch(first, afterHalf, new HalfYearMeaning(ordinal, halfYear));
        }

        return _p[at].Class == TimeClass.Unit && _p[at].Value == "C" ? new TimeMatch(first, at + 1, new CenturyMeaning((ordinal - 1) * 100)) : null;
    }

    private int QuarterAfter(int at)
    {
        at = _p[at].Class == TimeClass.Fiscal ? at + 1 : at;
        return _p[at].Class == TimeClass.Unit && _p[at].Value == "Q" ? at + 1 : 0;
    }

    /// <summary>["of"] year or "last year" after a quarter, a half or a season.</summary>
    private (int? Year, Shift Shift, int End) YearAfter(int at)
    {
        var next = _p.Is(at, "of") || _p[at].Symbol == ',' ? at + 1 : at;
        next = _p[next].Class == TimeClass.Fiscal ? next + 1 : next;
        if (ReadYear(next) is { } year)
        {
            return (year, Shift.None, next + 1);
        }

        if (_p[next].Class == TimeClass.Shift && _p.Is(next + 1, "year") && !_p.Is(next, "past"))
        {
            var shift = _p[next].Value switch { "last" => Shift.Before, "next" => Shift.After, _ => Shift.Same };
            return (null, shift, next + 2);
        }

        return (null, Shift.None, at);
    }

    private TimeMatch? MatchSeason(int at, bool the)
    {
        var (year, shift, end) = YearAfter(at + 1);
        if (year is not null || shift != Shift.None)
        {
            return new TimeMatch(at, end, new SeasonMeaning(_p[at].Value, year, shift));
        }

        var introduced = the || _p.Is(at - 1, "in") || _p.Is(at - 1, "by") || _p.Is(at - 1, "since") || _p.Is(at - 1, "until");
        var verb = _p.Is(at, "fall") || _p.Is(at, "spring");
        return introduced && !(verb && !the) && !_p.Is(at + 1, "in") && !(verb && _p.Is(at + 1, "of")) ? new TimeMatch(at, at + 1, new SeasonMeaning(_p[at].Value, null)) : null;
    }

    private TimeMatch? MatchYear(int at)
    {
        var piece = _p[at];
        if (piece.Length == 4 && piece.Number is >= 1000 and <= 2100)
        {
            if (_p.Is(at + 1, "s") && !_p[at + 1].Spaced)
            {
                return piece.Number % 100 == 0 && piece.Number < 2000
                    ? new TimeMatch(at, at + 2, new CenturyMeaning(piece.Number))
                    : new TimeMatch(at, at + 2, new DecadeMeaning(piece.Number));
            }

            return IsYear(at) ? new TimeMatch(at, at + 1, new YearMeaning(piece.Number)) : null;
        }

        return null;
    }

    private bool IsYear(int at)
    {
        var before = _p[at - 1];
        var after = _p[at + 1];
        if ((before.Symbol is '$' or '£' or '€' or '¥' or '#' or '.' or ':' && !_p[at].Spaced)
            || (before.Symbol is '-' or ',' or '/' && _p[at - 2].Class == TimeClass.Digits && !_p[at].Spaced && !(before.Symbol == '-' && _p[at - 2].Length == 4))
            || after.Symbol == '%' || (after.Symbol is '.' or ',' or ':' or '/' && _p[at + 2].Class == TimeClass.Digits && !_p[at + 2].Spaced && !after.Spaced)
            || after.Class is TimeClass.Zone or TimeClass.Units or TimeClass.Number
            || (after.Symbol == '-' && _p[at + 2].Class is TimeClass.Unit) || _p.Is(at + 1, "percent") || _p.Is(at + 1, "hours") || _p.Is(at + 1, "GMT"))
        {
            return false;
        }

        if (IsIntroduced(at))
        {
            return !IsCounted(at);
        }

        return _p[at].Number is >= 1900 and <= 2050 && !IsCounted(at) && !(_p.IsCapitalized(at - 1) && _p.IsCapitalized(at + 1) && !_p[at + 1].Spaced);
    }

    private bool IsIntroduced(int at) =>
        _p.Is(at - 1, "in") || _p.Is(at - 1, "since") || _p.Is(at - 1, "until") || _p.Is(at - 1, "by") || _p.Is(at - 1, "before") || _p.Is(at - 1, "after")
        || _p.Is(at - 1, "during") || _p.Is(at - 1, "year") || _p.Is(at - 1, "early") || _p.Is(at - 1, "late") || _p[at - 1].Symbol == '(';

    /// <summary>True where the number counts a noun: "2000 people".</summary>
    private bool IsCounted(int at)
    {
        var token = _p.TokenAt(at);
        if (token.Head >= 0 && token.Upos == "NUM")
        {
            var head = _p.Sentence.Tokens[token.Head];
            var round = _p[at].Number % 50 == 0;
            return token.Deprel == "nummod" && head.Xpos == "NNS" && token.Head == _p[at].Token + 1 && (round || head.Lemma is "people" or "man" or "woman" or "child" or "person" or "troop" or "soldier" or "civilian");
        }

        var next = _p.Text(at + 1);
        if (next is "people" or "men" or "women" or "children" or "police" or "other" or "more")
        {
            return true;
        }

        return next.Length > 3 && char.IsLower(next[0]) && next[^1] == 's' && !next.EndsWith("ss", StringComparison.Ordinal) && !IsIntroduced(at);
    }

    /// <summary>"the year 2000", "year-earlier", "year-ago", "year end".</summary>
    private TimeMatch? MatchYearWord(int at)
    {
        if (_p[at].Value != "Y")
        {
            return null;
        }

        var next = _p[at + 1].Symbol == '-' ? at + 2 : at + 1;
        if (next == at + 2 && (_p.Is(next, "ago") || _p.Is(next, "earlier")))
        {
            if (_p[next + 1] is { Class: TimeClass.Unit, Value: "Q" })
            {
                return new TimeMatch(at, next + 2, new QuarterMeaning(null, null, Shift.Before));
            }

            return new TimeMatch(at, next + 1, new StepMeaning(TimeUnit.Year, -1, false));
        }

        if (_p.Is(next, "end") && !_p[next + 1].Equals(default))
        {
            return new TimeMatch(at, next + 1, new StepMeaning(TimeUnit.Year, 0, false));
        }

        if (ReadYear(at + 1) is { } year)
        {
            return new TimeMatch(at, at + 2, new YearMeaning(year));
        }

        return MatchSpokenYear(at + 1) is { } spoken ? spoken with { First = at } : null;
    }

    /// <summary>"nineteen ninety-six", "two thousand (and) five", after "year" also "two thousand".</summary>
    private TimeMatch? MatchSpokenYear(int at)
    {
        if (_p[at].Class != TimeClass.Number)
        {
            return null;
        }

        if (_p[at].Number is >= 15 and <= 20 && _p[at + 1] is { Class: TimeClass.Number, Number: >= 10 and < 100 } tens)
        {
            var next = at + 2;
            var value = (_p[at].Number * 100) + tens.Number;
            if (tens.Number % 10 == 0 && tens.Number >= 20)
            {
                next = _p[next].Symbol == '-' ? next + 1 : next;
                if (_p[next] is { Class: TimeClass.Number, Number: > 0 and < 10 } ones)
                {
                    return new TimeMatch(at, next + 1, new YearMeaning(value + ones.Number));
                }

                next = at + 2;
            }

            return _p[next].Class is TimeClass.Unit or TimeClass.Units ? null : new TimeMatch(at, next, new YearMeaning(value));
        }

        if (_p.Is(at, "two") && _p.Is(at + 1, "thousand"))
        {
            var next = _p.Is(at + 2, "and") ? at + 3 : at + 2;
            if (_p[next] is { Class: TimeClass.Number, Number: > 0 and < 100 } rest && (IsIntroduced(at) || _p.Is(at - 1, "of")))
            {
                return new TimeMatch(at, next + 1, new YearMeaning(2000 + rest.Number));
            }

            return _p.Is(at - 1, "year") || (_p.Is(at - 1, "in") && _p[at + 2].Class != TimeClass.Units && _p[at + 2].Symbol != '\0') ? new TimeMatch(at, at + 2, new YearMeaning(2000)) : null;
        }

        return null;
    }

    /// <summary>True where the word can only be read as a month: "May" and "March" are held to their surroundings.</summary>
    private bool IsMonthName(int at)
    {
        if (!_p.IsCapitalized(at))
        {
            return false;
        }

        var token = _p.TokenAt(at);
        var ambiguous = _p.Is(at, "may") || _p.Is(at, "march") || _p.Is(at, "mar") || _p.Is(at, "jan") || _p.Is(at, "april") || _p.Is(at, "june") || _p.Is(at, "august");
        if ((ambiguous && token.Upos is "AUX" or "VERB" or "ADJ") || (_p[at].Length <= 3 && !_p.Is(at, "may") && _p[at + 1].Symbol != '.'))
        {
            return false;
        }

        if (!ambiguous || IsIntroduced(at) || _p.Is(at - 1, "of") || _p.Is(at - 1, "to") || _p.Is(at - 1, "from") || _p.Is(at - 1, "through") || _p[at - 1].Class is TimeClass.Shift or TimeClass.Early
            || (_p[at - 1].Symbol == '-' && _p.Is(at - 2, "mid")) || _p.Is(at - 1, "for") || _p.Is(at - 1, "between"))
        {
            return !InPersonName(at);
        }

        // Elsewhere "June", "April" and "August" are names of people as well: no capitalized neighbour; and "May" and "March" need a tag.
        var strict = _p.Is(at, "may") || _p.Is(at, "march") || _p.Is(at, "mar");
        if (strict && (_p.Is(at + 1, "for") || _p.Is(at + 1, "of") || _p.Is(at + 1, "on")))
        {
            return false;
        }

        return !_p.IsCapitalized(at - 1) && !_p.IsCapitalized(at + 1) && at > 0 && !InPersonName(at) && (!strict || token.Upos is "PROPN");
    }

    private bool InPersonName(int at)
    {
        foreach (var name in _p.Sentence.Names)
        {
            if (name.Tag == Language.NameTag.Person && _p[at].Token >= name.First && _p[at].Token < name.First + name.Count)
            {
                return true;
            }
        }

        return false;
    }

    private static TimeUnit? UnitOf(char letter) => letter switch
    {
        'S' => TimeUnit.Second,
        'm' => TimeUnit.Minute,
        'H' => TimeUnit.Hour,
        'D' => TimeUnit.Day,
        'W' or 'F' => TimeUnit.Week,
        'M' => TimeUnit.Month,
        'Q' => TimeUnit.Quarter,
        'Y' => TimeUnit.Year,
        'E' => TimeUnit.Decade,
        'C' => TimeUnit.Century,
        _ => null,
    };
}
