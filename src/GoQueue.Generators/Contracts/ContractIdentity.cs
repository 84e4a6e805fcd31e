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
    public static List<string> BoundPathsOf(string name)
    {
        var paths = new List<string>();
        SplitAddress(name, paths);
        return paths;
    }

    /// <summary>Topic and action without the names of bound members: two events with one address have one form of routing keys.</summary>
    public static string AddressOf(string name) => SplitAddress(name, []);

    private static string SplitAddress(string name, List<string> paths)
    {
        var at = 0;
        Skip(name, ref at);
        var start = Math.Min(at + 1, name.Length);
        var quoted = start;
        var action = start < name.Length && name[start] == '"' ? ContractText.ReadWord(name, ref quoted) ?? "" : name.Substring(start);
        var address = new System.Text.StringBuilder(name, 0, start, name.Length);
        var end = 0;
        for (var open = action.IndexOf('{'); open >= 0; open = action.IndexOf('{', end))
        {
            var close = EndOf(action, open);
            paths.Add(action.Substring(open + 1, close - open - 1));
            address.Append(action, end, open - end).Append("{}");
            end = Math.Min(close + 1, action.Length);
        }

        return address.Append(action, end, action.Length - end).ToString();
    }

    // A JSON name in quotes may have a brace in it.
    private static int EndOf(string action, int open)
    {
        var isQuoted = false;
        for (var i = open; i < action.Length; i++)
        {
            if (action[i] == '\\' && isQuoted)
            {
                i++;
            }
            else if (action[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (action[i] == '}' && !isQuoted)
            {
                return i;
            }
        }

        return action.Length;
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
