namespace GoQueue.Generators.Contracts;

/// <summary>What consumers know an event by: topic, action and major version.</summary>
/// <param name="Name"><c>users/user.created</c>.</param>
/// <param name="Major">The major version.</param>
internal readonly record struct ContractIdentity(string Name, int Major) : IComparable<ContractIdentity>
{
    /// <summary>The topic's place if the publisher's default exchange is used.</summary>
    public const string NoTopic = "*";

    public static string NameOf(string? topic, string action) => $"{(topic is null ? NoTopic : Part(topic))}/{Part(action)}";

    /// <summary>Whether a text is a name.</summary>
    public static bool IsName(string text)
    {
        var at = 0;
        return Skip(text, ref at) && at < text.Length && text[at++] == '/' && Skip(text, ref at) && at == text.Length;
    }

    /// <summary>The paths of the members that the routing key is made of.</summary>
    public static IEnumerable<string> BoundPathsOf(string name)
    {
        for (var open = name.IndexOf('{'); open >= 0; open = name.IndexOf('{', open + 1))
        {
            var close = name.IndexOf('}', open);
            if (close < 0)
            {
                yield break;
            }

            yield return name.Substring(open + 1, close - open - 1);
        }
    }

    public int CompareTo(ContractIdentity other) =>
        string.CompareOrdinal(Name, other.Name) is not 0 and var order ? order : Major.CompareTo(other.Major);

    public static bool TryParseVersion(string text, out EventVersion version) => EventVersion.TryParse(text, out version);

    private static string Part(string text) => text.Length > 0 && text != NoTopic && text.All(IsPlain) ? text : ContractText.Quoted(text);

    private static bool IsPlain(char c) => c > ' ' && c is not ('"' or '/' or '\\') && !char.IsControl(c) && !char.IsWhiteSpace(c) && !char.IsSurrogate(c)
        && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format;

    private static bool Skip(string text, ref int at)
    {
        if (at < text.Length && text[at] == '"')
        {
            return ContractText.ReadWord(text, ref at) is not null;
        }

        var start = at;
        while (at < text.Length && IsPlain(text[at]))
        {
            at++;
        }

        return at > start;
    }
}
