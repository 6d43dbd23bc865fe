using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Api;
using Tocsin.Desk.Assessments;
using Tocsin.Desk.Assets;
using Tocsin.Desk.Documents;
using Tocsin.Desk.Front;
using Tocsin.Desk.Health;
using Tocsin.Desk.Incidents;
using Tocsin.Desk.Live;
using Tocsin.Desk.Method;
using Tocsin.Desk.Search;
using Tocsin.Desk.Security;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;
using Tocsin.Desk.Voices;
using Tocsin.Desk.Warnings;
using Tocsin.Storage;

namespace Tocsin.Desk;

/// <summary>Puts the desk together: what guards it, and its pages.</summary>
public static class DeskHost
{
    /// <summary>A desk that is ready to start. The caller runs and disposes it.</summary>
    /// <exception cref="ArgumentException">It would listen beyond this machine without a token.</exception>
    /// <param name="work">What goes on beside the pages.</param>
    /// <param name="bell">Null where none rings beside this desk.</param>
    /// <param name="record">Opened to write; stays the caller's to close, after the desk.</param>
    public static WebApplication Build(DeskOptions options, RecordFile record, IReadOnlyList<DeskService>? work = null, DeskBell? bell = null)
    {
        if (!options.IsLoopback && options.Token is null)
        {
            throw new ArgumentException("A desk that listens beyond this machine needs a token.", nameof(options));
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(DeskHost).Assembly.GetName().Name, EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        Telemetry.AddVariables(builder.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limits.Of(kestrel);
            kestrel.Listen(options.Address, options.Port);
        });
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        services.AddSingleton(AssetStore.Load());
        services.AddSingleton(new DeskRecord(record, options.Clock, bell));
        services.AddSingleton(provider => new DeskServices(work ?? [], provider.GetRequiredService<ILogger<DeskServices>>()));
        services.AddHostedService(provider => provider.GetRequiredService<DeskServices>());
        services.AddSingleton<WarningBoard>();
        services.AddSingleton<LiveStream>();
        services.AddSingleton(provider => new ViewStore(provider.GetRequiredService<DeskRecord>(), SituationViewer.Load()));
        services.AddSingleton<AnswerStore>();
        services.AddSingleton<VerdictStore>();
        services.AddSingleton<Rehearsal>();
        services.AddHostedService<ViewWarmer>();
        services.AddScoped(provider => new ShellState(provider.GetRequiredService<DeskRecord>().Name, provider.GetRequiredService<LiveStream>().Now, provider.GetRequiredService<WarningBoard>().Ringing, provider.GetRequiredService<WarningBoard>().Drilling));
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        // Forms that were open over a restart are refused once and say so; no key is left on the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(antiforgery =>
        {
            // Two desks of one machine share its name, and so its cookies: each has one of its own.
            antiforgery.Cookie.Name = string.Create(CultureInfo.InvariantCulture, $"tocsin-form-{options.Port}");
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        Telemetry.AddIfConfigured(services);
        services.AddLimits();
        services.AddOpenApi("v1", api => api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Tocsin desk";
            document.Info.Description = "The record of the desk as JSON: the same things that its pages show.";
            document.Info.Version = "1";
            return Task.CompletedTask;
        }));
        var app = builder.Build();
        Telemetry.Observe(app.Services);
        Guard(app, options, record);
        Map(app, options, bell);
        return app;
    }

    private static void Guard(WebApplication app, DeskOptions options, RecordFile record)
    {
        SecurityHeaders.Use(app);
        new AuditLog(AuditLog.PathFor(record.Path), options.Clock).Use(app);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FaultAsync, AllowStatusCode404Response = true });
        new RequestGuard(options).Use(app);
        app.UseRateLimiter();
        if (options.Token is { } token)
        {
            TokenGate.Use(app, token);
        }

        app.Use(FormCheck);
        app.UseStatusCodePages(context => NotFoundAsync(context.HttpContext));
    }

    private static void Map(WebApplication app, DeskOptions options, DeskBell? bell)
    {
        app.Services.GetRequiredService<AssetStore>().Map(app);
        app.MapOpenApi();
        if (options.Token is { } token)
        {
            TokenGate.Map(app, token);
        }

        Preferences.Map(app);
        FrontPages.Map(app);
        SituationPages.Map(app);
        AssessmentPages.Map(app);
        IncidentPages.Map(app);
        DocumentPages.Map(app);
        VoicePages.Map(app);
        SearchPages.Map(app);
        WarningPages.Map(app, bell);
        MethodPages.Map(app);
        RecordApi.Map(app);
        HealthPages.Map(app);
        LiveStream.Map(app);
    }

    /// <summary>No change without the token of a form that this desk showed.</summary>
    private static async Task FormCheck(HttpContext context, RequestDelegate next)
    {
        if (RequestGuard.Changes(context.Request.Method) && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            await PlainAnswer.Write(context, StatusCodes.Status400BadRequest, "The form is not of this desk, or the desk was started again since the page was opened. Reload the page and try again.");
            return;
        }

        await next(context);
    }

    private static Task FaultAsync(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, sentence) = (fault as BadHttpRequestException ?? fault?.InnerException as BadHttpRequestException ?? fault) switch
        {
            BadHttpRequestException bad => (bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "That is more than a form of this desk may hold." : "The request is not complete or not well formed."),
            InvalidDataException or AntiforgeryValidationException => (StatusCodes.Status400BadRequest, "The form is not well formed."),
            _ => (StatusCodes.Status500InternalServerError, "Something failed here; the record is as it was. What failed is in the desk's log."),
        };
        return PlainAnswer.Write(context, status, sentence);
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        if (context.Response.StatusCode != StatusCodes.Status404NotFound || context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/a"))
        {
            return Task.CompletedTask;
        }

        return new RazorComponentResult<ProblemPage> { StatusCode = StatusCodes.Status404NotFound }.ExecuteAsync(context);
    }
}
