using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Mentions;
using Tocsin.Language.Tokenization;

namespace Tocsin.Analysis.Places;

/// <summary>Finds the words of a text that name places: what the language core took for a location, and what the gazetteer knows and the sentence supports.</summary>
/// <remarks>It goes by whole words, so a name inside another word is never found.</remarks>
internal sealed class PlaceSpotter
{
    private const int WordsMax = 6;

    // A town this large is known by its name alone.
    private const int WellKnown = 300_000;
    private const int SmallestTown = 1_000;

    private readonly Gazetteer _gazetteer;
    private readonly PlaceWords _words;

    public PlaceSpotter(Gazetteer gazetteer, PlaceWords words)
    {
        _gazetteer = gazetteer;
        _words = words;
    }

    public List<SpottedPlace> Find(ParsedText parsed, ImmutableArray<Entity> entities)
    {
        var people = new PeopleNames(parsed, entities, IsListed);
        var spots = Find(parsed, people, []);
        var known = new HashSet<string>();
        foreach (var spot in spots)
        {
            if (spot.Use != PlaceUse.InName && !known.Contains(spot.Key) && IsKnown(spot.Key))
            {
                known.Add(spot.Key);
            }
        }

        return known.Count == 0 ? spots : Find(parsed, people, known);
    }

    // The second time, what the text elsewhere names as a place needs no further support.
    private List<SpottedPlace> Find(ParsedText parsed, PeopleNames people, HashSet<string> known)
    {
        var spots = new List<SpottedPlace>();
        foreach (var sentence in parsed.Sentences)
        {
            FindIn(sentence, parsed.Text, people, known, spots);
        }

        return spots;
    }

    private void FindIn(Sentence sentence, string text, PeopleNames people, HashSet<string> known, List<SpottedPlace> spots)
    {
        var tokens = sentence.Tokens;
        var names = NameAt(sentence);
        var dateline = Datelines.End(sentence, text);
        var first = spots.Count;
        for (var i = 0; i < tokens.Length;)
        {
            var name = names[i] < 0 ? (NameSpan?)null : sentence.Names[names[i]];
            var count = name switch
            {
                { Tag: NameTag.Location } location => Location(sentence, text, location, people, known, spots, dateline),
                { Tag: not NameTag.Location, Count: <= 3 } misread when IsTown(sentence, text, misread) => Location(sentence, text, misread, people, known, spots, dateline),
                { Tag: NameTag.Organization or NameTag.Other } organization => InName(sentence, text, organization, known, spots, dateline),
                { } person => person.Count,
                null => Unnamed(sentence, text, i, names, people, known, spots, first, dateline),
            };
            i += Math.Max(1, count);
        }
    }

    /// <summary>"in Minova", "near Khan Younis": a name that the core takes for a person's, where only a place can stand and the gazetteer knows one.</summary>
    private bool IsTown(Sentence sentence, string text, NameSpan name) =>
        name.First > 0 && sentence.Tokens[name.First - 1].Form is "in" or "near" or "outside" or "around" && sentence.Tokens[name.First - 1].Upos == "ADP"
        && !(name.First + name.Count < sentence.Tokens.Length && sentence.Tokens[name.First + name.Count].Form is "'s" or "’s") && IsKnown(KeyOf(sentence, text, name.First, name.First + name.Count - 1));

    private static int[] NameAt(Sentence sentence)
    {
        var names = new int[sentence.Tokens.Length];
        Array.Fill(names, -1);
        for (var n = 0; n < sentence.Names.Length; n++)
        {
            for (var i = 0; i < sentence.Names[n].Count; i++)
            {
                names[sentence.Names[n].First + i] = n;
            }
        }

        return names;
    }

