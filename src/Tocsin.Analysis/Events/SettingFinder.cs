using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Where and when an act took place, from the places and times in its own clause.</summary>
/// <remarks>Times and places are in text order, so that only those of the act's sentence are looked at.</remarks>
internal sealed class SettingFinder(EventLexicon lexicon, ImmutableArray<TimeExpression> times, ImmutableArray<PlaceMention> places, DateOnly? published)
{
    private const int HistoricalDays = 365;
    private const int LessThanLiteral = 5;

    /// <summary>How many words after the noun of an act its date may stand.</summary>
    private const int DateReach = 16;

    /// <summary>How many characters may stand before the day that heads a line: a bullet.</summary>
    private const int HeadingLead = 3;

    private const int AnniversarySlack = 7;
    internal static readonly Occurrence Unknown = new(null, Granularity.Vague, "no date in its clause");

    /// <summary>Index of the place, null where the clause names none. Never the dateline and never where its speaker stands.</summary>
    public int? Place(EventDraft draft)
    {
        int? best = null;
        var bestRank = 0;
        var (first, end) = TextOrder.Range(places, draft.Tree.Sentence.Span, p => p.Span);
        for (var p = first; p < end; p++)
        {
            if (places[p].Use is PlaceUse.Dateline or PlaceUse.Actor || !draft.Tree.Sentence.Span.Contains(places[p].Span))
            {
                continue;
            }

            // What is only part of a name comes after whatever names a place itself.
            var rank = 2 * RankPlace(draft, TokenAt(draft.Tree, places[p].Span));
            rank -= rank > 0 && places[p].Use == PlaceUse.InName ? LessThanLiteral : 0;
            if (rank != 0 && (best is null || rank > bestRank))
            {
                (best, bestRank) = (p, rank);
            }
        }

        return best;
    }

    /// <summary>The place and those that "and" joins to it: "bases at A and B". Empty where the clause names none.</summary>
    public ImmutableArray<int> Places(EventDraft draft, int? place)
    {
        if (place is not { } chosen)
        {
            return [];
        }

        var tree = draft.Tree;
        var found = ImmutableArray.Create(chosen);
        var joined = tree.Conjuncts(TokenAt(tree, places[chosen].Span)).ToHashSet();
        var (first, end) = TextOrder.Range(places, tree.Sentence.Span, p => p.Span);
        for (var p = first; p < end; p++)
        {
            if (p != chosen && places[p].Use == places[chosen].Use && tree.Sentence.Span.Contains(places[p].Span) && joined.Contains(TokenAt(tree, places[p].Span)))
            {
                found = found.Add(p);
            }
        }

        return found;
    }

    /// <param name="told">The latest day that the text has told of before this sentence; null for none.</param>
    public Occurrence When(EventDraft draft, DateOnly? told)
    {
        TimeExpression? best = null;
        var distance = int.MaxValue;
        var tree = draft.Tree;
        var (first, end) = TextOrder.Range(times, draft.Tree.Sentence.Span, t => t.Span);
        for (var t = first; t < end; t++)
        {
            var time = times[t];

            // The day in a dateline is that of the report.
            if (time.Type is TimeType.Duration or TimeType.Set || !draft.Tree.Sentence.Span.Contains(time.Span) || time.Span.End <= draft.Tree.Opening)
            {
                continue;
            }

            var token = TokenAt(draft.Tree, time.Span);
            if (token >= 0 && draft.Tree.Preposition(token) is "until" or "till" && (draft.Type is not ("ASSAULT" or "PROTEST") || time.Interval is not { } end1 || published is not { } today || end1.Start > today))
            {
                // "extended the sanctions until 2028": how long it holds, not when it was done.
                continue;
            }

            if (token >= 0 && time.Granularity is Granularity.Year or Granularity.Decade or Granularity.Century && draft.Tree.Preposition(token) == "since")
            {
                // "has carried out raids since last year": when it began, and it may be of today.
                continue;
            }

            if (token >= 0 && (IsYearOfThing(draft, token) || IsYearOfOtherAct(draft, token) || IsDayOfWhatIsProposed(draft, token)))
            {
                continue;
            }

            if (token >= 0 && time.Granularity is Granularity.Year && !draft.IsNominal && tree.Children(draft.Carrier).Any(c => c < token && tree.Relation(c) == "obl" && tree.Preposition(c) is "for" or "over" && lexicon.Noun(tree.Lemma[c]).Any(p => p.Type == "ASSAULT")))
            {
                // "sentenced two officers for the killing of a reporter in 2019": the year is that of the killing.
                continue;
            }

            if (token >= 0 && (BelongsTo(draft, token) || IsAstray(draft, token)) && Math.Abs(token - draft.Anchor) < distance)
            {
                (best, distance) = (time, Math.Abs(token - draft.Anchor));
            }
        }

        best ??= OfFirst(draft, first, end) ?? Heading(draft, first, end);
        if (best is { Interval: { } begun } && published is { } now && begun.End < now && TokenAt(draft.Tree, best.Span) is var since and >= 0 && draft.Tree.Preposition(since) == "since")
        {
            // "have been killed since October": from then until the report.
            return new Occurrence(new DateInterval(begun.Start, now), (now.DayNumber - begun.Start.DayNumber) switch { <= 7 => Granularity.Week, <= 31 => Granularity.Month, <= 92 => Granularity.Quarter, _ => Granularity.Year }, $"{best.Reason}, and since then until publication");
        }

        return best is not null ? new Occurrence(best.Interval, best.Granularity, best.Reason) : SomeTimeBefore(draft) ?? Anniversary(draft) ?? Later(draft, told, first, end) ?? Entry(draft) ?? Unknown;
    }

