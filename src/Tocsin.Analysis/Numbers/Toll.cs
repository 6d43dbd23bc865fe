using Tocsin.Analysis.Events;
using Tocsin.Language;

namespace Tocsin.Analysis.Numbers;

/// <summary>What happened to people who are counted.</summary>
public enum Harm
{
    Killed = 0,
    Injured = 1,

    /// <summary>Killed or injured, the text does not say which: "no casualties".</summary>
    Casualty = 2,
    Missing = 3,
    Displaced = 4,
    Arrested = 5,
    Abducted = 6,
}

/// <summary>How many people came to what harm, as one phrase of the text says it.</summary>
/// <param name="Harm">What happened to them.</param>
/// <param name="Count">The range of the whole phrase: "two soldiers and a child" is 3 to 3. 0 to 0 where the text says that nobody was. An unstated plural is 2 and more.</param>
/// <param name="Explicit">False where the count only follows from a singular, a plural or a name.</param>
/// <param name="Who">The people: "two soldiers and a child". The number alone where only a number stands ("killed 12").</param>
/// <param name="Sentence">Index of the sentence.</param>
/// <param name="Anchor">Index in the sentence of the word that says the harm: "killed", "deaths".</param>
/// <param name="WhoHead">Index in the sentence of the head word of <paramref name="Who"/>.</param>
public sealed record Toll(Harm Harm, CountRange Count, bool Explicit, TextSpan Who, int Sentence, int Anchor, int WhoHead);
