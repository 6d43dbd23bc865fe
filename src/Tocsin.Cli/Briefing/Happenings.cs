using Tocsin.Analysis.Events;
using Tocsin.Analysis.Times;

namespace Tocsin.Cli.Briefing;

/// <summary>Puts together the events of several documents that seem to tell of one happening, so that what they say of it can be compared.</summary>
/// <remarks>
/// Deliberately plain: the same type; days that meet and one place, or days and places not known; and in common a party, a name in its description, the place, or the actor
/// with the weapon. It may join two strikes on one town on one day. It never joins what differs in type, day or place.
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
            var happening = keys.SelectMany(key => byKey.GetValueOrDefault((@event.Type, key)) ?? []).FirstOrDefault(h => h.MayHold(@event));
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

    /// <summary>The party as described, without article and number; each name in it; the place; and who did it with what.</summary>
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

        if (@event is { Actor: not null, Weapon: not null })
        {
            yield return $"{@event.Actor}\n{@event.Weapon}".ToUpperInvariant();
        }
    }

    private sealed class Happening
    {
        private DateInterval? _date;
        private string? _place;

        public List<GatheredEvent> Events { get; } = [];

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        /// <summary>A day of slack: around midnight two reports give two dates.</summary>
        public bool MayHold(GatheredEvent @event)
        {
            var daysMeet = @event.Date is not { } other || _date is not { } own || (own.Start <= other.End.AddDays(1) && other.Start <= own.End.AddDays(1));
            return daysMeet && (@event.Place is null || _place is null || string.Equals(@event.Place, _place, StringComparison.OrdinalIgnoreCase));
        }

        public void Add(GatheredEvent @event)
        {
            Events.Add(@event);
            _date ??= @event.Date;
            _place ??= @event.Place;
        }
    }
}
