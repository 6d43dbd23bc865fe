using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Tells a report of a game, whose strikes, shots and battles are play: "a late strike killed off the champions 1-0".</summary>
internal static class Sports
{
    /// <summary>So many words of sport beside a score make a report of a game.</summary>
    private const int WordsMin = 2;

    /// <summary>A side scores less than that, but for games that nobody tells in the words of war.</summary>
    private const int ScoreMax = 60;

    /// <summary>True for a text with a score and words of sport, in which nothing armed is named.</summary>
    public static bool IsReport(ParsedText parsed, EventLexicon lexicon)
    {
        var hasScore = false;
        var words = new HashSet<string>();
        foreach (var sentence in parsed.Sentences)
        {
            var tokens = sentence.Tokens;
            for (var i = 0; i < tokens.Length; i++)
            {
                var lemma = tokens[i].Lemma.ToLowerInvariant();
                var form = tokens[i].Form.ToLowerInvariant();
                if (IsArmed(lemma, form, tokens[i], lexicon))
                {
                    return false;
                }

                hasScore |= i + 2 < tokens.Length && IsGoals(tokens[i]) && tokens[i + 1].Form is "-" or "–" && IsGoals(tokens[i + 2]) && tokens[i].Span.End == tokens[i + 1].Span.Start && tokens[i + 1].Span.End == tokens[i + 2].Span.Start;
                if (lexicon.InClass("SPORT", lemma) || lexicon.InClass("SPORT", form))
                {
                    words.Add(lemma);
                }
            }
        }

        return hasScore && words.Count >= WordsMin;
    }

    private static bool IsGoals(Token token) => token.Upos == "NUM" && int.TryParse(token.Form, out var goals) && goals <= ScoreMax;

    /// <summary>A weapon or those who carry one; "strike" and "shot" are the game's own words.</summary>
    private static bool IsArmed(string lemma, string form, Token token, EventLexicon lexicon) =>
        token.Upos is "NOUN" or "PROPN" && !lexicon.InClass("SPORT", lemma) && (lexicon.InClass("ARMED", lemma) || lexicon.InClass("ARMED", form) || (lexicon.WeaponMode(lemma) is not null && lemma is not ("strike" or "shot" or "shell" or "blast" or "fire" or "air" or "ground")));
}
