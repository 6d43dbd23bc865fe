using Microsoft.Extensions.DependencyInjection;
using Tocsin.Analysis;
using Xunit;

namespace Tocsin.Cli.Tests;

/// <summary>What README.md promises to those who use Tocsin as a library.</summary>
public class LibraryTests
{
    [Fact]
    public void Three_lines_read_a_text()
    {
        var reader = Reader.Load();
        var reading = reader.Read(new Document("a", "Marran fired rockets at Kesh. Oster protested.", PublishedAt: new DateOnly(2031, 3, 3)));
        Assert.Equal(2, reading.Parsed.Sentences.Length);
    }

    [Fact]
    public void One_line_adds_it_to_a_host()
    {
        var services = new ServiceCollection();
        services.AddTocsin();
        var reader = Assert.Single(services);
        Assert.Equal((typeof(Reader), ServiceLifetime.Singleton), (reader.ServiceType, reader.Lifetime));
        Assert.IsType<Reader>(reader.ImplementationFactory!(new NoServices()));
    }

    /// <summary>Reading needs nothing else of its host.</summary>
    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
