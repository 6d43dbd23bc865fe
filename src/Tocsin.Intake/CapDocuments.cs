using System.Text;
using Tocsin.Analysis;
using Tocsin.Analysis.Cap;

namespace Tocsin.Intake;

/// <summary>Alerts of others as documents: the headline, the description and the instruction, in the language that can be read.</summary>
public static class CapDocuments
{
    /// <summary>A receipt for each alert of a file; one that tells what is wrong where it holds none.</summary>
    /// <param name="path">The file as the user wrote it.</param>
    public static IEnumerable<Receipt> Read(byte[] bytes, string path)
    {
        var verdict = CapReader.Read(bytes);
        foreach (var problem in verdict.Problems.Where(problem => problem.Kind != CapProblemKind.Advice))
        {
            yield return new Receipt.Refused(new Problem($"{path}:{problem.Line}", $"<{problem.Element}>: {problem.What}", "`tocsin cap check` shows all that is wrong with it."));
        }

        foreach (var alert in verdict.Alerts)
        {
            yield return Of(alert, path);
        }

        if (verdict.IsAccepted && verdict.Alerts.IsEmpty)
        {
            yield return new Receipt.Refused(new Problem(path, "a feed that holds no alerts itself", "Read the files that it points to."));
        }
    }

    /// <summary>What is an exercise, a test or a draft is never read as a report of something that happened.</summary>
    public static Receipt Of(CapAlert alert, string path)
    {
        if (alert.Status != CapStatus.Actual)
        {
            return new Receipt.Refused(new Problem(path, $"the alert {alert.Identifier} is marked {alert.Status}, so it reports nothing that happened"));
        }

        var infos = alert.Infos.Where(info => info.Language is null || info.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase)).ToList();
        if (infos.Count == 0)
        {
            infos = [.. alert.Infos.Take(1)];
        }

        var text = new StringBuilder();
        foreach (var part in infos.SelectMany(info => new[] { info.Headline, info.Description, info.Instruction, Areas(info) }).Where(part => !string.IsNullOrWhiteSpace(part)).Distinct())
        {
            text.Append(text.Length == 0 ? "" : "\n\n").Append(part!.Trim());
        }

        if (text.Length == 0)
        {
            return new Receipt.Refused(new Problem(path, $"the alert {alert.Identifier} has no words to read"));
        }

        if (text.Length > InputLimits.DocumentCharacters)
        {
            return new Receipt.Refused(InputLimits.TooLong(path, text.Length));
        }

        var first = infos[0];
        return new Receipt.Received(
            new Document(
                alert.Identifier, text.ToString(), path, first.Headline?.Trim(), first.SenderName ?? alert.Sender, first.Web?.Trim(),
                DateOnly.FromDateTime(alert.Sent.UtcDateTime), alert.Sent.ToUniversalTime()),
            []);
    }

    private static string? Areas(CapInfo info) =>
        info.Areas.Any(area => area.Description.Length > 0) ? "Area: " + string.Join("; ", info.Areas.Select(area => area.Description.Trim()).Where(name => name.Length > 0)) + "." : null;
}
