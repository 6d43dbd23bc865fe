namespace Tocsin.Language.Neural;

/// <summary>Names as tags of tokens: 0 outside, then for each <see cref="NameTag"/> one tag for its first token and one for the others.</summary>
public static class NameTags
{
    public const int Count = 9;

    public static int First(NameTag tag) => 1 + (2 * (int)tag);

    public static int Inside(NameTag tag) => 2 + (2 * (int)tag);

    public static bool IsFirst(int tag) => tag % 2 == 1;

    public static NameTag Kind(int tag) => (NameTag)((tag - 1) / 2);

    /// <summary>An inside tag may only follow the same kind of name.</summary>
    public static bool MayFollow(int previous, int tag) => tag == 0 || IsFirst(tag) || previous == tag || previous == tag - 1;
}
