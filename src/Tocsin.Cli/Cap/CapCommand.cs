using System.CommandLine;
using System.Globalization;
using System.Text;
using Tocsin.Analysis.Cap;

namespace Tocsin.Cli.Cap;

/// <summary><c>tocsin cap check</c>: whether alerts of the Common Alerting Protocol are sound, and what is wrong with them.</summary>
internal static class CapCommand
{
    private static readonly string[] Examples =
    [
        "tocsin cap check alert.xml",
        "tocsin cap check feeds/*.atom other/*.cap     # a verdict a file, then what is wrong with it",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "CAP 1.0, 1.1 or 1.2; Atom, RSS or EDXL-DE that holds it; - for standard input." };
        var check = new Command("check", "Holds alerts to the schema and to the rules that the specification has beyond it.") { paths };
        check.SetAction(parsed => Check(parsed.GetRequiredValue(paths), surroundings));
        CommandLine.WithExamples(check, Examples);
        var cap = new Command("cap", "Alerts of the Common Alerting Protocol.") { check };
        CommandLine.WithExamples(cap, Examples);
        return cap;
    }

    private static int Check(string[] paths, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        var output = new DataOutput(surroundings.Out);
        var width = Math.Min(48, paths.Max(path => path.Length));
        int accepted = 0, refused = 0;
        try
        {
            foreach (var path in paths)
            {
                byte[] bytes;
                try
                {
                    bytes = ReadAll(path, surroundings);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    refused++;
                    messages.Tell($"{path}: {error.Message}");
                    continue;
                }

                var verdict = CapReader.Read(bytes);
                (accepted, refused) = verdict.IsAccepted ? (accepted + 1, refused) : (accepted, refused + 1);
                output.Write(Encoding.UTF8.GetBytes(Table(path, verdict, width)));
            }
        }
        catch (OutputException error)
        {
            return error.IsClosed ? ExitCode.Ok : ExitCode.Failure;
        }

        return refused == 0 ? ExitCode.Ok : accepted == 0 ? ExitCode.Failure : ExitCode.SomeFailed;
    }

    private static string Table(string path, CapVerdict verdict, int width)
    {
        var text = new StringBuilder();
        var alerts = verdict.Alerts.Length == 1 ? "1 alert" : string.Create(CultureInfo.InvariantCulture, $"{verdict.Alerts.Length} alerts");
        text.Append(CultureInfo.InvariantCulture, $"{(verdict.IsAccepted ? "accepted" : "REFUSED ")}  {Printable.Line(path).PadRight(width)}  {verdict.Container ?? "no alert",-12}  {alerts}\n");
        foreach (var problem in verdict.Problems)
        {
            text.Append(CultureInfo.InvariantCulture, $"          {Printable.Line(problem.ToString())}{(problem.Kind == CapProblemKind.Advice ? " (advice)" : "")}\n");
        }

        return text.ToString();
    }

    private static byte[] ReadAll(string path, Surroundings surroundings)
    {
        using var stream = path == "-" ? surroundings.In() : File.OpenRead(path);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; bytes.Length <= CapReader.BytesMax && (count = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }
}
