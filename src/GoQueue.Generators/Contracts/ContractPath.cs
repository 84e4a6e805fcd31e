namespace GoQueue.Generators.Contracts;

/// <summary>Paths of an event's JSON: <c>.lines[].price</c>.</summary>
internal static class ContractPath
{
    /// <summary>The key of an extension data member, whose names only run time knows.</summary>
    public const string Extension = ".*";

    public static string Member(string jsonName) => "." + ContractText.Word(jsonName);

    public static string Derived(string discriminator) => $"<{discriminator}>";

    // JSON of more levels is written by nobody. Places are walked recursively, and a file may be hostile.
    private const int Deepest = 200;

    /// <summary>The parts of a path; null if it is none, or if it is too deep.</summary>
    public static List<string>? Split(string path)
    {
        var keys = new List<string>();
        var at = 0;
        while (at < path.Length)
        {
            var start = at;
            if (path[at] == '.')
            {
                at++;
                if (at < path.Length && path[at] == '*')
                {
                    at++;
                }
                else if (ContractText.ReadWord(path, ref at) is null)
                {
                    return null;
                }
            }
            else if (string.CompareOrdinal(path, at, "[]", 0, 2) == 0 || string.CompareOrdinal(path, at, "{}", 0, 2) == 0)
            {
                at += 2;
            }
            else if (path[at] == '<')
            {
                at++;
                if (at < path.Length && path[at] == '~')
                {
                    at++;
                }

                if (ContractText.ReadWord(path, ref at) is null || at == path.Length || path[at++] != '>')
                {
                    return null;
                }
            }
            else
            {
                return null;
            }

            keys.Add(path.Substring(start, at - start));
        }

        return keys.Count is 0 or > Deepest ? null : keys;
    }

    /// <summary>The place of a path; null if there is none.</summary>
    public static ContractNode? Find(ContractNode root, string path)
    {
        if (path == ".")
        {
            return root;
        }

        var node = root;
        foreach (var key in Split(path) ?? [])
        {
            if (!node.Children.TryGetValue(key, out var next))
            {
                return null;
            }

            node = next;
        }

        return ReferenceEquals(node, root) ? null : node;
    }
}