    /// <summary>"was sentenced for the 2021 bombing of a tax office": the year is that of the bombing.</summary>
    private bool IsYearOfOtherAct(EventDraft draft, int token)
    {
        var tree = draft.Tree;
        return !draft.IsNominal && tree.Relation(token) is "compound" or "nummod" or "amod" or "nmod" && tree[token].Form.Length == 4 && char.IsAsciiDigit(tree[token].Form[0]) && tree.Head(token) is var act && act > token && tree.Upos(act) == "NOUN"
            && act != draft.Anchor && act != draft.Carrier && !draft.AlsoNamedBy.Contains(act) && tree.Preposition(act) is "for" or "over" or "after" && lexicon.Noun(tree.Lemma[act]).Any(p => p.Type == "ASSAULT");
    }

    /// <summary>"proposed a meeting on Friday", "offered to hold talks on 9 May": the day after it is that of the meeting.</summary>
    private static bool IsDayOfWhatIsProposed(EventDraft draft, int token)
    {
        var tree = draft.Tree;
        var verb = draft.Operator >= 0 ? draft.Operator : draft.Carrier;
        return draft.Type is "AGREE" or "REQUEST" or "CONSULT" && tree.IsVerb(verb) && tree.InClass(verb, "PROPOSE") && ClauseRoles.Patient(tree, verb) is var thing and >= 0 && thing > verb && thing < token && tree.InClass(thing, "TALKS");
    }

    /// <summary>"suspended the 2014 agreement": the year is the agreement's.</summary>
    private static bool IsYearOfThing(EventDraft draft, int token)
    {
        var tree = draft.Tree;
        return tree.Relation(token) is "compound" or "nummod" or "amod" && tree[token].Form.Length == 4 && char.IsAsciiDigit(tree[token].Form[0]) && tree.Head(token) is var thing && thing > token && tree.Upos(thing) == "NOUN"
            && thing != draft.Anchor && !draft.AlsoNamedBy.Contains(thing) && tree.Relation(thing) == "obj" && tree.Head(thing) == draft.Carrier && draft.Type is not ("ASSAULT" or "COERCE");
    }

