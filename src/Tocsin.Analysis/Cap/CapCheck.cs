using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tocsin.Analysis.Cap;

/// <summary>Holds an alert to its schema, and to what the specification says beyond it.</summary>
internal static partial class CapCheck
{
    private static readonly SearchValues<char> NoToken = SearchValues.Create(" \t\r\n,<&");

    public static void Check(CapElement alert, CapSchema schema, List<CapProblem> problems)
    {
        CheckGroup(alert, schema, problems);
        if (!problems.Exists(problem => problem.Kind != CapProblemKind.Advice))
        {
            CheckTogether(alert, schema, problems);
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d\z", RegexOptions.ECMAScript)]
    private static partial Regex StrictTime();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)?\z", RegexOptions.ECMAScript)]
    private static partial Regex SchemaTime();

    [GeneratedRegex(@"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\z")]
    private static partial Regex LanguageTag();

    private static void CheckGroup(CapElement group, CapSchema schema, List<CapProblem> problems)
    {
        var fields = schema.Fields(group.Name);
        if (group.Text.ToString().AsSpan().Trim().Length > 0)
        {
            problems.Add(At(group, CapProblemKind.Schema, "text stands between its elements"));
        }

        NoAttributes(group, problems);
        var reached = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in group.Children)
        {
            if (child.Namespace == CapSchema.Signature && group.Name == "alert")
            {
                reached = fields.Length;
                continue;
            }

            var index = child.Namespace == group.Namespace ? Array.FindIndex(fields, field => field.Name == child.Name) : -1;
            if (index < 0)
            {
                problems.Add(At(child, CapProblemKind.Schema, $"{group} of CAP {schema.Version} has no such element"));
                continue;
            }

            var field = fields[index];
            if (!seen.Add(field.Name) && !field.Many)
            {
                problems.Add(At(child, CapProblemKind.Schema, $"it stands twice in {group}"));
                continue;
            }

            if (index < reached)
            {
                problems.Add(At(child, CapProblemKind.Schema, reached == fields.Length ? "it stands after the signature" : $"it stands after <{fields[reached].Name}>; the order is fixed, and it comes before"));
            }

            reached = Math.Max(reached, index);
            CheckField(child, field, schema, problems);
        }

        foreach (var field in fields.Where(field => field.Required && !seen.Contains(field.Name)))
        {
            problems.Add(new CapProblem(CapProblemKind.Schema, field.Name, group.Line, group.Column, $"missing from {group}, where it is required"));
        }
    }

    private static void CheckField(CapElement element, CapField field, CapSchema schema, List<CapProblem> problems)
    {
        if (field.Type is CapType.Group or CapType.Pair)
        {
            CheckGroup(element, schema, problems);
            return;
        }

        NoAttributes(element, problems);
        if (element.Children.Count > 0)
        {
            problems.Add(At(element, CapProblemKind.Schema, $"it holds {element.Children[0]}; only text may stand in it"));
            return;
        }

        var text = element.Text.ToString();
        if (Wrong(text, field) is { } wrong)
        {
            problems.Add(At(element, wrong.Kind, wrong.What));
        }
    }

