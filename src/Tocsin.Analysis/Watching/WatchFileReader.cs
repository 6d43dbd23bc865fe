using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Watching;

/// <summary>Reads the keys of a watch file, top to bottom.</summary>
internal sealed class WatchFileReader
{
    /// <summary>About a town: reports name towns and seldom streets, and a site is a point.</summary>
    private const double WithinUsual = 10;

    private static readonly Dictionary<string, CapSeverity> Severities = new(StringComparer.Ordinal)
    {
        ["minor"] = CapSeverity.Minor,
        ["moderate"] = CapSeverity.Moderate,
        ["severe"] = CapSeverity.Severe,
        ["extreme"] = CapSeverity.Extreme,
    };

    private static readonly Dictionary<string, CapStatus> Modes = new(StringComparer.Ordinal) { ["actual"] = CapStatus.Actual, ["exercise"] = CapStatus.Exercise, ["test"] = CapStatus.Test };
    private static readonly Dictionary<string, Confidence> Confidences = new(StringComparer.Ordinal) { ["low"] = Confidence.Low, ["moderate"] = Confidence.Moderate, ["high"] = Confidence.High };
    private static readonly Dictionary<string, bool> Measures = new(StringComparer.Ordinal) { ["acts"] = true, ["statements"] = false };

    private static readonly Dictionary<string, CapScope> Scopes = new(StringComparer.Ordinal) { ["public"] = CapScope.Public, ["restricted"] = CapScope.Restricted, ["private"] = CapScope.Private };

    private readonly Lazy<NamedSides> _named = new(() =>
    {
        var countries = CountryLexicon.Load();
        var actors = new Lazy<ActorResolver>(() => new ActorResolver(ActorLexicon.Load(countries)));
        return new NamedSides(countries, () => actors.Value);
    });

    private readonly Lazy<EventTypes> _types = new(EventTypes.Load);

    public WatchFile Read(WatchMap root)
    {
        ArgumentNullException.ThrowIfNull(root);
        root.Maps("questions");
        var sender = Sender(root.Map("sender"));
        var status = root.Choice("mode", Modes) ?? CapStatus.Actual;
        var exercise = root.Text("exercise");
        if (status == CapStatus.Exercise && exercise is null)
        {
            root.Tell("mode", "An exercise needs its name. Write exercise: GREY DAWN");
        }

        var quiet = Quiet(root.Map("quietHours"));
        var sites = Unique(root.Maps("sites"), Site, site => site.Id, "site");
        var channels = Unique(root.Maps("channels"), new ChannelReader().Read, channel => channel.Id, "channel");
        var contacts = Unique(root.Maps("contacts"), map => Contact(map, channels, quiet), contact => contact.Id, "contact");
        var rules = Unique(root.Maps("rules"), map => Rule(map, sites, contacts), rule => rule.Id, "rule");
        var situations = Situations(root);
        var repeat = root.Duration("repeat") ?? TimeSpan.FromMinutes(15);
        if (repeat < TimeSpan.FromSeconds(1))
        {
            root.Tell("repeat", "Repeating needs at least 1s between rounds.");
            repeat = TimeSpan.FromMinutes(15);
        }

        var heartbeat = Heartbeat(root.Map("heartbeat"));
        root.TellUnknown();
        return new WatchFile(sender, status, exercise, situations, sites, rules, contacts, channels, repeat, heartbeat);
    }

