namespace GoQueue.Generators.Models.Validation;

/// <summary>One rule of one member.</summary>
internal abstract record RuleModel
{
    /// <summary>The attribute's name without "Attribute".</summary>
    public required string Name { get; init; }

    public required MessageModel Message { get; init; }
}
