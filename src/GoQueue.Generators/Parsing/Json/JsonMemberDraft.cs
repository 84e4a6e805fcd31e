using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>A member while the graph is still being read.</summary>
internal sealed class JsonMemberDraft(ISymbol symbol, ITypeSymbol typeSymbol, JsonTypeDraft? type, JsonMemberModel model)
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat;

    public ISymbol Symbol { get; } = symbol;

    public ITypeSymbol TypeSymbol { get; } = typeSymbol;

    /// <summary>Null for an ignored member and for one with a converter: its type is nobody else's business.</summary>
    public JsonTypeDraft? Type { get; } = type;

    /// <summary>All but the type.</summary>
    public JsonMemberModel Model { get; set; } = model;

    /// <summary>Whether it appears in the JSON.</summary>
    public bool IsWritten =>
        Model.Getter != JsonMemberAccess.None && (Model.IsProperty || Model.IsIncluded) && Model.IgnoreCondition is not ("Always" or "WhenWriting");

    public JsonMemberModel Complete() => Model with
    {
        Type = Type?.Reference ?? new JsonTypeReference
        {
            Name = TypeSymbol.ToDisplayString(s_format),
            Id = "",
            Form = JsonTypeForm.Metadata,
            IsValueType = TypeSymbol.IsValueType,
            IsDirect = false,
        },
    };
}