    private int Location(Sentence sentence, string text, NameSpan name, PeopleNames people, HashSet<string> known, List<SpottedPlace> spots, int dateline)
    {
        var tokens = sentence.Tokens;
        var last = name.First + name.Count - 1;
        if (last + 1 < tokens.Length && _words.Divisions.Contains(tokens[last + 1].Form) && char.IsUpper(tokens[last + 1].Form[0]))
        {
            last++;
        }

        var count = last - name.First + 1;
        if (name.Count == 1)
        {
            var form = tokens[last].Form;
            var isPaper = last + 1 < tokens.Length && char.IsUpper(tokens[last + 1].Form[0]) && _words.Papers.Contains(tokens[last + 1].Form);
            if (isPaper || _words.Generic.Contains(form) || (people.Contains(tokens[last]) && !FollowsLocative(sentence, name.First)) || FollowsTitle(sentence, name.First))
            {
                return count;
            }
        }

        if (count > 1 && !IsKnown(KeyOf(sentence, text, name.First, last)))
        {
            if (IsPartOfKnown(sentence, text, name.First, last, known))
            {
                Add(sentence, text, name.First, last, spots, dateline, PlaceUse.Literal, name.First + 1);
                return count;
            }

            if (!_words.Streets.Contains(tokens[last].Form) && AddOpening(sentence, text, name.First, count, known, spots, dateline, isBody: false))
            {
                return count;
            }
        }

        Add(sentence, text, name.First, last, spots, dateline, PlaceUse.Literal);
        return count;
    }

    // "Northern Iraq", "Greater London"; but "Eastern Creek" is no part of a Creek.
    private bool IsPartOfKnown(Sentence sentence, string text, int first, int last, HashSet<string> known)
    {
        var word = sentence.Tokens[first + 1].Form;
        if (!_words.Directions.Contains(sentence.Tokens[first].Form) || _words.Directions.Contains(word)
            || (first + 1 == last && (_words.Divisions.Contains(word) || _words.Generic.Contains(word) || _words.NotPlaces.Contains(word))))
        {
            return false;
        }

        var key = KeyOf(sentence, text, first + 1, last);
        var hits = new List<PlaceHit>();
        _gazetteer.Find(key, hits);
        return known.Contains(key) || hits.Exists(h => h.Place >= _gazetteer.FirstListed || (!h.IsAlias && _gazetteer[h.Place].Population >= SmallestTown * 20));
    }

    // The name of a body, a thing or an event that holds the name of a place: "Baghdad Operations Command", "University of Texas".
    private int InName(Sentence sentence, string text, NameSpan name, HashSet<string> known, List<SpottedPlace> spots, int dateline)
    {
        var tokens = sentence.Tokens;
        var last = name.First + name.Count - 1;
        if (_words.Papers.Contains(tokens[last].Form))
        {
            return name.Count;
        }

        if (known.Contains(KeyOf(sentence, text, name.First, last)) || IsStateBehindComma(sentence, text, name.First, last))
        {
            Add(sentence, text, name.First, last, spots, dateline, PlaceUse.InName);
            return name.Count;
        }

        if (AddOpening(sentence, text, name.First, name.Count, known, spots, dateline, isBody: true))
        {
            return name.Count;
        }

        for (var i = name.First + 1; i < last; i++)
        {
            if (tokens[i].Form == "of" && (known.Contains(KeyOf(sentence, text, i + 1, last)) || IsStateOrCountry(KeyOf(sentence, text, i + 1, last))))
            {
                Add(sentence, text, i + 1, last, spots, dateline, PlaceUse.InName);
                break;
            }
        }

        return name.Count;
    }

    // The longest known place that opens a longer name, where the text or the next word supports it.
    private bool AddOpening(Sentence sentence, string text, int first, int length, HashSet<string> known, List<SpottedPlace> spots, int dateline, bool isBody)
    {
        var tokens = sentence.Tokens;
        for (var count = Math.Min(length - 1, WordsMax); count > 0; count--)
        {
            var end = tokens[first + count - 1].Form;
            var key = KeyOf(sentence, text, first, first + count - 1);
            if ((count == 1 && (_words.NotPlaces.Contains(end) || _words.Generic.Contains(end) || _words.Abbreviations.Contains(key))) || !IsListed(key))
            {
                continue;
            }

            if (known.Contains(key) || _words.Bodies.Contains(tokens[first + count].Form) || end is "County" or "Parish" || (isBody && IsStateOrCountry(key)))
            {
                Add(sentence, text, first, first + count - 1, spots, dateline, PlaceUse.InName);
                return true;
            }
        }

        return false;
    }

    private bool IsStateOrCountry(string key)
    {
        var hits = new List<PlaceHit>();
        _gazetteer.Find(key, hits);
        return hits.Exists(h => h.Place >= _gazetteer.FirstListed && _gazetteer[h.Place].Rank is PlaceRank.Nation or PlaceRank.Province);
    }

