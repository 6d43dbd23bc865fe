using Tocsin.Intake.Feeds;

namespace Tocsin.Intake.Web;

/// <summary>What to ask for.</summary>
/// <param name="Accept">Media types, as in the header.</param>
/// <param name="Known">What we have of it already; null for nothing.</param>
public sealed record WebQuestion(Uri Url, string Accept, Validators? Known = null);

/// <summary>By what a server tells whether something has changed (RFC 9110, 8.8).</summary>
/// <param name="Url">Which gave them; they are sent to no other.</param>
/// <param name="ETag">As sent, with its quotation marks and weakness; wins over the date.</param>
/// <param name="LastModified">As sent.</param>
public sealed record Validators(string Url, string? ETag, string? LastModified);

/// <summary>What asking came to. A failure is a value.</summary>
/// <param name="Url">Where the answer came from, after redirects.</param>
/// <param name="MovedTo">Where it has moved for good (301, 308), as far as all redirects up to there were permanent; null elsewhere.</param>
public abstract record WebAnswer(Uri Url, Uri? MovedTo)
{
    /// <param name="MediaType">Lower case; null where not said.</param>
    /// <param name="Fresh">How long it may be kept without asking again (RFC 9111, 4.2); null where not said.</param>
    public sealed record Content(Uri Url, Uri? MovedTo, byte[] Bytes, string? MediaType, string? Charset, Validators? Validators, TimeSpan? Fresh) : WebAnswer(Url, MovedTo);

    /// <summary>304.</summary>
    public sealed record NotModified(Uri Url, Uri? MovedTo, Validators? Validators, TimeSpan? Fresh) : WebAnswer(Url, MovedTo);

    /// <param name="What">As a clause: "the server answers 403 (Forbidden)".</param>
    /// <param name="RetryAfter">How long the server asks to be left alone; null where it does not.</param>
    public sealed record Failed(Uri Url, Uri? MovedTo, FeedIllness Illness, string What, TimeSpan? RetryAfter = null) : WebAnswer(Url, MovedTo);
}
