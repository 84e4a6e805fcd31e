namespace GoQueue.Generators.Models.Json;

/// <summary>How an object is made when it is read.</summary>
internal sealed record JsonConstructorModel
{
    /// <summary>What is called with the arguments: <c>new global::Shop.Order</c>, or an accessor; null where it cannot be made.</summary>
    public required string? Call { get; init; }

    /// <summary>Whether <see cref="Call"/> is the new object already: the default value of a struct.</summary>
    public required bool IsExpression { get; init; }

    public required EquatableArray<JsonParameterModel> Parameters { get; init; }

    public static JsonConstructorModel None { get; } = new() { Call = null, IsExpression = false, Parameters = EquatableArray<JsonParameterModel>.Empty };
}
