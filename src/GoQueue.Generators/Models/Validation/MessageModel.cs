namespace GoQueue.Generators.Models.Validation;

/// <summary>The text of a broken rule.</summary>
internal sealed record MessageModel
{
    /// <summary>The C# expression of the text with places {0} and so on: one of RuleMessages, a literal, or a resource.</summary>
    public required string Format { get; init; }

    /// <summary>The same as far as the compiler knows it: of a resource, the rule's own text.</summary>
    public required string Text { get; init; }

    /// <summary>The C# expressions of {1} and {2}.</summary>
    public required EquatableArray<string> Arguments { get; init; }

    /// <summary>{1} and {2} as the compiler writes them.</summary>
    public required EquatableArray<string> ArgumentTexts { get; init; }
}
