using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Intake.Mail;
using Tocsin.Intake.Web;

namespace Tocsin.Intake;

/// <summary>A piece of input that becomes one document. Finding it is cheap; receiving it may be done on any thread.</summary>
public abstract record Portion
{
    private protected Portion()
    {
    }

    /// <summary>Opens, decodes and takes apart the piece.</summary>
    public abstract Receipt Receive();

    /// <summary>An input known to be bad before it is opened.</summary>
    internal sealed record Bad(Problem Problem) : Portion
    {
        public override Receipt Receive() => new Receipt.Refused(Problem);
    }

    /// <summary>A piece that had to be read to be found, such as an alert of a feed.</summary>
    internal sealed record Ready(Receipt Receipt) : Portion
    {
        public override Receipt Receive() => Receipt;
    }

    internal sealed record JsonLine(byte[] Bytes, string Path, int Number) : Portion
    {
        public override Receipt Receive() => JsonLines.Read(Bytes, Path, Number);
    }

    /// <summary>A message of a mailbox.</summary>
    /// <param name="Number">From 1.</param>
    internal sealed record Message(byte[] Bytes, string Path, string Id, int Number) : Portion
    {
        public override Receipt Receive() => MailMessage.Read(
            string.Create(CultureInfo.InvariantCulture, $"{Id}-{Number}"), Bytes, string.Create(CultureInfo.InvariantCulture, $"{Path}, message {Number}"), Path);
    }

    /// <summary>Content already in memory, such as that of standard input.</summary>
    internal sealed record Content(byte[] Bytes, string Path, string Id, InputKind Kind) : Portion
    {
        public override Receipt Receive() => Article(Bytes, Path, Id, Kind);
    }

    /// <summary>A file that is one article: text, HTML or a message.</summary>
    internal sealed record ArticleFile(string Path, string Id, InputKind Kind) : Portion
    {
        public override Receipt Receive()
        {
            try
            {
                var length = new FileInfo(Path).Length;
                return length > InputLimits.FileBytes
                    ? new Receipt.Refused(InputLimits.TooLarge(Path, length))
                    : Article(File.ReadAllBytes(Path), Path, Id, Kind);
            }
            catch (IOException error)
            {
                return new Receipt.Refused(InputFinder.CannotRead(Path, error));
            }
            catch (UnauthorizedAccessException error)
            {
                return new Receipt.Refused(InputFinder.CannotRead(Path, error));
            }
        }
    }

    private static Receipt Article(byte[] bytes, string path, string id, InputKind kind)
    {
        if (bytes.Length == 0)
        {
            return new Receipt.Refused(InputLimits.Empty(path));
        }

        if (InputKinds.BinaryName(bytes.AsSpan(0, Math.Min(bytes.Length, 8192))) is { } binary)
        {
            return new Receipt.Refused(new Problem(path, $"{binary}, not text, HTML or JSON Lines", "Convert it to text first."));
        }

        if (kind == InputKind.Mail)
        {
            return MailMessage.Read(id, bytes, path, path);
        }

        var decoded = TextDecoding.Decode(bytes, kind == InputKind.Html ? ArticlePages.DeclaredEncoding(bytes) : null);
        var document = kind == InputKind.Html ? HtmlArticle.Read(id, decoded.Text, path) : PlainText.Read(id, decoded.Text, path);
        if (document is null)
        {
            return new Receipt.Refused(new Problem(path, "its tags are nested too deeply for an article", "Save the article's text and read that."));
        }

        if (document.Text.Length > InputLimits.DocumentCharacters)
        {
            return new Receipt.Refused(InputLimits.TooLong(path, document.Text.Length));
        }

        if (string.IsNullOrWhiteSpace(document.Text))
        {
            return new Receipt.Refused(new Problem(path, "it holds no text", "Check how it was saved, or leave it out."));
        }

        ImmutableArray<Problem> notes = decoded.Guess is null
            ? []
            : [new Problem(path, $"not marked with its encoding and not UTF-8, read as {decoded.Guess}", "Save it as UTF-8 if letters look wrong.")];
        return new Receipt.Received(document, notes);
    }
}