    // "FAIRFIELD, Conn."
    private bool IsStateBehindComma(Sentence sentence, string text, int first, int last) =>
        first > 1 && sentence.Tokens[first - 1].Form == "," && StartsName(sentence.Tokens[first - 2])
            && _words.Abbreviations.Contains(KeyOf(sentence, text, first, last).Replace(" ", "", StringComparison.Ordinal));

    private int Unnamed(Sentence sentence, string text, int start, int[] names, PeopleNames people, HashSet<string> known, List<SpottedPlace> spots, int firstSpot, int dateline)
    {
        var tokens = sentence.Tokens;
        if (!StartsName(tokens[start]) || (start > 0 && names[start - 1] < 0 && IsNameWord(tokens[start - 1]) && !IsOpening(sentence, start - 1)))
        {
            return 1;
        }

        var (count, hits) = Longest(sentence, text, start, names);
        if (count == 0)
        {
            return 1;
        }

        var last = start + count - 1;
        var next = last + 1 < tokens.Length ? tokens[last + 1] : null;
        var goesOn = next is not null && IsNameWord(next) && !_words.Divisions.Contains(next.Form) && !_words.Titles.Contains(next.Form) && !_words.Bodies.Contains(next.Form);
        if (goesOn || (count == 1 && (_words.Generic.Contains(tokens[start].Form) || _words.NotPlaces.Contains(tokens[start].Form) || people.Contains(tokens[start]))) || FollowsTitle(sentence, start))
        {
            return count;
        }

        if (known.Contains(KeyOf(sentence, text, start, last)) || IsSupported(sentence, text, start, last, hits, spots, firstSpot))
        {
            Add(sentence, text, start, last, spots, dateline, PlaceUse.Literal);
        }

        return count;
    }

    private (int Count, List<PlaceHit> Hits) Longest(Sentence sentence, string text, int start, int[] names)
    {
        var best = (Count: 0, Hits: new List<PlaceHit>());
        for (var count = 1; count <= WordsMax && start + count <= sentence.Tokens.Length; count++)
        {
            if (names[start + count - 1] >= 0)
            {
                break;
            }

            var hits = new List<PlaceHit>();
            var isOpen = _gazetteer.Find(KeyOf(sentence, text, start, start + count - 1), hits);
            if (hits.Count > 0 && StartsName(sentence.Tokens[start + count - 1]))
            {
                best = (count, hits);
            }

            if (!isOpen)
            {
                break;
            }
        }

        return best;
    }

    private bool IsSupported(Sentence sentence, string text, int start, int last, List<PlaceHit> hits, List<SpottedPlace> spots, int firstSpot)
    {
        var tokens = sentence.Tokens;
        var key = KeyOf(sentence, text, start, last);
        var previousEnd = spots.Count > firstSpot ? spots[^1].Span.End : -1;
        var isBehindPlace = previousEnd >= 0 && text.AsSpan(previousEnd, tokens[start].Span.Start - previousEnd) is ", ";
        if (_words.Abbreviations.Contains(key.Replace(" ", "", StringComparison.Ordinal)))
        {
            return isBehindPlace || IsStateBehindComma(sentence, text, start, last);
        }

        var isAllCapitals = tokens[start].Form.Length > 1 && !tokens[start].Form.Any(char.IsLower);
        if (key is "us" && tokens[start].Form is not ("US" or "U.S." or "U.S" or "USA"))
        {
            return false;
        }

        var isProper = tokens[last].Upos is "PROPN" or "_" || (start < last && tokens[start].Upos is "PROPN");
        var (isListed, population) = (false, 0);
        foreach (var hit in hits)
        {
            var place = _gazetteer[hit.Place];
            isListed |= place.Index >= _gazetteer.FirstListed;
            population = Math.Max(population, hit.IsAlias ? place.Population / 10 : place.Population);
        }

        return isProper
            && ((isListed && (!isAllCapitals || key.Length > 3 || tokens[start].Form is "US" or "UK" or "UAE" or "USA" or "DRC" or "U.S." or "U.K." or "EU"))
                || population >= WellKnown
                || (population >= SmallestTown && (FollowsLocative(sentence, start) || isBehindPlace || PrecedesRegion(sentence, text, last))));
    }

    // "X, Country" or "X, State".
    private bool PrecedesRegion(Sentence sentence, string text, int last)
    {
        var tokens = sentence.Tokens;
        if (last + 2 >= tokens.Length || tokens[last + 1].Form != "," || !StartsName(tokens[last + 2]))
        {
            return false;
        }

        var hits = new List<PlaceHit>();
        _gazetteer.Find(KeyOf(sentence, text, last + 2, last + 2), hits);
        return hits.Exists(h => _gazetteer[h.Place].Rank >= PlaceRank.Province);
    }

