using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>
/// A type while its graph is still being read: whether the direct writer can write it is known only when all it consists of is known. Then
/// it may serve other events of the compilation.
/// </summary>
internal sealed class JsonTypeDraft(ITypeSymbol type)
{
    private JsonTypeReference? _reference;

    public ITypeSymbol Type { get; } = type;

    public string Name { get; } = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public JsonTypeForm Form { get; set; } = JsonTypeForm.Metadata;

    public JsonScalar? Scalar { get; set; }

    public JsonTypeDraft? Underlying { get; set; }

    /// <summary>The type of the value that it is written as.</summary>
    public JsonTypeDraft? Inner { get; set; }

    /// <summary>The property that has this value.</summary>
    public string? InnerMember { get; set; }

    /// <summary>Whether a converter of the user's writes it.</summary>
    public bool HasConverter { get; set; }

    /// <summary>Whether it is written as an array, or as an object with a member for each key.</summary>
    public bool IsCollection { get; set; }

    /// <summary>Its members; null if it is not written as an object of members.</summary>
    public List<JsonMemberDraft>? Members { get; set; }

    /// <summary>The types that were read for it.</summary>
    public List<JsonTypeDraft> Reached { get; } = [];

    /// <summary>The types of members with a converter of their own, which the context must know by name.</summary>
    public List<ITypeSymbol> Converted { get; } = [];

    /// <summary>What the direct writer must be able to write too.</summary>
    public List<JsonTypeDraft> Parts { get; } = [];

    /// <summary>At first what the type alone admits, at last the truth.</summary>
    public bool IsDirect { get; set; }

    /// <summary>Why it cannot be published: the end of a sentence that names the type; null where it can.</summary>
    public string? Refusal { get; set; }

    /// <summary>The rule that <see cref="Refusal"/> is reported under.</summary>
    public DiagnosticDescriptor RefusalRule { get; set; } = JsonDiagnostics.UnsupportedType;

    /// <summary>Makes the model once the whole graph is read; null for a refused type.</summary>
    public Func<JsonTypeModel>? Complete { get; set; }

    /// <summary>The model once the whole graph is read; the draft does not change any more.</summary>
    public JsonTypeModel? Model { get; set; }

    /// <summary>The type as models speak of it. Only to be asked once the graph is read.</summary>
    public JsonTypeReference Reference => _reference ??= new JsonTypeReference
    {
        Name = Name,
        Id = JsonTypeNames.IdOf(Type),
        Form = Form,
        IsValueType = Type.IsValueType,
        IsDirect = IsDirect,
        Scalar = Scalar,
        Underlying = Underlying?.Reference,
        Inner = Inner?.Reference,
        InnerMember = InnerMember,
    };
}
