using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>A member while the graph is still being read.</summary>
internal sealed class JsonMemberDraft(ISymbol symbol, ITypeSymbol typeSymbol, JsonTypeDraft? type, JsonMemberModel model)
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat;

    public ISymbol Symbol { get; } = symbol;

    public ITypeSymbol TypeSymbol { get; } = typeSymbol;

    /// <summary>Null for an ignored member and for one with a converter.</summary>
    public JsonTypeDraft? Type { get; } = type;

    /// <summary>All but the type.</summary>
    public JsonMemberModel Model { get; set; } = model;

    /// <summary>Whether it appears in the JSON.</summary>
    public bool IsWritten =>
        Model.Getter != JsonMemberAccess.None && (Model.IsProperty || Model.IsIncluded) && Model.IgnoreCondition is not ("Always" or "WhenWriting");

    public JsonMemberModel Complete() => Model with { Type = Type?.Reference ?? Unvisited(TypeSymbol) };

    // A type that was not read: only its name is known, and whether it is nullable.
    private static JsonTypeReference Unvisited(ITypeSymbol type) => new()
    {
        Name = type.ToDisplayString(s_format),
        Id = "",
        Form = JsonTypeForm.Metadata,
        IsValueType = type.IsValueType,
        IsDirect = false,
        Underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? Unvisited(nullable.TypeArguments[0]) : null,
    };
}
