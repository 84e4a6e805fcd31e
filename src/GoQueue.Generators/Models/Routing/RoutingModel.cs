namespace GoQueue.Generators.Models.Routing;

/// <summary>What an event's members do outside of its body: routing key, ordering key, headers, encryption.</summary>
internal sealed record RoutingModel
{
    /// <summary>The action in parts; empty where it binds no member.</summary>
    public required EquatableArray<TemplatePartModel> Template { get; init; }

    /// <summary>The C# expression of the ordering key of <c>value</c>; null where no member is marked.</summary>
    public required string? OrderingKey { get; init; }

    public required EquatableArray<HeaderModel> Headers { get; init; }

    /// <summary>The enums that are written by name.</summary>
    public required EquatableArray<EnumTextModel> Enums { get; init; }

    /// <summary>Whether something the event reaches is marked as encrypted.</summary>
    public required bool RequiresEncryption { get; init; }
}
