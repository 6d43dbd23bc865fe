using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;
using Tocsin.Analysis.Export;

namespace Tocsin.Cli.Export;

/// <summary>Events in the flat columns as Parquet, compressed with Snappy. The file is whole only once it is closed.</summary>
internal sealed class ParquetOutput(DataOutput output, Messages messages) : EventOutput(messages), IDisposable
{
    /// <summary>Rows of a row group; memory holds no more.</summary>
    private const int GroupRows = 20_000;

    private readonly ParquetSink _sink = new(output);
    private readonly ImmutableArray<Column> _columns = [.. EventColumn.All.Select(Of)];
    private ParquetWriter? _writer;
    private int _rows;

    protected override string Advice => "";

    public override void Close()
    {
        var writer = WriteGroup();
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public void Dispose() => _sink.Dispose();

    protected override void Add(EventRecord record)
    {
        foreach (var column in _columns)
        {
            column.Add(record);
        }

        if (++_rows == GroupRows)
        {
            WriteGroup();
        }
    }

    protected override void PassOn()
    {
    }

    /// <summary>Writes the rows held, if any, as one row group.</summary>
    private ParquetWriter WriteGroup()
    {
        _writer ??= ParquetWriter.CreateAsync(new ParquetSchema([.. _columns.Select(c => c.Field)]), _sink).GetAwaiter().GetResult();
        if (_rows > 0)
        {
            using var group = _writer.CreateRowGroup();
            foreach (var column in _columns)
            {
                column.WriteAsync(group).GetAwaiter().GetResult();
            }

            _rows = 0;
        }

        return _writer;
    }

    private static Column Of(EventColumn column) => column switch
    {
        EventColumn.Text text => new TextColumn(text.Name, text.Of),
        EventColumn.Whole whole => new ValueColumn<int>(whole.Name, whole.Of),
        EventColumn.Real real => new ValueColumn<double>(real.Name, real.Of),
        EventColumn.Day day => new ValueColumn<DateOnly>(day.Name, day.Of),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Parquet has no type for this column yet; add one here."),
    };

    private abstract class Column(DataField field)
    {
        public DataField Field { get; } = field;

        public abstract void Add(EventRecord record);

        public abstract Task WriteAsync(ParquetRowGroupWriter group);
    }

    private sealed class TextColumn(string name, Func<EventRecord, string?> of) : Column(new DataField<string>(name, nullable: true))
    {
        private readonly List<string?> _values = [];

        public override void Add(EventRecord record) => _values.Add(of(record));

        public override async Task WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(Field, _values);
            _values.Clear();
        }
    }

    private sealed class ValueColumn<T>(string name, Func<EventRecord, T?> of) : Column(new DataField<T>(name, nullable: true))
        where T : struct
    {
        private readonly List<T?> _values = [];

        public override void Add(EventRecord record) => _values.Add(of(record));

        public override async Task WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<T>(Field, _values.ToArray().AsMemory());
            _values.Clear();
        }
    }
}
