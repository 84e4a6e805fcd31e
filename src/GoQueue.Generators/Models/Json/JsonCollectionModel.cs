namespace GoQueue.Generators.Models.Json;

/// <summary>A type that is written as a JSON array, or as an object of its entries.</summary>
internal sealed record JsonCollectionModel : JsonTypeModel
{
    /// <summary>The method of JsonMetadataServices, with its type arguments: <c>CreateListInfo&lt;List&lt;int&gt;, int&gt;</c>.</summary>
    public required string Method { get; init; }

    /// <summary>What the method is given after the values: the creator of an immutable collection, or how to add to a stack.</summary>
    public required string? Argument { get; init; }

    /// <summary>The C# expression that makes an empty one, or null.</summary>
    public required string? Creator { get; init; }

    public required JsonTypeReference Element { get; init; }

    public required bool IsDictionary { get; init; }

    /// <summary>Whether System.Text.Json may call our write method.</summary>
    public required bool HasHandler { get; init; }

    /// <summary>The C# expression that <c>foreach</c> goes over, of <c>value</c>.</summary>
    public required string Items { get; init; }

    /// <summary>The C# expression of the type's [JsonNumberHandling], or null.</summary>
    public required string? NumberHandling { get; init; }
}
