using System.Text;
using Tocsin.Analysis.Export;

namespace Tocsin.Cli.Export;

/// <summary>Events as rows of text.</summary>
internal sealed class TableOutput : EventOutput, IDisposable
{
    private readonly StringWriter _text = new();
    private readonly DataOutput _output;
    private readonly Action<TextWriter, EventRecord> _write;
    private readonly bool _onlyHappened;

    private TableOutput(DataOutput output, Messages messages, Action<TextWriter, EventRecord> write, bool onlyHappened, string advice)
        : base(messages)
    {
        (_output, _write, _onlyHappened, Advice) = (output, write, onlyHappened, advice);
    }

    protected override string Advice { get; }

    /// <param name="all">Events that did not happen too; the columns Status and Factuality tell them apart.</param>
    public static TableOutput Polecat(DataOutput output, Messages messages, bool all)
    {
        var table = new TableOutput(output, messages, PolecatCsv.Write, !all, "Most readers of these columns take each row for something that happened; --all writes them too, with their Status and Factuality.");
        PolecatCsv.WriteHead(table._text);
        return table;
    }

    public static TableOutput Gdelt(DataOutput output, Messages messages) =>
        new(output, messages, GdeltTable.Write, true, "This table has no column that could say so; --format jsonl has them all.");

    public override void Close() => PassOn();

    public void Dispose() => _text.Dispose();

    protected override string? WhyNot(EventRecord record) => _onlyHappened ? Happened.WhyNot(record.Event) : null;

    protected override void Add(EventRecord record) => _write(_text, record);

    protected override void PassOn()
    {
        var text = _text.GetStringBuilder();
        if (text.Length > 0)
        {
            _output.Write(Encoding.UTF8.GetBytes(text.ToString()));
            text.Clear();
        }
    }
}
