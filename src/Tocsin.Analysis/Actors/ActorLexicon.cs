using System.Collections.Immutable;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Actors;

/// <summary>How a word of role says the sector.</summary>
internal enum RoleUse
{
    /// <summary>Of whoever is called so: "general".</summary>
    Is,

    /// <summary>Of the body named with it, else its own: "spokesman".</summary>
    Of,

    /// <summary>It makes a former one: "ousted".</summary>
    Was,
}

internal sealed record RoleFact(ImmutableArray<string> Sectors, RoleUse Use);

/// <summary>Who the actors of the news are: countries, organisations, office holders, roles (data/actors) and a user's own list.</summary>
/// <remarks>Thread-safe once built; <see cref="With"/> gives a new one.</remarks>
public sealed class ActorLexicon
{
    private readonly ImmutableArray<ActorFact> _own;

    private ActorLexicon(CountryLexicon countries, ImmutableArray<ActorFact> own)
    {
        Countries = countries;
        _own = own;
        foreach (var line in FactFile.ReadEmbedded("actors/roles.tsv", 3))
        {
            Roles.Add(line[0], new RoleFact(line[1] == "-" ? [] : [.. line[1].Split(',')], Enum.Parse<RoleUse>(line[2], ignoreCase: true)));
        }

        foreach (var line in FactFile.ReadEmbedded("actors/organisations.tsv", 3))
        {
            AddOwnData("organisations", string.Join('\t', line));
        }

        foreach (var fact in own)
        {
            Names.Add(fact.Words, fact);
        }

        foreach (var line in FactFile.ReadEmbedded("actors/office-holders.tsv", 6))
        {
            Holders.Add(Parse("office-holders", string.Join('\t', line[0], line[1], line[2], line[4], line[5])), line[3]);
        }
    }

    internal CountryLexicon Countries { get; }

    /// <summary>Organisations and a user's names.</summary>
    internal ActorTrie<ActorFact> Names { get; } = new();

    internal ActorTrie<RoleFact> Roles { get; } = new();

    internal OfficeHolders Holders { get; } = new();

    /// <summary>The lists that ship with Tocsin.</summary>
    public static ActorLexicon Load(CountryLexicon countries) => new(countries, []);

    /// <summary>The same with a user's list on top: a later entry of a name wins over an earlier one.</summary>
    /// <param name="lines">Lines of the file; # starts a comment, empty lines are skipped (docs/actors.md).</param>
    /// <returns>The lexicon with every line that could be read, and the lines that could not.</returns>
    public (ActorLexicon Lexicon, ImmutableArray<ActorListProblem> Problems) With(IEnumerable<string> lines)
    {
        var own = _own.ToBuilder();
        var problems = ImmutableArray.CreateBuilder<ActorListProblem>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty || line[0] == '#')
            {
                continue;
            }

            var (fact, problem) = ActorFactReader.Read(line);
            if (fact is not null)
            {
                own.Add(fact);
            }
            else
            {
                problems.Add(new ActorListProblem(number, problem!));
            }
        }

        return (new ActorLexicon(Countries, own.ToImmutable()), problems.ToImmutable());
    }

    private void AddOwnData(string file, string line)
    {
        var fact = Parse(file, line);
        Names.Add(fact.Words, fact);
    }

    private static ActorFact Parse(string file, string line) =>
        ActorFactReader.Read(line) is { Fact: { } fact } ? fact : throw new InvalidDataException($"data/actors/{file}.tsv: {ActorFactReader.Read(line).Problem}: {line}");
}