    /// <summary>"On Monday rebels attacked Kesh and took the bridge", "stormed the gate on Tuesday and set fire to a hall", "In 1982 troops entered the city, killing 40": the day of the first of joined verbs is that of all of them in the past.</summary>
    private TimeExpression? OfFirst(EventDraft draft, int first, int end)
    {
        var tree = draft.Tree;
        if (!tree.IsVerb(draft.Carrier))
        {
            return null;
        }

        var verb = tree.Head(draft.Carrier);
        var relation = tree.Relation(draft.Carrier);
        foreach (var when in tree.Children(draft.Carrier))
        {
            // "When rebels shelled Kesh in March 2025, the army bombed their camps": told of one time.
            if (when < draft.Carrier && tree.Relation(when) == "advcl" && tree.IsVerb(when) && tree.HasMark(when, "when") && tree[draft.Carrier].Xpos == "VBD")
            {
                for (var t = first; t < end; t++)
                {
                    if (times[t].Type == TimeType.Date && times[t].Span.End < tree[draft.Carrier].Span.Start && TokenAt(tree, times[t].Span) is var day and >= 0 && tree.Head(day) == when)
                    {
                        return times[t];
                    }
                }
            }
        }

        var follows = relation == "advcl" && tree[draft.Carrier].Xpos == "VBG" && !tree.Children(draft.Carrier).Any(c => tree.Relation(c) == "mark");

        // "In 1987 the truce collapsed when the army shelled the city"
        follows |= relation == "advcl" && tree.HasMark(draft.Carrier, "when") && tree[draft.Carrier].Xpos == "VBD";
        if (verb >= 0 && relation == "acl" && tree.Children(draft.Carrier).Any(c => tree.Lemma[c] is "which" or "where" && tree.Relation(c) is "obl" or "advmod"))
        {
            // "a war in 1998 in which 11,000 people were killed"
            (follows, verb) = (true, tree.Relation(verb) is "obj" or "nsubj" or "obl" ? tree.Head(verb) : verb);
        }

        if (verb < 0 || !(follows || relation == "conj") || !tree.IsVerb(verb))
        {
            return null;
        }

        for (var t = first; t < end; t++)
        {
            if (times[t].Type is TimeType.Date or TimeType.Time && tree.Sentence.Span.Contains(times[t].Span) && times[t].Span.End > tree.Opening
                && TokenAt(tree, times[t].Span) is var token and >= 0 && tree.Head(token) == verb
                && (token < verb || (follows && token < draft.Carrier) || (token < draft.Carrier && tree[draft.Carrier].Xpos is "VBD" or "VB" && !tree.HasMark(draft.Carrier, "to") && tree[verb].Xpos is "VBD" or "VBN" && ClauseRoles.Overt(tree, draft.Carrier) < 0)))
            {
                return times[t];
            }
        }

        return null;
    }

    /// <summary>"12 May - Gunmen attack a police post": a day that heads a line is that of all the line tells, as a chronology has it. Not that of the report, which is no news of the act.</summary>
    private TimeExpression? Heading(EventDraft draft, int first, int end)
    {
        var sentence = draft.Tree.Sentence;
        if (first == end || !sentence.StartsParagraph || times[first] is not { Type: TimeType.Date, Granularity: Granularity.Day, Interval: { } day } time || time.Span.Start - sentence.Span.Start > HeadingLead || day.Start == published)
        {
            return null;
        }

        var next = sentence.Tokens.FirstOrDefault(token => token.Span.Start >= time.Span.End);
        return next?.Form is "-" or "–" or "—" or ":" ? time : null;
    }

    /// <summary>"18:42 – Gunmen storm the station": an entry of a page that is written as things happen is of that page's day.</summary>
    private Occurrence? Entry(EventDraft draft)
    {
        var tree = draft.Tree;
        return published is { } day && tree.Opening > 0 && char.IsAsciiDigit(tree[0].Form[0]) && tree.IsVerb(draft.Carrier) && draft.Type is "ASSAULT" or "COERCE" or "PROTEST" or "MOBILIZE" or "RETREAT" && draft.Factuality is null
            && tree[draft.Carrier].Xpos is "VBD" or "VBZ" or "VBP" or "VBN" or "VBG"
            ? new Occurrence(new DateInterval(day, day), Granularity.Day, "an entry with its hour, on the day of publication")
            : null;
    }

    /// <summary>"two weeks after suicide bombings killed 52 people": so long before the day that the sentence tells, else before publication. Null where the words are not so.</summary>
    private Occurrence? SomeTimeBefore(EventDraft draft)
    {
        var tree = draft.Tree;
        for (var (at, left) = (draft.Carrier, 3); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            // In "after bombs killed 52 people" the tree may hang "after" under the bombs.
            foreach (var mark in tree.Children(at).Concat(tree.IsVerb(at) && ClauseRoles.Overt(tree, at) is var subject and >= 0 ? tree.Children(subject) : []))
            {
                if (mark == 0 || mark > at || tree.Relation(mark) is not ("case" or "mark") || tree.Lemma[mark] is not ("after" or "before" or "since"))
                {
                    continue;
                }

                // "Twenty years to the day after"
                var end = mark > 3 && tree.Lemma[mark - 1] is "day" or "week" or "month" && tree.Lemma[mark - 2] == "the" && tree.Lemma[mark - 3] == "to" ? mark - 4 : mark - 1;
                var length = times.FirstOrDefault(time => time.Type == TimeType.Duration && time.Span.Overlaps(tree[end].Span));
                var day = times.LastOrDefault(time => tree.Sentence.Span.Contains(time.Span) && time.Span.Start < tree[mark].Span.Start && time.Span.End > tree.Opening && time is { Interval: not null, Granularity: <= Granularity.Day })?.Interval?.End ?? published;
                if (length?.Value is not { } value || day is not { } known || Days(value) is not { } days)
                {
                    return null;
                }

                var told = known.DayNumber + (tree.Lemma[mark] == "before" ? days.Away : -days.Away);
                return new Occurrence(
                    new DateInterval(Day(told - days.Slack), Day(told + days.Slack)), days.Slack == 0 ? Granularity.Day : value.EndsWith('Y') ? Granularity.Year : Granularity.Month,
                    $"{(known.DayNumber == told ? "the day" : value)} {(known.DayNumber == told ? "that" : tree.Lemma[mark] == "before" ? "after what" : "before what")} the sentence tells");
            }
        }

        return null;
    }

