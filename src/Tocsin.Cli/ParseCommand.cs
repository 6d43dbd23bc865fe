using System.Text;
using Tocsin.Intake;
using Tocsin.Language;
using Tocsin.Language.Conllu;

namespace Tocsin.Cli;

/// <summary><c>tocsin parse</c>: raw text or CoNLL-U in, CoNLL-U out.</summary>
internal static class ParseCommand
{
    /// <summary>Output is passed on in pieces of about this many bytes.</summary>
    private const int BlockBytes = 64 * 1024;

    /// <param name="texts">Raw texts, HTML or JSON Lines, found as <c>tocsin read</c> finds them.</param>
    /// <param name="conllu">Files whose words and sentences are kept.</param>
    public static int Run(string[] texts, string[] conllu, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        var core = LanguageCore.Load();
        using var buffer = new MemoryStream();
        using var writer = new StreamWriter(buffer, new UTF8Encoding(false)) { NewLine = "\n" };
        var output = new DataOutput(surroundings.Out);
        int parsed = 0, failed = 0;

        void PassOn(int atLeast)
        {
            writer.Flush();
            if (buffer.Length >= atLeast && buffer.Length > 0)
            {
                output.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
                buffer.SetLength(0);
            }
        }

        try
        {
            foreach (var path in conllu)
            {
                try
                {
                    using var reader = new StreamReader(path == "-" ? surroundings.In() : File.OpenRead(path), Encoding.UTF8);
                    foreach (var document in ConlluReader.Read(reader))
                    {
                        surroundings.Stop.ThrowIfCancellationRequested();
                        ConlluWriter.WriteBack(writer, document, core.Analyze(document.Text, [.. document.Sentences.Select(s => s.Sentence)]));
                        PassOn(BlockBytes);
                    }

                    parsed++;
                }
                catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
                {
                    failed++;
                    messages.Tell($"{path}: {error.Message} Mend the file and parse it again.");
                }
            }

            var finder = new InputFinder(surroundings.In, messages.Tell);
            foreach (var portion in finder.Find(texts))
            {
                surroundings.Stop.ThrowIfCancellationRequested();
                switch (portion.Receive())
                {
                    case Receipt.Refused bad:
                        failed++;
                        messages.Tell(bad.Problem);
                        break;
                    case Receipt.Received good:
                        foreach (var note in good.Notes)
                        {
                            messages.Tell(note);
                        }

                        parsed++;
                        ConlluWriter.Write(writer, core.Parse(good.Document.Text), good.Document.Id);
                        PassOn(BlockBytes);
                        break;
                }
            }

            PassOn(0);
        }
        catch (OperationCanceledException) when (surroundings.Stop.IsCancellationRequested)
        {
            PassOn(0);
            return ExitCode.Interrupted;
        }
        catch (OutputException error)
        {
            if (error.IsClosed)
            {
                return ExitCode.Ok;
            }

            messages.Tell($"standard output: {error.Message}");
            return ExitCode.Failure;
        }

        return failed == 0 ? ExitCode.Ok : parsed == 0 ? ExitCode.Failure : ExitCode.SomeFailed;
    }
}
