using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Tocsin.Language;

namespace Tocsin.Training.Attributions;

/// <summary>Parsed texts as bytes, so that the core reads a corpus once.</summary>
internal static class ParsedFile
{
    public static void Write(BinaryWriter writer, ParsedText parsed)
    {
        writer.Write(parsed.Text);
        writer.Write(parsed.Sentences.Length);
        foreach (var sentence in parsed.Sentences)
        {
            writer.Write(sentence.StartsParagraph);
            writer.Write(sentence.Tokens.Length);
            foreach (var token in sentence.Tokens)
            {
                writer.Write(token.Span.Start);
                writer.Write(token.Span.Length);
                writer.Write(token.Form);
                writer.Write(token.Lemma);
                writer.Write(token.Upos);
                writer.Write(token.Xpos);
                writer.Write(token.Feats);
                writer.Write(token.Head);
                writer.Write(token.Deprel);
            }

            writer.Write(sentence.Names.Length);
            foreach (var name in sentence.Names)
            {
                writer.Write(name.First);
                writer.Write(name.Count);
                writer.Write((int)name.Tag);
                writer.Write(name.Score);
            }
        }

        writer.Write(parsed.States?.Width ?? 0);
        if (parsed.States is { } states)
        {
            var count = parsed.Sentences.Sum(s => s.Tokens.Length) * states.Width;
            var halves = new Half[count];
            TensorPrimitives.ConvertToHalf(states.Values.AsSpan(0, count), halves);
            writer.Write(MemoryMarshal.AsBytes(halves.AsSpan()));
        }
    }

    public static (ParsedText Parsed, Half[] States, int Width) Read(BinaryReader reader)
    {
        var text = reader.ReadString();
        var sentences = ImmutableArray.CreateBuilder<Sentence>();
        var count = 0;
        for (var s = reader.ReadInt32(); s > 0; s--)
        {
            var starts = reader.ReadBoolean();
            var tokens = ImmutableArray.CreateBuilder<Token>();
            for (var i = reader.ReadInt32(); i > 0; i--)
            {
                var span = new TextSpan(reader.ReadInt32(), reader.ReadInt32());
                tokens.Add(new Token(span, reader.ReadString(), Shared(reader), Shared(reader), Shared(reader), Shared(reader), reader.ReadInt32(), Shared(reader)));
            }

            var names = ImmutableArray.CreateBuilder<NameSpan>();
            for (var i = reader.ReadInt32(); i > 0; i--)
            {
                names.Add(new NameSpan(reader.ReadInt32(), reader.ReadInt32(), (NameTag)reader.ReadInt32(), reader.ReadSingle()));
            }

            count += tokens.Count;
            sentences.Add(new Sentence(tokens.ToImmutable(), names.ToImmutable(), [], starts));
        }

        var width = reader.ReadInt32();
        var states = new Half[count * width];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(states.AsSpan()));
        return (new ParsedText(text, sentences.ToImmutable()), states, width);
    }

    private static string Shared(BinaryReader reader) => string.Intern(reader.ReadString());
}