    private bool FollowsLocative(Sentence sentence, int start)
    {
        var before = start - 1;
        if (before >= 0 && sentence.Tokens[before].Upos is "DET")
        {
            before--;
        }

        return before >= 0 && _words.Locatives.Contains(sentence.Tokens[before].Form) && !char.IsUpper(sentence.Tokens[before].Form[^1]);
    }

    private bool FollowsTitle(Sentence sentence, int start) =>
        start > 0 && char.IsUpper(sentence.Tokens[start - 1].Form[0]) && _words.Titles.Contains(sentence.Tokens[start - 1].Form);

    private void Add(Sentence sentence, string text, int first, int last, List<SpottedPlace> spots, int dateline, PlaceUse use, int? keyFrom = null)
    {
        while (last > first && !char.IsLetterOrDigit(sentence.Tokens[last].Form[^1]) && sentence.Tokens[last].Form.Length == 1)
        {
            // The hyphen of "US-led".
            last--;
        }

        var span = TextSpan.FromBounds(sentence.Tokens[first].Span.Start, sentence.Tokens[last].Span.End);
        var key = KeyOf(sentence, text, keyFrom ?? first, last);
        if (key.Length == 0 || (first == last && sentence.Tokens[first].Upos == "ADJ" && !IsKnown(key)))
        {
            return;
        }

        if (span.End <= dateline)
        {
            use = PlaceUse.Dateline;
        }
        else if (use == PlaceUse.Literal && IsActor(sentence, first, last, key))
        {
            use = PlaceUse.Actor;
        }

        spots.Add(new SpottedPlace(span, WithDivision(sentence, last, key), use));
    }

    // "Baghdad province" is the province though its second word is no part of the name.
    private static string WithDivision(Sentence sentence, int last, string key) =>
        last + 1 < sentence.Tokens.Length && sentence.Tokens[last + 1].Form is "state" or "province" or "governorate" or "oblast" or "district" or "county" or "prefecture"
            ? $"{key} {sentence.Tokens[last + 1].Form}"
            : key;

    private bool IsListed(string key)
    {
        var hits = new List<PlaceHit>();
        _gazetteer.Find(key, hits);
        return hits.Count > 0;
    }

    private bool IsKnown(string key)
    {
        var hits = new List<PlaceHit>();
        _gazetteer.Find(key, hits);
        if (hits.Count == 0)
        {
            _gazetteer.FindVariants(key, hits);
        }

        return hits.Count > 0;
    }

    // A country or capital that does something, or has something done by it.
    private bool IsActor(Sentence sentence, int first, int last, string key)
    {
        var tokens = sentence.Tokens;
        var head = first;
        while (head < last && tokens[head].Head >= first && tokens[head].Head <= last)
        {
            head = tokens[head].Head;
        }

        if (tokens[head].Relation is "compound" or "amod" && key is "us" or "uk" or "eu")
        {
            // Written as adjectives: "US forces".
            return true;
        }

        if (tokens[head].Deprel is not ("nsubj" or "obl:agent" or "nmod:poss"))
        {
            return false;
        }

        if (tokens[head].Head >= 0 && tokens[tokens[head].Head].Upos is "PROPN")
        {
            return false;
        }

        var hits = new List<PlaceHit>();
        _gazetteer.Find(key, hits);
        return hits.Exists(h => _gazetteer[h.Place].Rank is PlaceRank.Nation or PlaceRank.Capital || key is "white house" or "kremlin" or "pentagon" or "downing street");
    }

    private static string KeyOf(Sentence sentence, string text, int first, int last)
    {
        var start = sentence.Tokens[first].Span.Start;
        return PlaceNames.Fold(text.AsSpan(start, sentence.Tokens[last].Span.End - start));
    }

    private static bool StartsName(Token token) => char.IsUpper(token.Form[0]);

    private static bool IsNameWord(Token token) => char.IsUpper(token.Form[0]) && token.Upos is "PROPN" or "_";

    // The first word of a sentence has a capital whatever it is.
    private static bool IsOpening(Sentence sentence, int index) => index == 0 && sentence.Tokens[0].Upos != "PROPN";
}
