namespace Tocsin.Analysis.Times;

/// <summary>A time expression read from pieces.</summary>
/// <param name="First">Index of its first piece.</param>
/// <param name="End">Index of the first piece after it.</param>
internal readonly record struct TimeMatch(int First, int End, TimeMeaning Meaning);

/// <summary>Reads time expressions in the pieces of a sentence.</summary>
/// <remarks>
/// The longest reading that starts at a piece wins. Words in capitals are classes of data/times/words.tsv.
/// <code>
/// time     := ["the"] [early] ( clock | date ) | [about] duration | set | reference
/// early    := EARLY ["in" | "of" | "on" | "-"] ["the"]                        early, late, mid-, the end of, earlier in the
/// date     := WEEKDAY ["."] [","] [monthday] [PART]                           Friday, Oct. 23 · Friday night
///           | monthday | isoday | slashday
///           | MONTH ["."] [","] ["of"] [year]                                 August · Aug. 1998
///           | SHIFT ( WEEKDAY | MONTH | SEASON | PART | UNIT | holiday )      last Friday · this morning · next week
///           | DAY [PART] | NIGHT | "the" PART ( "of" | "to" ) date | "the" UNIT-day ( "before" | "after" )      yesterday evening · tonight
///           | [FISCAL] ORDINAL ["-"] "quarter" [["of"] (year | SHIFT "year")] | ORDINAL "half" ["of"] year | ORDINAL "century"
///           | [SHIFT | "the"] "weekend" | [year] SEASON ["of"] [year] | holiday [","] [year]
///           | count UNITS ( "ago" | "earlier" | "later" | "from now" )        two days ago · a year earlier · two years ago today
///           | year | decade | ["year"] "-" ( "ago" | "earlier" )
/// monthday := MONTH ["."] day [","] [year] | day ["of"] MONTH ["."] [","] [year]
/// clock    := [about] ( hour [":" minute] ( AMPM | "o'clock" | "in the" PART ) | hour ":" minute | hhmm ZONE | HOUR ) [ZONE] [","] ["on"] [date]
/// duration := [SHIFT] count ["-"] ["more"] UNITS ["and a half"] ["-" "old" | "-" "long"] | SHIFT UNIT | UNITS | "a" UNIT
/// set      := EVERY | EACH [count] ( UNIT | UNITS | WEEKDAY | MONTH ) | WEEKDAYS
/// count    := digits ["1/2"] | NUMBER+ | "a" | "an" | "a few" | "several" | "a couple of" | "half a" | "two to three"
/// </code>
/// Words that are also other things are held to more: "May" and "March" want a capital and, unless they are tagged as the name of a month, a word
/// beside them that a month would have; a bare year wants not to count anything; a bare season wants "the", "in" or a year.
/// </remarks>
internal sealed partial class TimeGrammar
{
    private readonly TimePieces _p;
    private readonly TimeLexicon _lexicon;

    public TimeGrammar(TimePieces pieces, TimeLexicon lexicon)
    {
        _p = pieces;
        _lexicon = lexicon;
    }

    /// <summary>The longest time expression that starts at a piece, or null.</summary>
    public TimeMatch? Match(int first)
    {
        var piece = _p[first];
        if (piece.Symbol != '\0' && piece.Symbol != '\'' && piece.Symbol != '’')
        {
            return null;
        }

        var best = Longest(MatchWhole(first), MatchDuration(first), MatchSet(first), MatchReference(first));
        return best is { } b ? b with { First = first } : null;
    }

