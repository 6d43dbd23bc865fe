using System.Collections.Immutable;
using System.Text;
using Tocsin.Analysis;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Times;
using Tocsin.Intake;
using Tocsin.Language;

namespace Tocsin.Bench.Record;

/// <summary>
/// Makes any number of articles with their readings from a few that were really read: names, and half of the other words, are put in the place of words of the same length, so every span stays where it is,
/// and all dates move by whole weeks. Crises have casts of their own; the largest has one article in fifty. One article in eight is a reprint in another outlet.
/// </summary>
internal sealed class ArticleMaker
{
    public const int Crises = 300;

    /// <summary>Of all days together; they come in the order of their days.</summary>
    private const int Articles = 100_000;

    private const int Outlets = 120;
    private const int Towns = 12;
    private const int Days = 400;
    private static readonly DateOnly First = new(2030, 1, 1);
    private readonly List<Reading> _bases;
    private readonly string[] _names;
    private readonly HashSet<string> _towns;
    private readonly ILookup<int, string> _words;
    private readonly int _seed;

    /// <param name="folder">Sample articles.</param>
    public ArticleMaker(string folder, Reader reader, int seed)
    {
        _seed = seed;
        var texts = new InputFinder(() => Stream.Null, _ => { }).Find([folder]).Select(portion => portion.Receive()).OfType<Receipt.Received>().Select(receipt => receipt.Document).ToList();

        // Short ones, and longer ones of two samples each.
        _bases = [.. texts.SelectMany((text, i) => new[] { 0, 1, 3, 4 }.Select(step => text with { Text = step == 0 ? text.Text : text.Text + "\n\n" + texts[(i + step) % texts.Count].Text, PublishedAt = text.PublishedAt ?? First, PublishedTime = null })).Select(reader.Read)];
        var tokens = _bases.SelectMany(reading => reading.Parsed.Sentences).SelectMany(sentence => sentence.Tokens).ToList();
        _names = [.. tokens.Where(token => token.Upos == "PROPN" && token.Form.Length >= 4 && char.IsUpper(token.Form[0]) && token.Form.All(char.IsAsciiLetter)).Select(token => token.Form).Distinct().OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
        _towns = [.. _bases.SelectMany(reading => reading.Places).Select(place => place.Name)];
        _words = tokens.Select(token => token.Form).Where(form => form.Length >= 4 && form.All(char.IsAsciiLetterLower)).Distinct().Order(StringComparer.Ordinal).ToLookup(form => form.Length);
    }

    /// <summary>The two sides whose conflict a crisis is.</summary>
    public ImmutableArray<string> Sides(int crisis) => [.. new[] { "Karvonia", "Sellenia" }.Select(side => Name(side, crisis, 0).ToLowerInvariant())];

    public (Document Document, Reading Reading) Make(int number)
    {
        // A reprint has the words of one of the articles before it, and days, outlet and nothing else of its own.
        var random = new Random((_seed * 1_000_003) + number);
        var of = number > 100 && number % 8 == 0 ? number - 1 - random.Next(6) : number;
        of = of % 8 == 0 ? of - 1 : of;
        var words = new Random((_seed * 7_919) + of);
        var crisis = Crisis(words);
        var town = words.Next(Towns);
        var salt = words.Next();
        var reading = _bases[words.Next(_bases.Count)];
        var published = reading.Document.PublishedAt!.Value;
        var weeks = (First.AddDays((int)((long)number * Days / Articles)).DayNumber - published.DayNumber) / 7;
        var swapped = new Dictionary<string, string>(StringComparer.Ordinal);
        string Swap(string text) => Swapped(text, crisis, town, salt, swapped);
        var document = reading.Document with
        {
            Id = $"a{number}",
            Text = Swap(reading.Document.Text),
            Title = reading.Document.Title is { } title ? Swap(title) : null,
            Outlet = $"Outlet {random.Next(Outlets)}",
            Url = null,
            Path = null,
            PublishedAt = published.AddDays(weeks * 7),
        };
        return (document, Moved(reading, document, Swap, weeks * 7));
    }

    private static Reading Moved(Reading reading, Document document, Func<string, string> swap, int days)
    {
        DateInterval? Interval(DateInterval? interval) => interval is { } known ? new DateInterval(known.Start.AddDays(days), known.End.AddDays(days)) : null;
        var sentences = reading.Parsed.Sentences.Select(sentence => new Sentence(
            [.. sentence.Tokens.Select(token => token with { Form = token.Span.In(document.Text), Lemma = swap(token.Lemma) })], sentence.Names, sentence.Contractions, sentence.StartsParagraph));
        return reading with
        {
            Document = document,
            Parsed = new ParsedText(document.Text, [.. sentences]),
            Entities = [.. reading.Entities.Select(actor => actor with { Entity = actor.Entity with { Name = swap(actor.Entity.Name), Roles = [.. actor.Entity.Roles.Select(swap)] } })],
            Times = [.. reading.Times.Select(time => time with { Interval = Interval(time.Interval) })],
            Places = [.. reading.Places.Select(place => place with { Name = swap(place.Name) })],
            Attributions = [.. reading.Attributions.Select(said => said with { SaidOn = Interval(said.SaidOn) })],
            Events = [.. reading.Events.Select(coded => coded with { OccurredOn = coded.OccurredOn with { Interval = Interval(coded.OccurredOn.Interval) } })],
        };
    }

    /// <summary>One in fifty belongs to the first; the others have fewer and fewer.</summary>
    private static int Crisis(Random random) => random.Next(50) == 0 ? 0 : (int)(Crises * Math.Pow(random.NextDouble(), 1.5));

    private string Swapped(string text, int crisis, int town, int salt, Dictionary<string, string> known)
    {
        var swapped = new StringBuilder(text);
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsAsciiLetter(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && char.IsAsciiLetter(text[i]))
            {
                i++;
            }

            var word = text[start..i];
            if (word.Length >= 4)
            {
                if (!known.TryGetValue(word, out var other))
                {
                    known.Add(word, other = char.IsUpper(word[0]) ? Name(word, crisis, town) : Word(word, salt));
                }

                for (var j = 0; j < other.Length; j++)
                {
                    swapped[start + j] = other[j];
                }
            }
        }

        return swapped.ToString();
    }

    private string Word(string word, int salt)
    {
        var random = new Random(HashCode(word) ^ salt);
        var alike = _words[word.Length];
        return random.Next(2) == 0 && alike.Any() && word.All(char.IsAsciiLetterLower) ? alike.ElementAt(random.Next(alike.Count())) : word;
    }

    /// <summary>"Karvonian" as the name in "Karvonia" has it. Capitalised words that are no names stay.</summary>
    private string Name(string word, int crisis, int town)
    {
        if (Array.Find(_names, name => word.StartsWith(name, StringComparison.Ordinal)) is not { } name)
        {
            return word;
        }

        var random = new Random(HashCode(name) ^ (crisis * 7919) ^ (_towns.Contains(name) && name is not ("Karvonia" or "Sellenia") ? town * 104_729 : 0));
        var made = new StringBuilder(word);
        for (var i = 0; i < name.Length; i++)
        {
            var letter = i % 2 == 0 ? "bdfgklmnprstvz"[random.Next(14)] : "aeiou"[random.Next(5)];
            made[i] = i == 0 ? char.ToUpperInvariant(letter) : letter;
        }

        return made.ToString();
    }

    /// <summary>The same in every run, as the framework's own is not.</summary>
    private static int HashCode(string word) => word.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
}
