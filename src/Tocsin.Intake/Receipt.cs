using System.Collections.Immutable;
using Tocsin.Analysis;

namespace Tocsin.Intake;

/// <summary>What one input came to: a document, or why there is none. Bad input is never an exception.</summary>
public abstract record Receipt
{
    private Receipt()
    {
    }

    /// <param name="Document">Its id is not yet unique: two inputs may bear the same one.</param>
    /// <param name="Notes">What the user should know of how it was read, such as a guessed encoding. Each is a whole sentence.</param>
    public sealed record Received(Document Document, ImmutableArray<Problem> Notes) : Receipt;

    public sealed record Refused(Problem Problem) : Receipt;
}

/// <summary>Something about an input that its owner should know.</summary>
/// <param name="Where">The file as the user wrote it, with its line where that helps: <c>feed.jsonl:7</c>.</param>
/// <param name="What">What happened, as a clause without a full stop.</param>
/// <param name="Next">What to do about it, as a sentence; null where there is nothing to do.</param>
public sealed record Problem(string Where, string What, string? Next = null)
{
    public override string ToString() => Next is null ? $"{Where}: {What}." : $"{Where}: {What}. {Next}";
}
