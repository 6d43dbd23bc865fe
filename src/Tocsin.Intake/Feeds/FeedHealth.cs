namespace Tocsin.Intake.Feeds;

/// <summary>How a feed was when it was last asked. Stored: the numbers stay.</summary>
public enum FeedHealth
{
    /// <summary>Never asked yet.</summary>
    New = 0,

    Ok = 1,

    /// <summary>Well, and as it was.</summary>
    NotModified = 2,

    /// <summary>Well, and without items. Not ill: a quiet outlet has days without news.</summary>
    Empty = 3,

    /// <summary>We cannot see what it would say; see <see cref="FeedIllness"/>.</summary>
    Ill = 4,
}

/// <summary>Why a feed or a page could not be had. Stored: the numbers stay.</summary>
public enum FeedIllness
{
    None = 0,

    /// <summary>401, 403, 451 or another refusal by the server.</summary>
    Forbidden = 1,

    /// <summary>404.</summary>
    NotFound = 2,

    /// <summary>410: it says that it will not come back.</summary>
    Gone = 3,

    /// <summary>429, or 503 with a time to come back.</summary>
    TooManyRequests = 4,

    /// <summary>500 and its kind.</summary>
    ServerError = 5,

    /// <summary>An HTML page where a feed should be.</summary>
    HtmlInstead = 6,

    /// <summary>Some other content where a feed should be, or none.</summary>
    NotAFeed = 7,

    /// <summary>A feed too broken to be read.</summary>
    Broken = 8,

    Timeout = 9,

    /// <summary>Its name has no address.</summary>
    Dns = 10,

    /// <summary>Its certificate or its encryption is not in order.</summary>
    Tls = 11,

    /// <summary>It does not take connections, or breaks them.</summary>
    Connection = 12,

    /// <summary>It sends less than it announces.</summary>
    HalfAnswer = 13,

    TooLarge = 14,

    /// <summary>Its robots.txt asks us to stay away, or cannot be read for now.</summary>
    Robots = 15,

    /// <summary>Its address lies inside the user's network, or is none that we go to.</summary>
    AddressRefused = 16,

    /// <summary>It redirects in a circle, too often, nowhere, or from https to http.</summary>
    Redirects = 17,

    /// <summary>An answer that makes no sense.</summary>
    Protocol = 18,
}
