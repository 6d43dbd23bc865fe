using Tocsin.Analysis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Tocsin for hosts with dependency injection.</summary>
public static class TocsinServices
{
    /// <summary>Adds one <see cref="Reader"/>, loaded when it is first asked for and shared by all: it is thread-safe.</summary>
    public static IServiceCollection AddTocsin(this IServiceCollection services) => services.AddSingleton(_ => Reader.Load());
}