    private static ImmutableArray<T> Unique<T>(ImmutableArray<WatchMap> maps, Func<WatchMap, T?> read, Func<T, string> id, string what)
        where T : class
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var map in maps)
        {
            var one = read(map);
            map.TellUnknown();
            if (one is null)
            {
                continue;
            }

            if (found.Any(other => id(other) == id(one)))
            {
                map.Tell($"A second {what} is named \"{id(one)}\"; this one is left out.");
                continue;
            }

            found.Add(one);
        }

        return found.ToImmutable();
    }

    private static WarningSender Sender(WatchMap? map)
    {
        const string Fallback = "tocsin@localhost";
        if (map is null)
        {
            return new WarningSender(Fallback, "Tocsin");
        }

        var id = map.Text("id") ?? Fallback;
        if (id.AsSpan().ContainsAny(" ,<&"))
        {
            map.Tell("id", "A sender has no space, comma, < or &. Write id: desk@example.org");
            id = Fallback;
        }

        var sender = new WarningSender(id, map.Text("name") ?? "Tocsin");
        var scope = map.Choice("scope", Scopes) ?? sender.Scope;
        var (restriction, addresses) = (map.Text("restriction"), map.Texts("addresses"));
        if (scope == CapScope.Private && addresses.IsEmpty)
        {
            map.Tell("scope", "A private alert names whom it is for. Write addresses: [duty@example.org]. It is restricted now.");
            scope = CapScope.Restricted;
        }

        map.TellUnknown();
        return sender with { Scope = scope, Restriction = restriction ?? sender.Restriction, Addresses = addresses };
    }

    private static ImmutableArray<WatchedSituation> Situations(WatchMap root)
    {
        // Either plain scopes or entries with a name.
        if (!root.Has("situations"))
        {
            return [];
        }

        var plain = root.TextGroups("situations").Where(group => group.Length == 1).Select(group => new WatchedSituation(group[0], group[0])).ToList();
        if (plain.Count > 0)
        {
            return [.. plain];
        }

        var named = ImmutableArray.CreateBuilder<WatchedSituation>();
        foreach (var map in root.Maps("situations"))
        {
            if (map.Required("scope", "US-Iran") is { } scope)
            {
                named.Add(new WatchedSituation(map.Text("name") ?? scope, scope));
            }

            map.TellUnknown();
        }

        return named.ToImmutable();
    }

    private static Site? Site(WatchMap map)
    {
        var id = map.Required("id", "embassy");
        var name = map.Text("name") ?? id;
        var names = map.Texts("names").Append(name).OfType<string>().Select(PartyKeys.Fold).Where(folded => folded.Length > 0).Distinct().ToImmutableArray();
        var radius = map.Kilometres("radius") ?? 0;
        var at = map.Texts("at");
        var corners = map.TextGroups("polygon");
        if (id is null)
        {
            return null;
        }

        if (!corners.IsEmpty)
        {
            var points = corners.Select(Point).ToList();
            if (points.Exists(point => point is null) || points.Count < 3)
            {
                map.Tell("polygon", "A polygon has three corners or more, each [latitude, longitude] in degrees. The site is left out.");
                return null;
            }

            ImmutableArray<CapPoint> closed = [.. points.Select(point => point!.Value)];
            closed = closed[0] == closed[^1] ? closed : closed.Add(closed[0]);
            if (closed.Length < 4)
            {
                map.Tell("polygon", "A polygon has three different corners or more. The site is left out.");
                return null;
            }

            return new Site(id, name!, new CapPoint(closed.Skip(1).Average(point => point.Latitude), closed.Skip(1).Average(point => point.Longitude)), 0, closed, names);
        }

        if (Point(at) is not { } centre)
        {
            map.Tell(map.Has("at") ? "at" : "id", "Where is it? Write at: [33.31, 44.39], latitude first, in degrees; or polygon: with its corners. The site is left out.");
            return null;
        }

        return new Site(id, name!, centre, radius, [], names);
    }

    private static CapPoint? Point(ImmutableArray<string> pair) =>
        pair is [var first, var second] && double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && Math.Abs(latitude) <= 90
        && double.TryParse(second, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && Math.Abs(longitude) <= 180
            ? new CapPoint(latitude, longitude)
            : null;

    private static Contact? Contact(WatchMap map, ImmutableArray<WarningChannel> channels, QuietHours? everybody)
    {
        var id = map.Required("id", "duty");
        var name = map.Text("name");
        var wanted = map.Texts("channels");
        var wait = map.Duration("wait") ?? TimeSpan.FromMinutes(5);
        var severity = map.Choice("severity", Severities) ?? CapSeverity.Unknown;
        var quiet = map.Flag("ignoreQuietHours") == true ? null : Quiet(map.Map("quietHours")) ?? everybody;
        foreach (var unknown in wanted.Where(channel => channels.All(known => known.Id != channel)))
        {
            map.Tell("channels", $"There is no channel \"{unknown}\"; it is left out. Known: {string.Join(", ", channels.Select(channel => channel.Id))}.");
        }

        if (id is not null && wanted.IsEmpty)
        {
            map.Tell($"\"{id}\" has no channels, so nothing would reach them. Write channels: [name]");
        }

        return id is null ? null : new Contact(id, name ?? id, [.. wanted.Where(channel => channels.Any(known => known.Id == channel))], wait, severity, quiet);
    }

    private static QuietHours? Quiet(WatchMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var from = map.Required("from", "\"22:00\"");
        var to = map.Required("to", "\"06:00\"");
        var zone = map.Text("zone") ?? "UTC";
        map.TellUnknown();
        if (!TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var begins) || !TimeOnly.TryParseExact(to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var ends))
        {
            map.Tell("Quiet hours are written from: \"22:00\" and to: \"06:00\", in quotes. There are none now.");
            return null;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            map.Tell("zone", $"There is no time zone \"{zone}\"; write one such as Europe/Berlin. There are no quiet hours now.");
            return null;
        }

        return new QuietHours(begins, ends, found);
    }

    private static Heartbeat? Heartbeat(WatchMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var every = map.Duration("every") ?? TimeSpan.FromMinutes(1);
        var file = map.Text("file");
        var webhook = map.Text("webhook");
        map.TellUnknown();
        if (webhook is not null && ChannelReader.Address(webhook) is null)
        {
            map.Tell("webhook", $"\"{webhook}\" is no address. Write webhook: https://example.org/alive");
        }

        return new Heartbeat(every < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : every, file, webhook is null ? null : ChannelReader.Address(webhook));
    }

    private Rule? Rule(WatchMap map, ImmutableArray<Site> sites, ImmutableArray<Contact> contacts)
    {
        var kind = map.Required("when", "incident");
        var notify = map.TextGroups("notify");
        foreach (var unknown in notify.SelectMany(step => step).Where(id => contacts.All(contact => contact.Id != id)).Distinct())
        {
            map.Tell("notify", $"There is no contact \"{unknown}\"; it is left out.");
        }

        var common = new RuleCommon(
            map.Text("id") ?? string.Create(CultureInfo.InvariantCulture, $"rule-{map.Line}"), map.Choice("severity", Severities) ?? CapSeverity.Unknown,
            map.Duration("fresh") ?? TimeSpan.FromHours(24), map.Duration("expires") ?? TimeSpan.FromHours(12), map.Duration("cooldown") ?? TimeSpan.Zero,
            [.. notify.Select(step => step.Where(id => contacts.Any(contact => contact.Id == id)).ToImmutableArray()).Where(step => !step.IsEmpty)], map.Text("instruction"), map.Line);
        switch (kind)
        {
            case "threat":
                var threatened = SitesOf(map, "sites", sites);
                var against = Actors(map, "against");
                var threatBy = Actors(map, "by");
                var around = map.Kilometres("within") ?? WithinUsual;
                if (against.IsDefault || threatBy.IsDefault)
                {
                    return null;
                }

                if (threatened.IsEmpty && against.IsEmpty)
                {
                    map.Tell("A threat to whom? Write sites: [name] or against: [actor]. The rule is left out.");
                    return null;
                }

                return new Rule.Threat(common, threatened, around, against, threatBy);
            case "incident":
                var near = SitesOf(map, "site", sites);
                var within = map.Kilometres("within") ?? WithinUsual;
                var types = TypesOf(map, "types");
                var by = Actors(map, "by");
                var killed = map.Whole("killed", 1, 1_000_000);
                if (near.Length != 1)
                {
                    map.Tell("An incident near what? Write site: name, one of \"sites:\". The rule is left out.");
                    return null;
                }

                return types.IsDefault || by.IsDefault ? null : new Rule.Near(common, near[0], within, types, by, killed);
            case "assessment":
                var question = map.Required("question", "kill-or-signal");
                var reading = map.Required("reading", "kill");
                var above = map.Part("above");
                var below = map.Part("below");
                var confidence = map.Choice("confidence", Confidences) ?? Confidence.Low;
                if (above is null == below is null)
                {
                    map.Tell("Which line is to be crossed? Write above: 70% or below: 20%, one of them. The rule is left out.");
                    return null;
                }

                return question is null || reading is null ? null : new Rule.Assessment(common, question, reading, above, below, confidence);
            case "escalation":
                var sides = Actors(map, "between");
                var spreads = map.Number("above", 0, 100) ?? 2;
                var acts = map.Choice("of", Measures) ?? true;
                if (sides.IsDefault)
                {
                    return null;
                }

                if (sides.Length != 2 || sides[0] == sides[1])
                {
                    map.Tell("Between which two? Write between: [USA, IRN]. The rule is left out.");
                    return null;
                }

                return new Rule.Escalation(common, sides[0], sides[1], spreads, acts);
            case "silence":
                var source = map.Required("source", "Dremen Courier");
                var after = map.Duration("after");
                if (after is null || after <= TimeSpan.Zero)
                {
                    map.Tell("Silent for how long? Write after: 6h. The rule is left out.");
                    return null;
                }

                return source is null ? null : new Rule.Silence(common, source, after.Value);
            default:
                if (kind is not null)
                {
                    map.Tell("when", $"\"{kind}\" is none of threat, incident, assessment, escalation, silence. The rule is left out.");
                }

                return null;
        }
    }

    private static ImmutableArray<Site> SitesOf(WatchMap map, string key, ImmutableArray<Site> sites)
    {
        var wanted = map.Texts(key);
        foreach (var unknown in wanted.Where(id => sites.All(site => site.Id != id)))
        {
            map.Tell(key, $"There is no site \"{unknown}\". Known: {string.Join(", ", sites.Select(site => site.Id))}.");
        }

        return [.. sites.Where(site => wanted.Contains(site.Id))];
    }

    /// <summary>PLOVER types; default where one is none, which has been told: a rule must not watch for less, or for more, than it says.</summary>
    private ImmutableArray<string> TypesOf(WatchMap map, string key)
    {
        var types = map.Texts(key).Select(type => type.ToUpperInvariant()).ToImmutableArray();
        foreach (var unknown in types.Where(type => !_types.Value.IsType(type)))
        {
            map.Tell(key, $"\"{unknown}\" is no PLOVER type. Known: {string.Join(", ", _types.Value.Types)}. The rule is left out.");
        }

        return types.All(_types.Value.IsType) ? types : default;
    }

    /// <summary>A country by any of its names becomes its code, everybody else the folded name, as the record has them; default where a name may mean several, which has been told.</summary>
    private ImmutableArray<string> Actors(WatchMap map, string key)
    {
        var actors = ImmutableArray.CreateBuilder<string>();
        foreach (var name in map.Texts(key))
        {
            if (_named.Value.Ambiguous(name) is { } unclear)
            {
                map.Tell(key, $"{unclear} The rule is left out.");
                return default;
            }

            var folded = _named.Value.Country(name)?.Code ?? PartyKeys.Fold(name);
            if (_named.Value.Country(name) is null && _named.Value.Read(name) is { Country: null, Sectors.IsEmpty: true })
            {
                map.Doubt(key, $"\"{name}\" is on none of Tocsin's lists: it is met where a report names it just so.");
            }

            if (folded.Length > 0 && !actors.Contains(folded))
            {
                actors.Add(folded);
            }
        }

        return actors.ToImmutable();
    }
}
