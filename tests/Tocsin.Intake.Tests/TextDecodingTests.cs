using System.Text;
using CsCheck;
using Xunit;

namespace Tocsin.Intake.Tests;

public class TextDecodingTests
{
    private const string Sample = "Le général a dit « non » — 50 €.";

    [Theory]
    [InlineData("utf-8", false, null)]
    [InlineData("utf-8", true, null)]
    [InlineData("utf-16", true, null)]
    [InlineData("utf-16BE", true, null)]
    [InlineData("utf-32", true, null)]
    [InlineData("utf-16", false, "UTF-16 without a byte order mark")]
    [InlineData("utf-16BE", false, "UTF-16 without a byte order mark")]
    [InlineData("windows-1252", false, "Windows-1252")]
    public void Finds_the_encoding_and_says_where_it_guessed(string name, bool marked, string? guess)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[] bytes = [.. marked ? encoding.GetPreamble() : [], .. encoding.GetBytes(Sample)];
        var decoded = TextDecoding.Decode(bytes);
        Assert.Equal(name == "utf-8" || marked || guess is not null ? Sample : "", decoded.Text);
        Assert.Equal(guess, decoded.Guess);
    }

    [Fact]
    public void A_declared_encoding_is_believed_where_the_bytes_are_not_UTF_8()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding("windows-1251")!.GetBytes("Заявление");
        Assert.Equal(new DecodedText("Заявление", null), TextDecoding.Decode(bytes, "windows-1251"));
        Assert.Equal("Заявление", TextDecoding.Decode(Encoding.UTF8.GetBytes("Заявление"), "windows-1251").Text);
    }

    [Fact]
    public void Any_bytes_become_text() => Gen.Byte.Array.Sample(bytes => Assert.NotNull(TextDecoding.Decode(bytes).Text));

    [Fact]
    public void UTF_8_is_kept_to_the_letter() => Gen.String.Where(text => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar) && !text.StartsWith('\uFEFF') && !text.Contains('\0')).Sample(text =>
        Assert.Equal(text, TextDecoding.Decode(Encoding.UTF8.GetBytes(text)).Text));
}
