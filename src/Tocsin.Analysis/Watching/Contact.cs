using System.Collections.Immutable;
using Tocsin.Analysis.Cap;

namespace Tocsin.Analysis.Watching;

/// <summary>Who is called, and how.</summary>
/// <param name="Wait">How long to wait for an acknowledgement before the next step is called.</param>
/// <param name="SeverityMin">Not called for less.</param>
public sealed record Contact(string Id, string Name, ImmutableArray<string> Channels, TimeSpan Wait, CapSeverity SeverityMin, QuietHours? Quiet);

/// <summary>Hours in which nothing but the top severity rings; what is due in them rings when they end.</summary>
/// <param name="From">On the clock of <paramref name="Zone"/>; past midnight where it lies after <paramref name="To"/>.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>When something due at a moment may ring: then, or at the end of the quiet hours it falls in.</summary>
    public DateTimeOffset RingAt(DateTimeOffset due)
    {
        var local = TimeZoneInfo.ConvertTime(due, Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        var quiet = From <= To ? time >= From && time < To : time >= From || time < To;
        if (!quiet)
        {
            return due;
        }

        var day = DateOnly.FromDateTime(local.DateTime);
        var end = new DateTime(time < To ? day : day.AddDays(1), To, DateTimeKind.Unspecified);

        // The hour that a change of clocks skips does not exist; the next one does.
        while (Zone.IsInvalidTime(end))
        {
            end = end.AddMinutes(15);
        }

        return new DateTimeOffset(end, Zone.GetUtcOffset(end)).ToUniversalTime();
    }
}

/// <summary>A way out. What its kind needs is in the cases.</summary>
public abstract record WarningChannel(string Id)
{
    /// <summary>Calls somebody, and so is repeated until acknowledged; the others keep what was said.</summary>
    public bool Calls => this is Webhook or Mail or Command;

    /// <summary>A folder that gets one CAP file a message, whole or not at all.</summary>
    public sealed record FileDrop(string Id, string Folder) : WarningChannel(Id);

    /// <param name="Secret">Signs the body; null for none.</param>
    public sealed record Webhook(string Id, Uri Address, Secret? Secret, TimeSpan Timeout) : WarningChannel(Id);

    public sealed record Mail(string Id, string Host, int Port, MailSecurity Security, string? User, Secret? Password, string From, ImmutableArray<string> To, TimeSpan Timeout) : WarningChannel(Id);

    /// <summary>A file that holds the newest messages as an Atom feed.</summary>
    public sealed record AtomFeed(string Id, string Path, int EntriesMax) : WarningChannel(Id);

    /// <summary>The page of the desk.</summary>
    public sealed record Desk(string Id) : WarningChannel(Id);

    /// <summary>A program; the message comes on its standard input, nothing of it on its command line.</summary>
    public sealed record Command(string Id, string Program, ImmutableArray<string> Arguments, TimeSpan Timeout) : WarningChannel(Id);
}

public enum MailSecurity
{
    None = 0,
    StartTls = 1,
    Tls = 2,
}

/// <summary>Where a secret is kept; the watch file itself never holds one.</summary>
/// <param name="Place">Name of a variable of the environment, or path of a file.</param>
public sealed record Secret(bool IsFile, string Place);

/// <summary>A sign that the bell itself is alive.</summary>
/// <param name="File">Written anew each time; null for none.</param>
/// <param name="Webhook">Called each time; null for none.</param>
public sealed record Heartbeat(TimeSpan Every, string? File, Uri? Webhook);

/// <param name="Id">The sender of CAP: no spaces, commas, &lt; or &amp;.</param>
public sealed record WarningSender(string Id, string Name)
{
    /// <summary>For whom alerts are. What a desk knows is for those whom it warns, unless its owner says otherwise.</summary>
    public CapScope Scope { get; init; } = CapScope.Restricted;

    /// <summary>Who may read a restricted alert.</summary>
    public string Restriction { get; init; } = $"For those whom {Name} warns";

    /// <summary>Whom a private alert is for.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];
}
