using Xunit;

namespace Tocsin.Intake.Tests;

public sealed class InputWatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-watch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_new_or_changed_is_found_once()
    {
        var notes = new List<string>();
        Write("a.txt", "One report.");
        Write("below/b.txt", "Another report.");
        Write("c.png", "x");
        var watch = new InputWatch([_folder, Path.Combine(_folder, "later.txt")], () => Stream.Null, note => notes.Add(note.What), TimeProvider.System, TimeSpan.Zero);
        Assert.Equal(["One report.", "Another report.", "no such file or folder"], Found(watch));
        Assert.Empty(Found(watch));
        Write("a.txt", "One report, corrected.");
        Write("later.txt", "A late one.");
        Assert.Equal(["One report, corrected.", "A late one."], Found(watch).Distinct());
        Assert.Empty(Found(watch));
        Assert.Equal(["passed over what is no article: 1 .png"], notes);
        Write("d.pdf", "%PDF");
        Assert.Empty(Found(watch));
        File.Delete(Path.Combine(_folder, "c.png"));
        Assert.Empty(Found(watch));
        Write("c.png", "x");
        Assert.Empty(Found(watch));
        Assert.Equal(["passed over what is no article: 1 .png", "passed over what is no article: 1 .pdf, 1 .png"], notes);
    }

    [Fact]
    public void A_file_that_is_still_written_waits()
    {
        var path = Write("a.txt", "Half a rep");
        var watch = new InputWatch([_folder], () => Stream.Null, _ => { }, TimeProvider.System, TimeSpan.FromMinutes(1));
        Assert.Empty(Found(watch));
        File.WriteAllText(path, "Half a report.");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-2));
        Assert.Equal(["Half a report."], Found(watch));
    }

    private static List<string> Found(InputWatch watch) => [.. watch.Next().Select(portion => portion.Receive() switch
    {
        Receipt.Received received => received.Document.Text,
        Receipt.Refused refused => refused.Problem.What,
        _ => "?",
    })];

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
