using Parquet;
using Parquet.Schema;
using Tocsin.Analysis.Export;
using Tocsin.Cli.Export;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Cli.Tests.Export;

public class ParquetOutputTests
{
    [Fact]
    public async Task Reads_back_what_was_written()
    {
        using var file = new MemoryStream();
        using (var output = new ParquetOutput(new DataOutput(file), new Messages(TextWriter.Null)))
        {
            output.Write(SampleReadings.Accusation());
            output.Write(SampleReadings.Denial());
            output.Finish();
        }

        file.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(file, new ParquetOptions { UseDateOnlyTypeForDates = true });
        Assert.Equal(EventColumn.All.Select(c => c.Name), reader.Schema.DataFields.Select(f => f.Name));
        using var group = reader.OpenRowGroupReader(0);
        Assert.Equal(3, group.RowCount);
        DataField Field(string name) => reader.Schema.DataFields.First(f => f.Name == name);
        var ids = new string[3];
        await group.ReadAsync(Field("id"), ids);
        Assert.Equal(["courier_v1", "gazette_v1", "gazette_v2"], ids);
        var factualities = new string[3];
        await group.ReadAsync(Field("factuality"), factualities);
        Assert.Equal(["actual", "negated", "threatened"], factualities);
        var latitudes = new double?[3];
        await group.ReadAsync<double>(Field("latitude"), latitudes.AsMemory());
        Assert.Equal([33.34058, null, null], latitudes);
        var starts = new DateOnly?[3];
        await group.ReadAsync<DateOnly>(Field("start"), starts.AsMemory());
        Assert.Equal([new DateOnly(2031, 3, 3), new DateOnly(2031, 3, 3), null], starts);
    }

    [Fact]
    public async Task A_file_without_events_is_whole()
    {
        using var file = new MemoryStream();
        using (var output = new ParquetOutput(new DataOutput(file), new Messages(TextWriter.Null)))
        {
            output.Finish();
        }

        file.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(file);
        Assert.Equal((0, EventColumn.All.Length), (reader.RowGroupCount, reader.Schema.DataFields.Length));
    }
}