    /// <summary>"the first anniversary of the day when police killed 21 protesters": so many years before publication, or some days from it.</summary>
    private Occurrence? Anniversary(EventDraft draft)
    {
        var tree = draft.Tree;
        for (var at = draft.Carrier - 1; at > 0 && published is not null && !tree.IsVerb(at); at--)
        {
            if (tree.Lemma[at] == "anniversary" && tree.Children(at).Select(child => lexicon.Ordinal(tree[child].Form)).FirstOrDefault(number => number > 0) is var years and > 0 && years < published.Value.Year)
            {
                var day = published.Value.AddYears(-years).DayNumber;
                return new Occurrence(new DateInterval(Day(day - AnniversarySlack), Day(day + AnniversarySlack)), Granularity.Week, $"the sentence tells of an anniversary, {years} years on");
            }
        }

        return null;
    }

    /// <summary>"faced its first test just hours later as reports came of an attack": hours after what was told before, so on that day or the next.</summary>
    private Occurrence? Later(EventDraft draft, DateOnly? told, int first, int end)
    {
        if (told is not { } day)
        {
            return null;
        }

        for (var t = first; t < end; t++)
        {
            var time = times[t];
            if (time is { Value: "FUTURE_REF", Interval: null, Granularity: Granularity.Hour or Granularity.Minute or Granularity.PartOfDay or Granularity.Vague } && time.Span.End <= draft.Tree[draft.Anchor].Span.Start
                && draft.Tree.Sentence.Tokens.Any(w => time.Span.Contains(w.Span) && w.Lemma is "hour" or "minute" or "moment"))
            {
                var last = (published is { } limit && limit.DayNumber <= day.DayNumber) || day == DateOnly.MaxValue ? day : day.AddDays(1);
                return new Occurrence(new DateInterval(day, last), Granularity.Day, $"hours after {day:yyyy-MM-dd}, the latest day that the text told of before");
            }
        }

        return null;
    }

