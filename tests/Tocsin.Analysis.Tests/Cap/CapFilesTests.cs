using Tocsin.Analysis.Cap;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Analysis.Tests.Cap;

/// <summary>Verdicts on other people's alerts, feeds and broken files.</summary>
public sealed class CapFilesTests
{
    /// <summary>What their makers broke, by file. A feed whose alert stands outside its entries is sound; the alert is foreign markup.</summary>
    private static readonly Dictionary<string, string> Broken = new(StringComparer.Ordinal)
    {
        ["google/invalid.cap"] = "scope",
        ["google/canada_errors.cap"] = "references",
        ["google/noaa_errors.cap"] = "references urgency severity certainty polygon",
        ["google/xee.cap"] = "!DOCTYPE",
        ["google/xee.atom"] = "!DOCTYPE",
        ["google/weather_invalid.atom"] = "identifier",
        ["google/invalid_element.atom"] = "foo",
        ["google/no_id.atom"] = "id",
        ["google/no_link.atom"] = "link",
        ["google/no_title.atom"] = "title",
        ["google/invalid.rss"] = "title description",
        ["google/bushfire_invalid.edxlde"] = "identifier urgency",
    };

    [SharedDataTheory]
    [InlineData("google")]
    [InlineData("ibm")]
    [InlineData("oasiscap")]
    [InlineData("tanner")]
    public void Sound_files_are_accepted_and_broken_ones_refused_by_name(string folder)
    {
        var files = Directory.GetFiles(SharedData.PathOf("cap", folder)).Where(path => Path.GetExtension(path) is not (".pem" or ".xsd")).ToList();
        Assert.NotEmpty(files);
        var wrong = new List<string>();
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            var name = folder + "/" + Path.GetFileName(path);
            var verdict = CapReader.Read(File.ReadAllBytes(path));
            var errors = verdict.Problems.Where(problem => problem.Kind != CapProblemKind.Advice).ToList();
            if (!Broken.TryGetValue(name, out var elements))
            {
                wrong.AddRange(errors.Select(error => $"{name}: refused: {error}"));
                continue;
            }

            wrong.AddRange(elements.Split(' ').Where(element => !errors.Exists(error => error.Element == element)).Select(element => $"{name}: <{element}> not named"));
        }

        Assert.Empty(wrong);
    }

    [SharedDataTheory]
    [InlineData("google")]
    [InlineData("oasiscap")]
    [InlineData("tanner")]
    public void What_is_read_is_written_as_1_2_and_reads_the_same(string folder)
    {
        foreach (var path in Directory.GetFiles(SharedData.PathOf("cap", folder)))
        {
            foreach (var alert in CapReader.Read(File.ReadAllBytes(path)).Alerts.Where(alert => alert.References.All(reference => reference.Sent != default) && alert.Infos.All(info => !info.Categories.IsEmpty)))
            {
                var written = CapWriter.Write(alert);
                var again = Assert.Single(CapReader.Read(written).Alerts);
                Assert.Equal(alert.Reference, again.Reference);
                Assert.Equal(written, CapWriter.Write(again));
            }
        }
    }
}
