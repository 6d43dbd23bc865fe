namespace Tocsin.Analysis.Attributions;

/// <summary>A linear chain over three labels (Lafferty et al. 2001): best sequence and marginals.</summary>
/// <remarks>Forward and backward sums are kept as probabilities, scaled at each step, so that only the scores themselves are raised to e.</remarks>
internal sealed class LabelChain
{
    public const int Labels = 3;

    private readonly float[] _transitions;
    private readonly float[] _raised = new float[(Labels + 1) * Labels];

    /// <param name="transitions">Rows from each label, then from the start; a score that forbids is far below zero.</param>
    public LabelChain(float[] transitions)
    {
        _transitions = transitions;
        for (var i = 0; i < _raised.Length; i++)
        {
            _raised[i] = MathF.Exp(Math.Clamp(transitions[i], -60f, 60f));
        }
    }

    /// <param name="scores">Three a step; raised to e in place by <see cref="Marginals"/>, so ask for the best sequence first.</param>
    /// <param name="bonus">Added to label 1 where it starts anew, to trade precision for recall.</param>
    public void Best(ReadOnlySpan<float> scores, int steps, float bonus, Span<byte> labels, Span<byte> pointers)
    {
        Span<float> best = stackalloc float[Labels];
        Span<float> next = stackalloc float[Labels];
        for (var j = 0; j < Labels; j++)
        {
            best[j] = scores[j] + _transitions[(Labels * Labels) + j] + (j == 1 ? bonus : 0);
        }

        for (var t = 1; t < steps; t++)
        {
            for (var j = 0; j < Labels; j++)
            {
                var top = float.NegativeInfinity;
                byte from = 0;
                for (var i = 0; i < Labels; i++)
                {
                    var score = best[i] + _transitions[(i * Labels) + j] + (j == 1 && i != 1 ? bonus : 0);
                    if (score > top)
                    {
                        top = score;
                        from = (byte)i;
                    }
                }

                next[j] = top + scores[(t * Labels) + j];
                pointers[(t * Labels) + j] = from;
            }

            next.CopyTo(best);
        }

        byte label = 0;
        for (byte j = 1; j < Labels; j++)
        {
            label = best[j] > best[label] ? j : label;
        }

        for (var t = steps - 1; t >= 0; t--)
        {
            labels[t] = label;
            label = t > 0 ? pointers[(t * Labels) + label] : label;
        }
    }

    /// <summary>Turns scores into the probability of each label at each step, in place.</summary>
    public void Marginals(Span<float> scores, int steps, Span<float> forward)
    {
        for (var t = 0; t < steps; t++)
        {
            var row = scores.Slice(t * Labels, Labels);
            var top = Math.Max(row[0], Math.Max(row[1], row[2]));
            var into = forward.Slice(t * Labels, Labels);
            var sum = 0f;
            for (var j = 0; j < Labels; j++)
            {
                row[j] = MathF.Exp(row[j] - top);
                var from = 0f;
                if (t == 0)
                {
                    from = _raised[(Labels * Labels) + j];
                }
                else
                {
                    for (var i = 0; i < Labels; i++)
                    {
                        from += forward[((t - 1) * Labels) + i] * _raised[(i * Labels) + j];
                    }
                }

                into[j] = from * row[j];
                sum += into[j];
            }

            for (var j = 0; j < Labels; j++)
            {
                into[j] /= sum;
            }
        }

        Span<float> backward = stackalloc float[Labels];
        Span<float> earlier = stackalloc float[Labels];
        backward.Fill(1f);
        for (var t = steps - 1; t >= 0; t--)
        {
            var row = scores.Slice(t * Labels, Labels);
            for (var i = 0; i < Labels; i++)
            {
                earlier[i] = 0;
                for (var j = 0; j < Labels; j++)
                {
                    earlier[i] += _raised[(i * Labels) + j] * row[j] * backward[j];
                }
            }

            var sum = 0f;
            for (var j = 0; j < Labels; j++)
            {
                row[j] = forward[(t * Labels) + j] * backward[j];
                sum += row[j];
            }

            for (var j = 0; j < Labels; j++)
            {
                row[j] /= sum;
            }

            var scale = 1f / (earlier[0] + earlier[1] + earlier[2]);
            for (var j = 0; j < Labels; j++)
            {
                backward[j] = earlier[j] * scale;
            }
        }
    }
}