    private static DateOnly Day(int number) => DateOnly.FromDayNumber(Math.Clamp(number, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>Of a TIMEX3 duration: how many days away, and how many more or fewer it may be, since months and years are seldom meant to the day. Null for "days" and for lives and ages.</summary>
    private static (int Away, int Slack)? Days(string duration)
    {
        if (duration.StartsWith("PT", StringComparison.Ordinal))
        {
            return duration.EndsWith('H') || duration.EndsWith('M') ? (0, 0) : null;
        }

        return int.TryParse(duration.AsSpan(1, duration.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 60
            ? duration[^1] switch { 'D' => (count, 0), 'W' => (7 * count, 0), 'M' => ((int)Math.Round(30.4 * count), 15), 'Y' => ((int)Math.Round(365.25 * count), 45), _ => null }
            : null;
    }

    /// <summary>A year and more before publication; "a year ago", "in 2019" and "last year" name another year than the report's.</summary>
    public bool IsHistorical(Occurrence occurrence) =>
        published is { } day && occurrence.Interval is { } interval
        && (interval.End.DayNumber <= day.DayNumber - HistoricalDays || (occurrence.Granularity is Granularity.Year or Granularity.Decade or Granularity.Century && interval.End.Year < day.Year));

    public bool IsFuture(Occurrence occurrence) => published is { } day && occurrence.Interval is { } interval && interval.Start.DayNumber > day.DayNumber;

    /// <summary>3: where the clause says it is ("in Baghdad"); 2: the place of what was hit; 1: the target itself; 0: not its place.</summary>
    private int RankPlace(EventDraft draft, int token)
    {
        var tree = draft.Tree;
        if (token < 0)
        {
            return 0;
        }

        string? preposition = null;
        for (var (at, left) = (token, 10); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (at == draft.Carrier || at == draft.Anchor || draft.AlsoNamedBy.Contains(at) || draft.Effects.Contains(at) || at == Occurs(draft) || at == Undergone(draft))
            {
                // "was ordered in Calder": where somebody ordered it is not where it was.
                return at == draft.Carrier && at != draft.Anchor && tree.InClass(at, "CONTRIVE") ? 0 : IsWhere(preposition) || IsBefore(draft, token) ? 3 : draft.Type is "ASSAULT" && preposition is "on" or "against" ? 1 : 0;
            }

            if (draft.Actors.Contains(at) || draft.Others.Contains(at))
            {
                return 0;
            }

            if (draft.Recipients.Contains(at))
            {
                // "the port of Odesa" and "Odesa airport" are in Odesa; "called on India" is not.
                return draft.Type is not ("ASSAULT" or "COERCE" or "PROTEST" or "MOBILIZE") ? IsWhere(preposition) && at != token ? 2 : 0
                    : IsWhere(preposition) || (preposition is "of" or null && at != token && lexicon.InClass("PLACEWORD", tree.Lemma[at])) ? 2 : at == token ? 1 : 0;
            }

            // "destroyed 47 drones, including 12 over the town": where some of them were.
            if (tree.Upos(at) is "NUM" or "NOUN" && tree.Children(at).Any(c => c < at && tree.Relation(c) == "case" && tree.Lemma[c] is "include" or "including" or "among"))
            {
                return 0;
            }

            // "expelled the envoy over the bombing in Teslin": where that was, and not what answers it.
            if (at != token && tree.Upos(at) == "NOUN" && !lexicon.Noun(tree.Lemma[at]).IsEmpty && tree.Preposition(at) is "over" or "for" or "after" or "following" or "since" or "before" or "about" or "against")
            {
                return 0;
            }

            // "bombed a base in one town and a depot in another": the second town is that of the second clause.
            if (tree.IsVerb(at) || tree.Relation(at) is not ("obl" or "nmod" or "appos" or "conj" or "flat" or "compound" or "obj" or "list"))
            {
                return 0;
            }

            // "a convoy of trucks in Odesa": the town is where the trucks are.
            preposition = tree.Preposition(at) is { } own && !(own == "of" && IsWhere(preposition)) ? own : preposition;
        }

        return 0;
    }

    /// <summary>"the Kabul blast": a town right before the noun of an act, and not the one who did it.</summary>
    private static bool IsBefore(EventDraft draft, int token) =>
        draft.Type is "ASSAULT" or "PROTEST" or "COERCE" && draft.Tree.Relation(token) is "compound" or "nmod" or "amod" && draft.Tree.Head(token) > token && !draft.Tree.IsVerb(draft.Tree.Head(token)) && !draft.Tree.IsPossessor(token)
        && draft.Tree.Preposition(token) is null && !draft.Tree.InClass(draft.Tree.Head(token), "ORIGIN");

    private static bool IsWhere(string? preposition) => preposition is "in" or "at" or "near" or "outside" or "inside" or "around" or "off" or "along" or "across" or "over" or "on" or "within" or "north" or "south" or "east" or "west";

    private static bool BelongsTo(EventDraft draft, int token)
    {
        var tree = draft.Tree;
        var own = draft.Operator >= 0 ? draft.Operator : draft.Carrier;
        for (var (at, left) = (token, 8); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (at == own || at == Occurs(draft) || at == Undergone(draft) || at == draft.Anchor || draft.AlsoNamedBy.Contains(at) || draft.Effects.Contains(at))
            {
                return true;
            }

            if (tree.IsVerb(at) || tree.Head(at) < 0)
            {
                // "the strike last Friday", "the murder of the journalist two days later": the tree may hang the day on the verb, the order of words does not.
                return draft.IsNominal && draft.AlsoNamedBy.Append(draft.Anchor).Any(n => n > at && (IsEndOf(tree, n, token) || (token > n && token - LastBelow(tree, n, 6) <= 2)));
            }
        }

        return false;
    }

    /// <summary>A time right after the phrase of a noun; or a date in figures with neither a verb nor a comma on the way, as in "the attack on a wedding in the town of Qasra on 24 April".</summary>
    private static bool IsEndOf(SentenceTree tree, int noun, int token)
    {
        var first = Math.Min(token, tree.Phrase(token).First);
        if (first <= noun)
        {
            return false;
        }

        if (first - tree.Phrase(noun).Last <= 1 || token - tree.Phrase(noun).Last <= 2)
        {
            return true;
        }

        var isDate = char.IsAsciiDigit(tree[token].Form[0]) || tree.Children(token).Any(child => char.IsAsciiDigit(tree[child].Form[0]));
        return isDate && first - noun <= DateReach && Enumerable.Range(noun + 1, first - noun - 1).All(i => tree.Upos(i) is not ("VERB" or "AUX" or "PUNCT"));
    }

    /// <summary>
    /// "fired missiles at bases that house troops early on Wednesday", "killed a general early on Friday, the ministry said": the day stands at the end of the act's clause,
    /// and the tree hangs it on a verb that merely describes, or on the one that reports the clause.
    /// </summary>
    private bool IsAstray(EventDraft draft, int token)
    {
        var tree = draft.Tree;
        if (!tree.IsVerb(draft.Carrier) || token < draft.Carrier)
        {
            return false;
        }

        var holder = tree.Head(token);
        for (var left = 8; holder >= 0 && !tree.IsVerb(holder) && left > 0; left--)
        {
            holder = tree.Head(holder);
        }

        if (holder < 0 || holder == draft.Carrier)
        {
            return false;
        }

        if (tree.Head(draft.Carrier) == holder && tree.Relation(draft.Carrier) is "ccomp" or "parataxis")
        {
            return lexicon.Is(OperatorKind.Report, tree.Lemma[holder], "VERB") && ClauseRoles.Overt(tree, holder) is var speaker && speaker > token;
        }

        return holder > draft.Carrier && token > holder && tree.Relation(holder) == "acl" && lexicon.InClass("STATIVE", tree.Lemma[holder]) && IsBelow(tree, holder, draft.Carrier);
    }

    /// <summary>"Fighting erupted in Tripoli", "the raid took place on Monday": the verb that only says that it came about; -1 for none.</summary>
    private static int Occurs(EventDraft draft)
    {
        var tree = draft.Tree;
        return draft.Type == "ASSAULT" && tree.Relation(draft.Anchor) is "nsubj" or "csubj" or "advcl" && tree.Head(draft.Anchor) is var verb and >= 0 && verb > draft.Anchor && tree.IsVerb(verb) && tree.InClass(verb, "OCCUR") ? verb : -1;
    }

    /// <summary>"In Odesa three traders died in a drone strike": the verb says what the act did to them, and where and when it says so is where and when the act was; -1 for none.</summary>
    private static int Undergone(EventDraft draft)
    {
        var tree = draft.Tree;
        return draft is { Type: "ASSAULT", IsNominal: true } && tree.Relation(draft.Anchor) == "obl" && tree.Preposition(draft.Anchor) is "in" or "by" or "from" or "during"
            && tree.Head(draft.Anchor) is var verb and >= 0 && tree.IsVerb(verb) && (tree.InClass(verb, "EFFECT") || tree.InClass(verb, "DIE")) ? verb : -1;
    }

    private static bool IsBelow(SentenceTree tree, int token, int above)
    {
        for (var (at, left) = (tree.Head(token), 10); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (at == above)
            {
                return true;
            }

            if (tree.IsVerb(at))
            {
                return false;
            }
        }

        return false;
    }

    private static int LastBelow(SentenceTree tree, int token, int depth)
    {
        var last = token;
        foreach (var child in depth > 0 ? tree.Children(token) : [])
        {
            last = Math.Max(last, LastBelow(tree, child, depth - 1));
        }

        return last;
    }

    /// <summary>The token of a span that governs the others; -1 where the span lies in no token.</summary>
    private static int TokenAt(SentenceTree tree, TextSpan span)
    {
        var found = -1;
        for (var i = 0; i < tree.Count; i++)
        {
            if (tree[i].Span.Overlaps(span) && (found < 0 || tree.Head(i) < 0 || !tree[tree.Head(i)].Span.Overlaps(span)))
            {
                if (found < 0 || tree.Relation(i) is not ("case" or "det" or "punct"))
                {
                    found = i;
                }
            }
        }

        return found;
    }

}