    /// <summary>The second day of "Oct. 3-5" or "April 24 and 25", which borrows the month, or null.</summary>
    public TimeMatch? MatchBorrowedDay(TimeMatch first)
    {
        if (first.Meaning is not DayMeaning { Weekday: null } day || _p[first.End - 1] is not { Class: TimeClass.Digits, Length: <= 2 } || Link(first.End) is not (true, var at))
        {
            return null;
        }

        var (second, end) = ReadDay(at);
        return second > day.Day && _p[end].Class is not (TimeClass.Month or TimeClass.Unit or TimeClass.Units or TimeClass.AmPm) && _p[end].Symbol is not (':' or '%')
            && !(_p.Is(at - 1, "and") && _p[end] is { Symbol: '\0', Class: TimeClass.None, Length: > 0 } && !_p.Is(end, "in") && !_p.Is(end, "at") && !_p.Is(end, "on"))
            ? new TimeMatch(at, end, day with { Day = second })
            : null;
    }

    /// <summary>True where what stands between two dates makes them the ends of one range: "from … to …", "between … and …", "3-5", "through".</summary>
    public bool IsRange(TimeMatch first, TimeMatch second)
    {
        if (Link(first.End) is not (true, var after) || (after != second.First && !(_p.Is(after, "the") && after + 1 == second.First)))
        {
            return false;
        }

        return _p.Is(after - 1, "and") ? _p.Is(first.First - 1, "between") : !_p.Is(after - 1, "to") || _p.Is(first.First - 1, "from");
    }

    private (bool Found, int Next) Link(int at) =>
        (_p[at].Symbol is '-' or '–' || _p.Is(at, "to") || _p.Is(at, "through") || _p.Is(at, "until") || _p.Is(at, "and"), at + 1);

    private static TimeMatch? Longest(params ReadOnlySpan<TimeMatch?> matches)
    {
        TimeMatch? best = null;
        foreach (var match in matches)
        {
            best = match is { } m && (best is null || m.End > best.Value.End) ? match : best;
        }

        return best;
    }

    /// <summary>A date or clock time with what may stand before it.</summary>
    private TimeMatch? MatchWhole(int first)
    {
        var at = first;
        if (_p.Is(at, "the") || _p.Is(at, "its") || _p.Is(at, "their"))
        {
            if (MatchNamedDay(at) is { } named)
            {
                return named;
            }

            at++;
        }

        var best = Longest(MatchClock(at), MatchDate(at, at > first));
        if (_p[at].Class == TimeClass.Early)
        {
            var next = at + 1;
            var of = _p.Is(next, "in") || _p.Is(next, "of") || _p.Is(next, "on") || _p[next].Symbol == '-';
            next = of ? next + 1 : next;
            var the = _p.Is(next, "the");
            next = the ? next + 1 : next;
            var needsOf = _p.Is(at, "end") || _p.Is(at, "beginning") || _p.Is(at, "start") || _p.Is(at, "rest") || _p.Is(at, "middle") || _p.Is(at, "much") || _p.Is(at, "close");
            if (needsOf ? _p.Is(at + 1, "of") : !_p.Is(at + 1, "of"))
            {
                best = Longest(best, MatchDate(next, the || of), the ? MatchUnitAsDate(next) : null, MatchPartWord(next, the));
            }
        }
        else if (_p[at].Class == TimeClass.About)
        {
            var next = SkipAbout(at);
            if (next > at && MatchClock(next) is { } clock)
            {
                best = Longest(best, clock);
            }
            else if ((_p.Is(at, "around") || _p.Is(at, "about")) && MatchDate(next, false) is { Meaning: DayMeaning or MonthMeaning or YearMeaning or HolidayMeaning or StepMeaning } date)
            {
                best = Longest(best, date);
            }
        }

        return best;
    }