    /// <summary>Why a value is not of its type; null where it is.</summary>
    private static (CapProblemKind Kind, string What)? Wrong(string text, CapField field)
    {
        const CapProblemKind schema = CapProblemKind.Schema;
        const CapProblemKind rule = CapProblemKind.Rule;
        switch (field.Type)
        {
            case CapType.Choice when !field.Choices!.Contains(text):
                return (schema, $"\"{Short(text)}\" is none of {string.Join(", ", field.Choices!)}");
            case CapType.Token when text.Length == 0:
                return (rule, "it is empty");
            case CapType.Token when text.AsSpan().ContainsAny(NoToken):
                return (rule, $"\"{Short(text)}\" has a space, a comma, < or &, which would break references to it");
            case CapType.Time when !StrictTime().IsMatch(text):
                return (schema, $"\"{Short(text)}\" is not written as 2002-05-24T16:49:00-07:00; UTC is -00:00, never Z");
            case CapType.LooseTime when !SchemaTime().IsMatch(text.Trim()):
                return (schema, $"\"{Short(text)}\" is not a date and time");
            case CapType.Time or CapType.LooseTime when !CapValues.TryTime(text, out _):
                return (schema, $"\"{Short(text)}\" is on no calendar or clock");
            case CapType.Language when text.Length > 0 && !LanguageTag().IsMatch(text):
                return (schema, $"\"{Short(text)}\" is no language tag such as en-US");
            case CapType.Integer when text.Length > 0 && !long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                return (schema, $"\"{Short(text)}\" is no whole number");
            case CapType.Decimal when !decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _):
                return (schema, $"\"{Short(text)}\" is no number");
            case CapType.LabelledText when text.Length > 0 && !text.Contains('=', StringComparison.Ordinal):
                return (rule, $"\"{Short(text)}\" is not written as name=value");
            case CapType.References when string.IsNullOrWhiteSpace(text):
                return (rule, "it is empty; leave it out where there is nothing to refer to");
            case CapType.Polygon or CapType.Circle when string.IsNullOrWhiteSpace(text):
                return (CapProblemKind.Advice, "it is empty, as if it were not there");
            case CapType.Polygon:
                return CapValues.TryPolygon(text, out _, out var polygonFault) ? null : (rule, polygonFault);
            case CapType.Circle:
                return CapValues.TryCircle(text, out _) ? null : (rule, $"\"{Short(text)}\" is not \"latitude,longitude radius\" in degrees and kilometres");
            default:
                return null;
        }
    }

    /// <summary>What holds between elements (CAP 1.2, section 3.2).</summary>
    private static void CheckTogether(CapElement alert, CapSchema schema, List<CapProblem> problems)
    {
        var type = Text(alert, "msgType");
        var status = Text(alert, "status");
        var scope = Text(alert, "scope");
        if (type != "Alert" && alert.Child("references") is null)
        {
            problems.Add(new CapProblem(CapProblemKind.Rule, "references", alert.Line, alert.Column, $"missing; a message of type {type} says which earlier one it is about"));
        }

        if (alert.Child("references") is { } references && !CapValues.TryReferences(references.Text.ToString(), schema.Version, out _))
        {
            problems.Add(At(references, CapProblemKind.Rule, schema.Version == "1.0" ? "not written as identifier/sender, parted by spaces" : "not written as sender,identifier,sent, parted by spaces"));
        }

        if (scope == "Restricted" && string.IsNullOrWhiteSpace(Text(alert, "restriction")))
        {
            problems.Add(new CapProblem(CapProblemKind.Rule, "restriction", alert.Line, alert.Column, "missing; a scope of Restricted says to whom"));
        }

        if (scope == "Private" && string.IsNullOrWhiteSpace(Text(alert, "addresses")))
        {
            problems.Add(new CapProblem(CapProblemKind.Rule, "addresses", alert.Line, alert.Column, "missing; a scope of Private says for whom"));
        }

        if ((status == "Exercise" || type == "Error") && string.IsNullOrWhiteSpace(Text(alert, "note")))
        {
            problems.Add(new CapProblem(CapProblemKind.Advice, "note", alert.Line, alert.Column, status == "Exercise" ? "an exercise should be named in it" : "an error should be explained in it"));
        }

        CapValues.TryTime(Text(alert, "sent")!, out var sent);
        foreach (var info in alert.All("info"))
        {
            CheckInfo(info, sent, problems);
        }
    }

    private static void CheckInfo(CapElement info, DateTimeOffset sent, List<CapProblem> problems)
    {
        var effective = Text(info, "effective") is { } from && CapValues.TryTime(from, out var begins) ? begins : sent;
        if (info.Child("expires") is { } expires && CapValues.TryTime(expires.Text.ToString(), out var ends))
        {
            // Equal is how some offices end an alert at once.
            if (ends < effective)
            {
                problems.Add(At(expires, CapProblemKind.Rule, info.Child("effective") is null ? "it lies before <sent>" : "it lies before <effective>"));
            }
            else if (ends < sent)
            {
                problems.Add(At(expires, CapProblemKind.Advice, "it lies before <sent>"));
            }
        }

        if (info.Child("web") is { } web && web.Text.Length > 0 && !Uri.TryCreate(web.Text.ToString().Trim(), UriKind.Absolute, out _))
        {
            problems.Add(At(web, CapProblemKind.Advice, "it should be a full address"));
        }

        if (string.IsNullOrWhiteSpace(Text(info, "event")))
        {
            problems.Add(At(info.Child("event")!, CapProblemKind.Advice, "it is empty"));
        }

        foreach (var area in info.All("area"))
        {
            if (area.Child("ceiling") is { } ceiling && area.Child("altitude") is null)
            {
                problems.Add(At(ceiling, CapProblemKind.Rule, "it is only for use with <altitude>"));
            }
        }
    }

    private static void NoAttributes(CapElement element, List<CapProblem> problems)
    {
        if (element.Attributes.Count > 0)
        {
            problems.Add(At(element, CapProblemKind.Schema, $"it has an attribute, \"{Short(element.Attributes[0].Name)}\"; CAP has none"));
        }
    }

    private static string? Text(CapElement parent, string name) => parent.Child(name)?.Text.ToString();

    private static CapProblem At(CapElement element, CapProblemKind kind, string what) => new(kind, element.Name, element.Line, element.Column, what);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
