namespace GoQueue.Generators.Contracts;

/// <summary>Reads one line of a block.</summary>
internal static class ContractLineReader
{
    private const int FirstFact = 3;

    public static void Read(string line, int number, ContractShape shape)
    {
        var parts = ContractText.Split(line);
        switch (parts)
        {
            case ["encrypted"]:
                shape.IsEncrypted = true;
                break;
            case ["key", var path]:
                shape.OrderingKey = path;
                break;
            case ["priority", var priority]:
                shape.Priority = priority;
                break;
            case ["header", var word, "=", var type]:
                ReadHeader(word, type, "", number, shape);
                break;
            case ["header", var word, "=", var type, var values]:
                ReadHeader(word, type, values, number, shape);
                break;
            case [var path, var type, var presence, ..] when path[0] is '.' or '[' or '{' or '<' && presence is "required" or "optional":
                var node = NodeAt(path, number, shape.Root);
                node.IsNullable = type.EndsWith("?", StringComparison.Ordinal);
                node.Type = type.TrimEnd('?');
                node.IsOptional = presence == "optional";
                ReadFacts(parts, number, node);
                break;
            default:
                throw new ContractFormatException(number, "is not a line of a contract");
        }
    }

    private static void ReadHeader(string word, string type, string values, int number, ContractShape shape)
    {
        var at = 0;
        if (ContractText.ReadWord(word, ref at) is not { } name || at < word.Length || shape.Headers.ContainsKey(name))
        {
            throw new ContractFormatException(number, "has no name of a header, or one that stands twice");
        }

        var isNullable = type.EndsWith("?", StringComparison.Ordinal);
        shape.Headers.Add(name, new ContractHeader(name, type.TrimEnd('?'), isNullable, values));
    }

    private static ContractNode NodeAt(string path, int number, ContractNode root)
    {
        if (path == ".")
        {
            return root;
        }

        var keys = ContractPath.Split(path) ?? throw new ContractFormatException(number, $"has '{path}', which is not a path");
        var node = root;
        var isNew = false;
        foreach (var key in keys)
        {
            isNew = !node.Children.TryGetValue(key, out var next);
            if (isNew)
            {
                next = new ContractNode(key) { Type = IsDerived(key) ? ContractTypes.Object : "" };
                node.Children.Add(key, next);
            }

            node = next!;
        }

        // A type is set when the line of a place was read; places above may come later.
        return isNew || node.Type.Length == 0 || IsDerived(node.Key) ? node : throw new ContractFormatException(number, $"names '{path}' a second time");
    }

    private static bool IsDerived(string key) => key.StartsWith("<", StringComparison.Ordinal);

    private static void ReadFacts(List<string> facts, int number, ContractNode node)
    {
        // Behind path, type and presence.
        for (var i = FirstFact; i < facts.Count; i++)
        {
            var fact = facts[i];
            if (fact == "encrypted")
            {
                node.IsEncrypted = true;
            }
            else if (fact == "by" && i + 1 < facts.Count)
            {
                var at = 0;
                node.Discriminator = ContractText.ReadWord(facts[++i], ref at) ?? throw new ContractFormatException(number, "has no name after 'by'");
            }
            else if (fact == "as" && i + 1 < facts.Count)
            {
                node.Alias = facts[++i];
            }
            else if (ContractRule.Arities.TryGetValue(fact, out var arity) && i + arity < facts.Count)
            {
                node.Rules.Add(new ContractRule(fact, arity == 0 ? "" : facts[++i]));
            }
            else if (node.Values.Count == 0 && i == FirstFact + FirstValue(node) && IsValued(node))
            {
                node.Values = [.. SplitValues(fact)];
            }
            else
            {
                throw new ContractFormatException(number, $"has '{fact}', which this version does not know");
            }
        }
    }

    private static int FirstValue(ContractNode node) => (node.IsEncrypted ? 1 : 0) + (node.Discriminator is null ? 0 : 2);

    private static bool IsValued(ContractNode node) =>
        node.Discriminator is not null || node.Type is ContractTypes.Enum or ContractTypes.Flags or ContractTypes.EnumMap || node.Type.StartsWith("enum:", StringComparison.Ordinal);

    /// <summary>The values of a list as they are written, quotes included.</summary>
    public static List<string> SplitValues(string text)
    {
        var values = new List<string>();
        var start = 0;
        var quoted = false;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == '|' && !quoted))
            {
                values.Add(text.Substring(start, i - start));
                start = i + 1;
            }
            else if (text[i] == '\\' && quoted)
            {
                i++;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
        }

        return values;
    }
}
