using System.Globalization;
using Tocsin.Analysis.Cap;
using Tocsin.Intake.Feeds;
using Tocsin.Intake.Mail;

namespace Tocsin.Intake;

/// <summary>Turns what the user typed into pieces of input, in order: files as given, folders with all below them sorted by name, <c>-</c> for standard input.</summary>
/// <param name="standardInput">Opened only where a path is <c>-</c>.</param>
/// <param name="note">Told what was passed over in a folder.</param>
public sealed class InputFinder(Func<Stream> standardInput, Action<Problem> note)
{
    private const string StandardInput = "-";
    private const int SniffBytes = 4096;

    /// <summary>Every piece, found as it is asked for, so that the first can be read before the last is known.</summary>
    public IEnumerable<Portion> Find(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var found = path == StandardInput ? FromStandardInput()
                : Directory.Exists(path) ? FromFolder(path)
                : FromFile(path, NameOf(path));
            foreach (var portion in found)
            {
                yield return portion;
            }
        }
    }

    /// <summary>How many files the paths name, for a progress bar; standard input counts as one.</summary>
    public static int CountFiles(IEnumerable<string> paths) =>
        paths.Sum(path => path != StandardInput && Directory.Exists(path) ? Walk(path, path, null).Count() : 1);

    /// <summary>A file's name without folder and extension.</summary>
    public static string NameOf(string path) => path == StandardInput ? "stdin" : Path.GetFileNameWithoutExtension(path);

    internal static Problem CannotRead(string path, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => new Problem(path, "no such file or folder", "Check the path."),
        UnauthorizedAccessException => new Problem(path, "not allowed to read it", "Check its permissions."),
        _ => new Problem(path, $"cannot be read ({error.Message.TrimEnd('.')})"),
    };

    /// <summary>A file of a folder is named after its way there, without extension.</summary>
    internal static string IdIn(string folder, string path) => Path.ChangeExtension(Path.GetRelativePath(folder, path), null).Replace(Path.DirectorySeparatorChar, '/');

    /// <param name="passed">How many files of each extension are no articles.</param>
    internal static Problem? PassedOver(string folder, SortedDictionary<string, int> passed) => passed.Count == 0
        ? null
        : new Problem(folder, $"passed over what is no article: {string.Join(", ", passed.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}")))}");

    private IEnumerable<Portion> FromFolder(string folder)
    {
        var passed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var any = false;
        foreach (var (path, problem) in Walk(folder, folder, passed))
        {
            any = true;
            if (problem is not null)
            {
                yield return new Portion.Bad(problem);
                continue;
            }

            foreach (var portion in FromFileIn(folder, path))
            {
                yield return portion;
            }
        }

        if (PassedOver(folder, passed) is { } told)
        {
            note(told);
        }

        if (!any)
        {
            yield return new Portion.Bad(new Problem(folder, "the folder has no article (text, HTML, JSON Lines, mail, feed, alert)", "Check the path."));
        }
    }

    /// <summary>Files of a folder and all below it, in order of name; hidden ones and links to folders are passed over. A folder that cannot be listed is a problem.</summary>
    /// <param name="passed">Counts, by extension, the files that are not articles.</param>
    /// <param name="areMessages">All files are taken, as those of a maildir are.</param>
    internal static IEnumerable<(string Path, Problem? Problem)> Walk(string root, string folder, SortedDictionary<string, int>? passed, bool areMessages = false)
    {
        FileSystemInfo[] entries;
        Problem? problem = null;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (IOException error)
        {
            entries = [];
            problem = CannotRead(folder, error);
        }
        catch (UnauthorizedAccessException error)
        {
            entries = [];
            problem = CannotRead(folder, error);
        }

        if (problem is not null)
        {
            yield return (folder, problem);
        }

        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var entry in entries)
        {
            var path = Path.Combine(folder, entry.Name);
            if (entry.Name.StartsWith('.') || (entry.Attributes & FileAttributes.Hidden) != 0)
            {
                continue;
            }

            if ((entry.Attributes & FileAttributes.Directory) != 0)
            {
                // Of a maildir (cur, new, tmp) the first two hold a message a file, whatever its name, and the third what is not whole yet.
                var isMaildir = entry.Name is "cur" or "new" or "tmp" && entries.Any(other => other.Name == "cur") && entries.Any(other => other.Name == "new");
                if (entry.LinkTarget is null && !(isMaildir && entry.Name == "tmp"))
                {
                    foreach (var found in Walk(root, path, passed, isMaildir))
                    {
                        yield return found;
                    }
                }
            }
            else if (areMessages || InputKinds.IsWantedInFolder(path))
            {
                yield return (path, null);
            }
            else if (passed is not null)
            {
                passed[entry.Extension] = passed.GetValueOrDefault(entry.Extension) + 1;
            }
        }
    }

    /// <summary>A file that nobody named. A pipe would be waited at for ever, so what has no length is not opened.</summary>
    internal static IEnumerable<Portion> FromFileIn(string folder, string path) =>
        new FileInfo(path) is { Exists: true, Length: 0 } ? [new Portion.Bad(InputLimits.Empty(path))] : FromFile(path, IdIn(folder, path));

    internal static IEnumerable<Portion> FromFile(string path, string id)
    {
        var kind = InputKinds.OfName(path);
        if (kind is InputKind.Text or InputKind.Html or InputKind.Mail)
        {
            return [new Portion.ArticleFile(path, id, kind.Value)];
        }

        if (kind == InputKind.Conllu)
        {
            return [new Portion.Bad(new Problem(path, "CoNLL-U is syntax without the text's spaces and cannot be read as an article", $"For its trees use `tocsin parse --conllu {path}`."))];
        }

        FileStream? file = null;
        try
        {
            file = File.OpenRead(path);
            var head = new byte[SniffBytes];
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            kind ??= InputKinds.OfContent(head.AsSpan(0, read));
            kind = kind == InputKind.JsonLines && InputKinds.IsJsonFeed(head.AsSpan(0, read)) ? InputKind.Feed : kind;
            if (kind == InputKind.Feed && InputKinds.OfContent(head.AsSpan(0, read)) is var other && other is InputKind.Cap or InputKind.Html)
            {
                kind = other;
            }

            if (kind is InputKind.Text or InputKind.Html or InputKind.Mail or InputKind.Binary)
            {
                file.Dispose();
                return [new Portion.ArticleFile(path, id, kind is InputKind.Html or InputKind.Mail ? kind.Value : InputKind.Text)];
            }

            if (kind == InputKind.Mbox)
            {
                file.Position = 0;
                return FromMbox(file, path, id);
            }

            if (kind == InputKind.Feed)
            {
                file.Dispose();
                return new FileInfo(path) is { Length: > InputLimits.FileBytes and var size }
                    ? [new Portion.Bad(InputLimits.TooLarge(path, size))]
                    : FeedFile.Read(File.ReadAllBytes(path), path, id).Select(receipt => new Portion.Ready(receipt));
            }

            if (kind == InputKind.Cap)
            {
                file.Dispose();
                return new FileInfo(path) is { Length: > CapReader.BytesMax and var length }
                    ? [new Portion.Bad(InputLimits.TooLarge(path, length))]
                    : CapDocuments.Read(File.ReadAllBytes(path), path).Select(receipt => new Portion.Ready(receipt));
            }

            file.Position = 0;
            return FromJsonLines(file, head.AsMemory(0, read), path);
        }
        catch (IOException error)
        {
            file?.Dispose();
            return [new Portion.Bad(CannotRead(path, error))];
        }
        catch (UnauthorizedAccessException error)
        {
            return [new Portion.Bad(CannotRead(path, error))];
        }
    }

    private static IEnumerable<Portion> FromMbox(Stream stream, string path, string id)
    {
        using var owned = stream;
        var any = false;
        using var messages = Mbox.Messages(stream, InputLimits.FileBytes).GetEnumerator();
        while (true)
        {
            Portion? broken = null;
            try
            {
                if (!messages.MoveNext())
                {
                    break;
                }
            }
            catch (IOException error)
            {
                broken = new Portion.Bad(CannotRead(path, error));
            }

            if (broken is not null)
            {
                yield return broken;
                yield break;
            }

            any = true;
            var (number, bytes) = messages.Current;
            yield return bytes is null
                ? new Portion.Bad(new Problem(string.Create(CultureInfo.InvariantCulture, $"{path}, message {number}"), string.Create(CultureInfo.InvariantCulture, $"more than the {InputLimits.FileBytes / 1e6:N1} MB that one message may have")))
                : new Portion.Message(bytes, path, id, number);
        }

        if (!any)
        {
            yield return new Portion.Bad(new Problem(path, "no mailbox: no line begins with \"From \"", "Check how it was saved, or leave it out."));
        }
    }

    private static IEnumerable<Portion> FromJsonLines(Stream stream, ReadOnlyMemory<byte> head, string path)
    {
        using var owned = stream;
        if (NotLines(head.Span, path) is { } problem)
        {
            yield return new Portion.Bad(problem);
            yield break;
        }

        var any = false;
        using var lines = LineReader.Lines(stream, InputLimits.LineBytes).GetEnumerator();
        while (true)
        {
            Portion? broken = null;
            try
            {
                if (!lines.MoveNext())
                {
                    break;
                }
            }
            catch (IOException error)
            {
                broken = new Portion.Bad(CannotRead(path, error));
            }

            if (broken is not null)
            {
                yield return broken;
                yield break;
            }

            var (number, bytes) = lines.Current;
            if (bytes is null)
            {
                any = true;
                yield return new Portion.Bad(new Problem($"{path}:{number}", string.Create(CultureInfo.InvariantCulture, $"a line of more than {InputLimits.LineBytes / 1e6:N1} MB"), InputLimits.Advice));
            }
            else if (bytes.AsSpan().Trim(" \t"u8).Length > 0)
            {
                any = true;
                yield return new Portion.JsonLine(bytes, path, number);
            }
        }

        if (!any)
        {
            yield return new Portion.Bad(InputLimits.Empty(path));
        }
    }

    /// <summary>Files that are named like JSON Lines and are something else as a whole, told once and not once a line.</summary>
    private static Problem? NotLines(ReadOnlySpan<byte> head, string path)
    {
        if (InputKinds.BinaryName(head) is { } binary)
        {
            return new Problem(path, $"{binary}, not JSON Lines", "Convert it first.");
        }

        if (head.Contains((byte)0))
        {
            return new Problem(path, "JSON Lines in UTF-16", "Save it as UTF-8.");
        }

        var text = head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        var end = text.IndexOf((byte)'\n');
        var first = (end < 0 ? text : text[..end]).Trim(" \t\r"u8);
        return first.SequenceEqual("{"u8) || first.StartsWith("["u8)
            ? new Problem(path, "one JSON value over the whole file, not JSON Lines", "Write one object a line, for example with `jq -c '.[]'` for an array or `jq -c .` for objects.")
            : null;
    }

    private IEnumerable<Portion> FromStandardInput()
    {
        var stream = standardInput();
        var head = new byte[SniffBytes];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var whole = new PrefixedStream(head.AsMemory(0, read), stream);
        var kind = InputKinds.OfContent(head.AsSpan(0, read));
        if (kind == InputKind.JsonLines)
        {
            return FromJsonLines(whole, head.AsMemory(0, read), "stdin");
        }

        if (kind == InputKind.Mbox)
        {
            return FromMbox(whole, "stdin", "stdin");
        }

        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = whole.Read(buffer)) > 0)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > InputLimits.FileBytes)
            {
                return [new Portion.Bad(new Problem("stdin", string.Create(CultureInfo.InvariantCulture, $"more than the {InputLimits.FileBytes / 1e6:N1} MB that one article may have"), InputLimits.Advice))];
            }
        }

        return kind switch
        {
            InputKind.Cap => CapDocuments.Read(bytes.ToArray(), "stdin").Select(receipt => new Portion.Ready(receipt)),
            InputKind.Feed => FeedFile.Read(bytes.ToArray(), "stdin", "stdin").Select(receipt => new Portion.Ready(receipt)),
            _ => [new Portion.Content(bytes.ToArray(), "stdin", "stdin", kind)],
        };
    }
}