    /// <param name="the">An article or preposition stands before it.</param>
    private TimeMatch? MatchDate(int at, bool the)
    {
        var match = _p[at].Class switch
        {
            TimeClass.Weekday => MatchWeekday(at),
            TimeClass.Month => Longest(MatchMonthDay(at), MatchMonth(at)),
            TimeClass.Digits => Longest(MatchDayMonth(at), MatchDigitDate(at), MatchYear(at), MatchOrdinalUnit(at)),
            TimeClass.Shift => MatchShift(at),
            TimeClass.Day => WithPart(new TimeMatch(at, at + 1, new StepMeaning(TimeUnit.Day, _p[at].Number, false))),
            TimeClass.Night => new TimeMatch(at, at + 1, new PartMeaning(new StepMeaning(TimeUnit.Day, 0, false), "NI", _p.Is(at, "overnight"))),
            TimeClass.Ordinal or TimeClass.Fiscal => Longest(MatchOrdinalUnit(at), MatchDayMonth(at)),
            TimeClass.Season => MatchSeason(at, the),
            TimeClass.Decade => the || _p[at - 1].Symbol == '-' ? new TimeMatch(at, at + 1, new DecadeMeaning(_p[at].Number * 10)) : null,
            TimeClass.Number => MatchSpokenYear(at),
            TimeClass.Unit => Longest(MatchOrdinalUnit(at), MatchYearWord(at)),
            _ => null,
        };

        if (_p[at].Symbol is '\'' or '’' && _p[at + 1] is { Class: TimeClass.Digits, Length: 2 } short2 && (the || at == 0 || _p[at].Spaced))
        {
            // "the '80s", "the summer of '98".
            match = _p.Is(at + 2, "s") && !_p[at + 2].Spaced
                ? new TimeMatch(at, at + 3, new DecadeMeaning(1900 + (short2.Number / 10 * 10)))
                : null;
        }

        return Longest(match, MatchHoliday(at, Shift.None));
    }

    private TimeMatch? MatchWeekday(int at)
    {
        if (!_p.IsCapitalized(at) || (_p[at].Length <= 3 && !(_p[at + 1].Symbol == '.' && !_p[at + 1].Spaced) && !(_p[at + 1].Symbol == ',' && _p[at + 2].Class is TimeClass.Month or TimeClass.Digits)))
        {
            return null;
        }

        var weekday = _p[at].Number;
        var next = at + 1;
        next = _p[at].Length <= 5 && _p[next].Symbol == '.' && !_p[next].Spaced ? next + 1 : next;
        var bare = WithPart(new TimeMatch(at, next, new WeekdayMeaning(weekday)));
        next = _p[next].Symbol == ',' ? next + 1 : next;
        next = _p.Is(next, "the") ? next + 1 : next;
        var date = Longest(_p[next].Class == TimeClass.Month ? MatchMonthDay(next) : null, MatchDayMonth(next));
        return date is { Meaning: DayMeaning day } d ? WithPart(d with { First = at, Meaning = day with { Weekday = weekday } }) : bare;
    }

    /// <summary>MONTH ["."] day [","] [year]; the day may be written "8th", "eighth" or "8".</summary>
    private TimeMatch? MatchMonthDay(int at)
    {
        if (!_p.IsCapitalized(at))
        {
            return null;
        }

        var month = _p[at].Number;
        var next = _p[at + 1].Symbol == '.' ? at + 2 : at + 1;
        next = _p.Is(next, "the") ? next + 1 : next;
        var (day, after) = ReadDay(next);
        if (day == 0 || (_p[after].Symbol == ':' && _p[after + 1].Class == TimeClass.Digits) || (_p[after].Symbol is '%'))
        {
            return null;
        }

        return WithYear(at, after, month, day);
    }

    /// <summary>day ["of"] MONTH ["."] [","] [year].</summary>
    private TimeMatch? MatchDayMonth(int at)
    {
        var (day, next) = ReadDay(at);
        if (day == 0)
        {
            return null;
        }

        if (Link(next) is (true, var link) && ReadDay(link) is { Day: > 0 } second && second.Day > day)
        {
            // "3 to 5 January": the first day borrows the month.
            var borrowed = _p.Is(second.Next, "of") ? second.Next + 1 : second.Next;
            if (_p[borrowed].Class == TimeClass.Month && _p.IsCapitalized(borrowed))
            {
                var afterMonth = _p[borrowed + 1].Symbol is '.' or ',' ? borrowed + 2 : borrowed + 1;
                return new TimeMatch(at, next, new DayMeaning(ReadYear(afterMonth), _p[borrowed].Number, day));
            }
        }

        next = _p.Is(next, "of") ? next + 1 : next;
        if (_p[next].Class != TimeClass.Month || !_p.IsCapitalized(next) || _p[next].Symbol != '\0')
        {
            return null;
        }

        var after = _p[next + 1].Symbol == '.' && _p[next].Length <= 4 && !_p[next + 1].Spaced ? next + 2 : next + 1;
        return WithYear(at, after, _p[next].Number, day);
    }

