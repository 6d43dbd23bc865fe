using System.Text;
using System.Xml;

namespace Tocsin.Analysis.Cap;

/// <summary>An element of somebody else's XML, with where it begins.</summary>
internal sealed class CapElement(string name, string space, int line, int column)
{
    public string Name { get; } = name;

    public string Namespace { get; } = space;

    public int Line { get; } = line;

    public int Column { get; } = column;

    public StringBuilder Text { get; } = new();

    public List<CapElement> Children { get; } = [];

    /// <summary>Attributes other than those that XML itself or its schema instances define.</summary>
    public List<(string Name, string Value)> Attributes { get; } = [];

    public CapElement? Child(string child) => Children.Find(c => c.Name == child && c.Namespace == Namespace);

    public IEnumerable<CapElement> All(string child) => Children.Where(c => c.Name == child && c.Namespace == Namespace);

    public string? AttributeValue(string attribute) => Attributes.Find(a => a.Name == attribute).Value;

    public override string ToString() => $"<{Name}>";
}

/// <summary>Reads XML from strangers: no document type, hence no entities; nothing outside is opened; depth, elements and size are bounded.</summary>
internal static class CapXml
{
    public const int BytesMax = 16 * 1024 * 1024;
    private const int DepthMax = 64;
    private const int ElementsMax = 200_000;
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";

    /// <returns>The root, or what is wrong.</returns>
    public static (CapElement? Root, CapProblem? Problem) Read(byte[] bytes)
    {
        if (bytes.Length > BytesMax)
        {
            return (null, new CapProblem(CapProblemKind.Hostile, "document", 1, 1, $"it has {bytes.Length} bytes; {BytesMax} are read at most"));
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = BytesMax,
            MaxCharactersFromEntities = 1,
        };
        CapElement? root = null;
        var open = new Stack<CapElement>();
        var elements = 0;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes, writable: false), settings);
            var place = (IXmlLineInfo)reader;
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        var element = new CapElement(reader.LocalName, reader.NamespaceURI, place.LineNumber, place.LinePosition);
                        if (open.Count >= DepthMax || ++elements > ElementsMax)
                        {
                            var what = open.Count >= DepthMax ? $"elements are nested more than {DepthMax} deep" : $"it has more than {ElementsMax} elements";
                            return (null, new CapProblem(CapProblemKind.Hostile, element.Name, element.Line, element.Column, what));
                        }

                        var isEmpty = reader.IsEmptyElement;
                        while (reader.MoveToNextAttribute())
                        {
                            if (reader.Name != "xmlns" && reader.Prefix != "xmlns" && reader.NamespaceURI is not (SchemaInstance or Xml))
                            {
                                element.Attributes.Add((reader.LocalName, reader.Value));
                            }
                        }

                        if (open.TryPeek(out var parent))
                        {
                            parent.Children.Add(element);
                        }
                        else
                        {
                            root = element;
                        }

                        if (!isEmpty)
                        {
                            open.Push(element);
                        }

                        break;
                    case XmlNodeType.EndElement:
                        open.Pop();
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when open.TryPeek(out var holder):
                        holder.Text.Append(reader.Value);
                        break;
                }
            }
        }
        catch (XmlException error)
        {
            // The reader's words for a document type would have the user turn its prohibition off.
            var hostile = DeclaresType(bytes);
            return (null, hostile
                ? new CapProblem(CapProblemKind.Hostile, "!DOCTYPE", Math.Max(1, error.LineNumber), Math.Max(1, error.LinePosition), "it declares a document type or entities, which an alert never needs; nothing it names was opened")
                : new CapProblem(CapProblemKind.Xml, open.TryPeek(out var within) ? within.Name : "document", Math.Max(1, error.LineNumber), Math.Max(1, error.LinePosition), $"it is not well-formed XML ({Reason(error)})"));
        }

        return root is null ? (null, new CapProblem(CapProblemKind.Xml, "document", 1, 1, "it holds no element")) : (root, null);
    }

    private static bool DeclaresType(byte[] bytes)
    {
        // In UTF-16 every second byte is zero; dropping zeros finds the letters in either encoding.
        var head = bytes.AsSpan(0, Math.Min(bytes.Length, 64 * 1024)).ToArray().Where(b => b != 0).ToArray();
        return head.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0;
    }

    private static string Reason(XmlException error)
    {
        var cut = error.Message.IndexOf(" Line ", StringComparison.Ordinal);
        return (cut < 0 ? error.Message : error.Message[..cut]).TrimEnd('.', ' ');
    }
}
