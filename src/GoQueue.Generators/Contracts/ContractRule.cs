namespace GoQueue.Generators.Contracts;

/// <summary>A validation rule of a member, with its value.</summary>
/// <param name="Name">Its name in the text form: <c>length</c>, <c>&gt;=</c>, <c>pattern</c>.</param>
/// <param name="Value">Its value as written; empty if it has none.</param>
internal sealed record ContractRule(string Name, string Value)
{
    /// <summary>The rules, with the number of their values.</summary>
    public static IReadOnlyDictionary<string, int> Arities { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["length"] = 1, ["count"] = 1, [">"] = 1, [">="] = 1, ["<"] = 1, ["<="] = 1, ["range"] = 1, ["nonblank"] = 0, ["email"] = 0, ["url"] = 0, ["phone"] = 0,
        ["creditcard"] = 0, ["base64"] = 0, ["pattern"] = 1, ["oneof"] = 1, ["notof"] = 1, ["defined"] = 0, ["equal"] = 1, ["rule"] = 1,
    };

    public override string ToString() => Value.Length == 0 ? Name : $"{Name} {Value}";
}