    private TimeMatch WithYear(int first, int after, int month, int day)
    {
        var next = _p[after].Symbol == ',' ? after + 1 : after;
        var year = ReadYear(next);
        return new TimeMatch(first, year is null ? after : next + 1, new DayMeaning(year, month, day));
    }

    private TimeMatch? MatchMonth(int at)
    {
        var next = at + 1;
        next = _p[next].Symbol == '.' && _p[at].Length <= 4 && !_p[next].Spaced ? next + 1 : next;
        var afterComma = _p[next].Symbol is ',' ? next + 1 : _p.Is(next, "of") ? next + 1 : next;
        if (_p.IsCapitalized(at) && ReadYear(afterComma) is { } year)
        {
            return new TimeMatch(at, afterComma + 1, new MonthMeaning(year, _p[at].Number));
        }

        if (_p.Is(next, "last") || _p.Is(next, "this") || _p.Is(next, "next"))
        {
            if (_p.Is(next + 1, "year") && _p.IsCapitalized(at))
            {
                // "in August last year".
                return new TimeMatch(at, next + 2, new MonthMeaning(null, _p[at].Number, _p.Is(next, "last") ? Shift.Before : _p.Is(next, "next") ? Shift.After : Shift.Same));
            }
        }

        return IsMonthName(at) ? new TimeMatch(at, next, new MonthMeaning(null, _p[at].Number)) : null;
    }

    private TimeMatch? MatchDigitDate(int at)
    {
        // 2020-01-08, 2020/1/8, 20200108.
        if (_p[at].Length == 4 && _p[at + 1].Symbol is '-' or '/' && _p[at + 3].Symbol == _p[at + 1].Symbol && IsDate(_p[at].Number, _p[at + 2].Number, _p[at + 4].Number) && !_p[at + 1].Spaced)
        {
            return new TimeMatch(at, at + 5, new DayMeaning(_p[at].Number, _p[at + 2].Number, _p[at + 4].Number));
        }

        if (_p[at].Length == 8 && IsDate(_p[at].Number / 10000, _p[at].Number / 100 % 100, _p[at].Number % 100) && _p[at].Number / 10000 is > 1900 and < 2100)
        {
            return new TimeMatch(at, at + 1, new DayMeaning(_p[at].Number / 10000, _p[at].Number / 100 % 100, _p[at].Number % 100));
        }

        // 10/31/89 the American way, unless only the other order is a date; 31.10.1989.
        var sign = _p[at + 1].Symbol;
        if (sign is '/' or '.' && _p[at + 3].Symbol == sign && _p[at + 2].Class == TimeClass.Digits && _p[at + 4] is { Class: TimeClass.Digits, Length: 2 or 4 } y && !_p[at + 1].Spaced && !_p[at + 3].Spaced)
        {
            var year = y.Length == 4 ? y.Number : y.Number + (y.Number < 50 ? 2000 : 1900);
            var (a, b) = (_p[at].Number, _p[at + 2].Number);
            if (sign == '/' && IsDate(year, a, b))
            {
                return new TimeMatch(at, at + 5, new DayMeaning(year, a, b));
            }

            if (IsDate(year, b, a))
            {
                return new TimeMatch(at, at + 5, new DayMeaning(year, b, a));
            }
        }

        return null;
    }

