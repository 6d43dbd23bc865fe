using Tocsin.Analysis.Record;

namespace Tocsin.Desk.Situations;

/// <summary>What is watched: situations that were saved on the desk, and those of the file that its bell rings for.</summary>
public static class WatchedSituations
{
    private static readonly TimeSpan FileLasts = TimeSpan.FromMinutes(10);

    /// <summary>Saved ones first; one of the file that was saved under the same name is as it was saved.</summary>
    public static IReadOnlyList<Situation> List(DeskRecord record)
    {
        var saved = record.File.Situations.List();
        return [.. saved, .. OfFile(record).Where(one => saved.All(other => other.Name != one.Name))];
    }

    /// <summary>A saved situation, or one of the file; null where none has that name.</summary>
    public static Situation? Find(DeskRecord record, string name) =>
        record.File.Situations.Find(name) ?? (record.Bell?.Watch.Situations.Any(one => one.Name == name) == true ? OfFile(record).FirstOrDefault(one => one.Name == name) : null);

    /// <summary>What the record knows may tell what a scope means, so it is asked again after a while.</summary>
    private static IReadOnlyList<Situation> OfFile(DeskRecord record) => record.Bell?.Watch.Situations is { IsEmpty: false } situations
        ? record.Remember("situations of the file", FileLasts, () => (IReadOnlyList<Situation>)
            [.. situations.Select(one => SituationPages.Understand(record, one.Scope, out _) is { } scope ? scope with { Name = one.Name } : null).OfType<Situation>()])
        : [];
}
