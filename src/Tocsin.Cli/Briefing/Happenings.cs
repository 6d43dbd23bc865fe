using Tocsin.Analysis.Events;
using Tocsin.Analysis.Times;

namespace Tocsin.Cli.Briefing;

/// <summary>Puts together the events of several documents that seem to tell of one happening, so that what they say of it can be compared.</summary>
/// <remarks>
/// Deliberately plain: the same type; days that meet, or a day that is not known; and a party, a place or a name in the party's description in common.
/// It may join two strikes on one town on one day. It never joins what differs in type or day.
/// </remarks>
internal static class Happenings
{
    /// <summary>Events without a party to whom they were done are left out, and those that are only threatened, expected or long past.</summary>
    public static List<List<GatheredEvent>> Of(IEnumerable<GatheredEvent> events)
    {
        var all = new List<Happening>();
        var byKey = new Dictionary<(string Type, string Key), List<Happening>>();
        foreach (var @event in events.Where(e => e.Recipient is not null && e.Factuality is Factuality.Actual or Factuality.Attempted or Factuality.Negated))
        {
            var keys = Keys(@event).ToList();
            var happening = keys.SelectMany(key => byKey.GetValueOrDefault((@event.Type, key)) ?? []).FirstOrDefault(h => h.MayHold(@event.Date));
            if (happening is null)
            {
                all.Add(happening = new Happening());
            }

            happening.Add(@event);
            foreach (var key in keys.Where(happening.Keys.Add))
            {
                if (!byKey.TryGetValue((@event.Type, key), out var known))
                {
                    byKey[(@event.Type, key)] = known = [];
                }

                known.Add(happening);
            }
        }

        return all.ConvertAll(h => h.Events);
    }

    /// <summary>The party as described, without article and number; each name in it; and the place.</summary>
    private static IEnumerable<string> Keys(GatheredEvent @event)
    {
        var words = @event.Recipient!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var described = words.SkipWhile(word => char.IsAsciiDigit(word[0]) || word.ToUpperInvariant() is "THE" or "A" or "AN" or "ITS" or "HIS" or "HER" or "THEIR" or "OUR").ToList();
        if (described.Count > 0)
        {
            yield return string.Join(' ', described).ToUpperInvariant();
        }

        foreach (var word in described.Where(word => word.Length > 2 && char.IsUpper(word[0])))
        {
            yield return word.Trim(',', '.', '’', '\'').ToUpperInvariant();
        }

        if (@event.Place is not null)
        {
            yield return @event.Place.ToUpperInvariant();
        }
    }

    private sealed class Happening
    {
        private DateInterval? _date;

        public List<GatheredEvent> Events { get; } = [];

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        /// <summary>A day of slack: around midnight two reports give two dates.</summary>
        public bool MayHold(DateInterval? date) =>
            date is not { } other || _date is not { } own || (own.Start <= other.End.AddDays(1) && other.Start <= own.End.AddDays(1));

        public void Add(GatheredEvent @event)
        {
            Events.Add(@event);
            _date ??= @event.Date;
        }
    }
}
