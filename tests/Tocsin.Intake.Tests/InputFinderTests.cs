using System.Text;
using Xunit;

namespace Tocsin.Intake.Tests;

public sealed class InputFinderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-").FullName;
    private readonly List<string> _notes = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_is_read_in_order_of_name_without_what_is_hidden_or_no_article()
    {
        Write("b.txt", "B.");
        Write("a/2.html", "<p>Two.</p>");
        Write("a/10.txt", "Ten.");
        Write("c.jsonl", "{\"id\":\"j1\",\"text\":\"J.\"}\n\n{\"id\":\"j2\",\"text\":\"K.\"}\n");
        Write(".hidden.txt", "no");
        Write(".git/x.txt", "no");
        Write("photo.jpg", "no");
        Write("d", "Without extension.");
        Write("e.xml", "<rss><channel><title>C</title><item><title>Saved.</title></item></channel></rss>");
        Write("f.xml", "<project/>");
        Write("g.opml", "<opml><body><outline xmlUrl='https://a.example/f'/></body></opml>");
        var found = Found(_folder);
        Assert.Equal(["a/10: Ten.", "a/2: Two.", "b: B.", "j1: J.", "j2: K.", "d: Without extension.", "e-1: Saved."], found[..7]);
        Assert.Equal($"{Path.Combine(_folder, "f.xml")}: XML with the root <project>, not a feed. Check how it was saved, or leave it out.", found[7]);
        Assert.StartsWith($"{Path.Combine(_folder, "g.opml")}: a list of 1 feed, not articles. `tocsin watch ", found[8], StringComparison.Ordinal);
        Assert.Equal($"{_folder}: passed over what is no article: 1 .jpg.", Assert.Single(_notes));
    }

    [Fact]
    public void A_pipe_in_a_folder_is_not_waited_at()
    {
        if (!File.Exists("/usr/bin/mkfifo"))
        {
            return;
        }

        var pipe = Path.Combine(_folder, "a.txt");
        using (var made = System.Diagnostics.Process.Start("/usr/bin/mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        Write("b.txt", "B.");
        Assert.Equal([$"{pipe}: the file is empty. Check how it was saved, or leave it out.", "b: B."], Found(_folder));
    }

    [Theory]
    [InlineData("empty.txt", "", "the file is empty. Check how it was saved, or leave it out.")]
    [InlineData("blank.txt", " \n", "it holds no text. Check how it was saved, or leave it out.")]
    [InlineData("empty.jsonl", "\n", "the file is empty. Check how it was saved, or leave it out.")]
    [InlineData("report.pdf", "%PDF-1.7 ...", "a PDF file, not text, HTML or JSON Lines. Convert it to text first.")]
    [InlineData("renamed.txt", "PK\u0003\u0004...", "a ZIP archive or an office document, not text, HTML or JSON Lines. Convert it to text first.")]
    [InlineData("blob", "a\0b\u0001c", "a binary file, not text, HTML or JSON Lines. Convert it to text first.")]
    [InlineData("gold.conllu", "1\tIt\t_", "CoNLL-U is syntax without the text's spaces and cannot be read as an article.")]
    [InlineData("array.json", "[{\"id\":\"a\"}]", "one JSON value over the whole file, not JSON Lines.")]
    [InlineData("object.json", "{\n  \"id\": \"a\"\n}", "one JSON value over the whole file, not JSON Lines.")]
    public void Bad_files_are_refused_by_name_with_what_to_do(string name, string content, string message) =>
        Assert.StartsWith($"{Write(name, content)}: {message}", Assert.Single(Found(Path.Combine(_folder, name))), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_refused_and_the_rest_read() =>
        Assert.Equal(["none.txt: no such file or folder. Check the path.", "b: B."], Found("none.txt", Write("b.txt", "B.")));

    [Fact]
    public void A_file_that_is_no_single_article_is_refused()
    {
        using (var big = File.Create(Path.Combine(_folder, "big.txt")))
        {
            big.SetLength(50_000_000);
        }

        Assert.EndsWith("big.txt: 50.0 MB, more than the 16.8 MB that one article's file may have. Split it into its articles, or give one article a line as JSON Lines.", Assert.Single(Found(Path.Combine(_folder, "big.txt"))), StringComparison.Ordinal);
        Assert.Contains(": 3,000,000 characters of text, more than the 500,000 that one document may have.", Assert.Single(Found(Write("long.txt", new string('a', 3_000_000)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_JSON_on_line_7_of_9_leaves_eight_documents()
    {
        var lines = Enumerable.Range(1, 9).Select(n => n == 7 ? "{\"id\":7,\"text\":" : $"{{\"id\":{n},\"text\":\"It fell.\"}}");
        var found = Found(Write("feed.jsonl", string.Join('\n', lines)));
        Assert.Equal(8, found.Count(f => f.EndsWith(": It fell.", StringComparison.Ordinal)));
        Assert.Contains("feed.jsonl:7: not a JSON object", Assert.Single(found, f => f.Contains("not a JSON", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":\"x\",\"text\":\"Lines.\"}\n{\"id\":\"y\",\"text\":\"More.\"}", "x: Lines.", "y: More.")]
    [InlineData("\ufeff\n<!DOCTYPE html><html><body><p>Page.</p></body></html>", "stdin: Page.")]
    [InlineData("Plain text, {not JSON}.", "stdin: Plain text, {not JSON}.")]
    [InlineData("<unknown> officials said.", "stdin: <unknown> officials said.")]
    [InlineData("", "stdin: the file is empty. Check how it was saved, or leave it out.")]
    public void Standard_input_is_known_by_its_content(string content, params string[] expected)
    {
        var finder = new InputFinder(() => new MemoryStream(Encoding.UTF8.GetBytes(content)), _ => { });
        Assert.Equal(expected, finder.Find(["-"]).Select(portion => Shown(portion.Receive())));
    }

    [Theory]
    [InlineData("feed.xml", "<?xml version=\"1.0\"?><!-- x --><rss><channel><title>C</title><item><title>A</title><description>It fell.</description></item><item><title>B</title></item></channel></rss>", "feed-1: A\n\nIt fell.", "feed-2: B")]
    [InlineData("news", "<feed xmlns='http://www.w3.org/2005/Atom'><title>C</title><entry><title>A</title></entry></feed>", "news-1: A")]
    [InlineData("feed.json", "{ \"version\": \"https://jsonfeed.org/version/1\",\n \"items\": [ { \"content_text\": \"It fell.\" } ] }", "feed-1: It fell.")]
    [InlineData("page.xml", "<?xml version=\"1.0\"?><!DOCTYPE html><html><body><p>Page.</p></body></html>", "page: Page.")]
    [InlineData("m.eml", "Subject: x\n\nIt fell.", "m: It fell.")]
    [InlineData("mail", "Received: from x\nSubject: x\n\nIt fell.", "mail: It fell.")]
    [InlineData("memo", "Subject: x\nDate: 3 March 2031\n\nIt fell.", "memo: Subject: x\nDate: 3 March 2031\n\nIt fell.")]
    [InlineData("box.mbox", "From a\nSubject: x\n\nOne.\n\nFrom b\nSubject: y\n\nTwo.\n", "box-1: One.", "box-2: Two.")]
    [InlineData("box", "From a@x Mon Mar  3\nReceived: x\nSubject: x\n\nOne.\n", "box-1: One.")]
    public void Feeds_and_mail_are_taken_apart(string name, string content, params string[] expected) => Assert.Equal(expected, Found(Write(name, content)));

    [Theory]
    [InlineData("list.opml", "<opml><head/><body><outline xmlUrl='https://a.example/f'/></body></opml>", "a list of 1 feed, not articles. `tocsin watch ")]
    [InlineData("map.xml", "<sitemap/>", "XML with the root <sitemap>, not a feed.")]
    [InlineData("empty.rss", "<rss><channel/></rss>", "a feed without items.")]
    [InlineData("empty.mbox", "no mail", "no mailbox: no line begins with \"From \".")]
    public void What_holds_no_article_says_what_it_is(string name, string content, string message) =>
        Assert.StartsWith($"{Write(name, content)}: {message}", Assert.Single(Found(Path.Combine(_folder, name))), StringComparison.Ordinal);

    [Fact]
    public void A_maildir_is_read_but_for_what_is_not_whole_yet()
    {
        Write("Maildir/cur/1204680122.27c4.host:2,S", "Received: x\nSubject: a\n\nOld.");
        Write("Maildir/new/1204680123.27c5.host", "Received: x\nSubject: b\n\nNew.");
        Write("Maildir/tmp/1204680124.27c6.host", "Received: x\nSubject: c\n\nHalf");
        Assert.Equal(["Old.", "New."], Found(_folder).Select(found => found[(found.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
        Assert.Empty(_notes);
    }

    private List<string> Found(params string[] paths) =>
        new InputFinder(() => Stream.Null, note => _notes.Add(note.ToString())).Find(paths).Select(portion => Shown(portion.Receive())).ToList();

    private static string Shown(Receipt receipt) => receipt switch
    {
        Receipt.Received good => $"{good.Document.Id}: {good.Document.Text}",
        Receipt.Refused bad => bad.Problem.ToString(),
        _ => throw new InvalidOperationException("A receipt is one of two."),
    };

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
