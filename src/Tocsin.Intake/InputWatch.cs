namespace Tocsin.Intake;

/// <summary>Files and folders that are looked at again and again: what is new or changed since is found once.</summary>
/// <param name="standardInput">Opened once, where a path is <c>-</c>.</param>
/// <param name="note">Told what was passed over in a folder, and again where more has come.</param>
/// <param name="settle">A file that changed less than this ago may still be written: it is left for the next time. Zero takes all.</param>
public sealed class InputWatch(IReadOnlyList<string> paths, Func<Stream> standardInput, Action<Problem> note, TimeProvider time, TimeSpan settle)
{
    private readonly Dictionary<string, (long Length, DateTime Written)> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<string, int>> _passed = new(StringComparer.Ordinal);
    private bool _isFirst = true;

    /// <summary>Every piece that was not found before, as it is asked for. A problem with a path is told once, until it is mended.</summary>
    public IEnumerable<Portion> Next()
    {
        foreach (var path in paths)
        {
            var found = path == "-" ? _isFirst ? new InputFinder(standardInput, note).Find([path]) : []
                : Directory.Exists(path) ? InFolder(path)
                : File.Exists(path) ? InFile(path, () => InputFinder.FromFile(path, InputFinder.NameOf(path)))
                : Once(new Problem(path, "no such file or folder", "Check the path."));
            foreach (var portion in found)
            {
                yield return portion;
            }
        }

        _isFirst = false;
    }

    private IEnumerable<Portion> InFolder(string folder)
    {
        _told.RemoveWhere(told => told.StartsWith(folder + ":", StringComparison.Ordinal));
        var passed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (path, problem) in InputFinder.Walk(folder, folder, passed))
        {
            foreach (var portion in problem is null ? InFile(path, () => InputFinder.FromFileIn(folder, path)) : Once(problem))
            {
                yield return portion;
            }
        }

        // What goes away is no news, and may come again: editors write and remove.
        var before = _passed.GetValueOrDefault(folder) ?? [];
        var more = passed.Any(kind => kind.Value > before.GetValueOrDefault(kind.Key));
        foreach (var (kind, count) in before)
        {
            passed[kind] = Math.Max(count, passed.GetValueOrDefault(kind));
        }

        _passed[folder] = passed;
        if (more && InputFinder.PassedOver(folder, passed) is { } told)
        {
            note(told);
        }
    }

    private IEnumerable<Portion> InFile(string path, Func<IEnumerable<Portion>> open)
    {
        var file = new FileInfo(path);
        (long, DateTime) state;
        try
        {
            state = (file.Length, file.LastWriteTimeUtc);
        }
        catch (IOException)
        {
            // Gone between the listing and now; it is found again if it comes back.
            return [];
        }

        if (_seen.TryGetValue(path, out var before) && before == state)
        {
            return [];
        }

        if (settle > TimeSpan.Zero && time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc is var age && age < settle && age > -settle)
        {
            return [];
        }

        _seen[path] = state;
        return open();
    }

    private IEnumerable<Portion> Once(Problem problem) => _told.Add($"{problem.Where}: {problem.What}") ? [new Portion.Bad(problem)] : [];
}