    private TimeMatch? MatchHoliday(int at, Shift shift)
    {
        if (!_p.IsCapitalized(at) || _lexicon.HolidaysFrom(_p.Text(at)) is not { } holidays)
        {
            return null;
        }

        foreach (var holiday in holidays)
        {
            var i = 0;
            while (i < holiday.Words.Length && (_p.Is(at + i, holiday.Words[i]) || (holiday.Words[i] == "'" && _p[at + i].Symbol == '’')))
            {
                i++;
            }

            if (i == holiday.Words.Length)
            {
                var next = _p[at + i].Symbol == ',' ? at + i + 1 : at + i;
                var year = ReadYear(next);
                if (year is null && _p.Is(at + i, "week"))
                {
                    return new TimeMatch(at, at + i + 1, new HolidayMeaning(holiday.Name, "week " + holiday.Rule, null, shift));
                }

                return new TimeMatch(at, year is null ? at + i : next + 1, new HolidayMeaning(holiday.Name, holiday.Rule, year, shift));
            }
        }

        return null;
    }

    private TimeMatch WithPart(TimeMatch day)
    {
        var next = _p[day.End].Symbol == '-' ? day.End + 1 : day.End;
        next = _p.Is(next, "early") || _p.Is(next, "late") ? next + 1 : next;
        if (_p[next].Class == TimeClass.Part)
        {
            return _p.Text(next).EndsWith("s", StringComparison.OrdinalIgnoreCase) && day.Meaning is WeekdayMeaning every
                ? new TimeMatch(day.First, next + 1, new SetMeaning($"XXXX-WXX-{every.Weekday}T{_p[next].Value}"))
                : new TimeMatch(day.First, next + 1, new PartMeaning(day.Meaning, _p[next].Value));
        }

        return day;
    }

    /// <summary>A day of the month and the index after it; the day is 0 where none stands there.</summary>
    private (int Day, int Next) ReadDay(int at)
    {
        var piece = _p[at];
        if (piece.Class == TimeClass.Digits && piece.Length <= 2 && piece.Number is >= 1 and <= 31 && !(_p[at + 1].Symbol is '.' or ',' && _p[at + 2].Class == TimeClass.Digits && !_p[at + 2].Spaced))
        {
            return (piece.Number, IsOrdinalSuffix(at + 1) ? at + 2 : at + 1);
        }

        if (piece.Class == TimeClass.Number && piece.Number is 20 or 30)
        {
            var next = _p[at + 1].Symbol == '-' ? at + 2 : at + 1;
            return Ordinal(next) is > 0 and < 10 and var ones ? (piece.Number + ones, next + 1) : (0, at);
        }

        return Ordinal(at) is > 0 and <= 31 and var day && _p[at].Class != TimeClass.Digits ? (day, at + 1) : (0, at);
    }

    /// <summary>Value of an ordinal word, or of digits with their suffix; 0 for anything else.</summary>
    private int Ordinal(int at) => _p[at].Class switch
    {
        TimeClass.Ordinal => _p[at].Number,
        TimeClass.Unit when _p.Is(at, "second") => 2,
        TimeClass.Digits when IsOrdinalSuffix(at + 1) => _p[at].Number,
        _ => 0,
    };

    private bool IsOrdinalSuffix(int at) => !_p[at].Spaced && (_p.Is(at, "st") || _p.Is(at, "nd") || _p.Is(at, "rd") || _p.Is(at, "th"));

    /// <summary>A year in four digits that can stand after a month or a season, or null.</summary>
    private int? ReadYear(int at) =>
        _p[at] is { Class: TimeClass.Digits, Length: 4, Number: >= 1000 and <= 2200 } year && !(_p[at + 1].Symbol == ':' && _p[at + 2].Class == TimeClass.Digits) && _p[at].Spaced ? year.Number : null;

    private static bool IsDate(int year, int month, int day) =>
        year is >= 1000 and <= 2999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
}
