using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Our own attributes on a member.</summary>
internal readonly struct MemberMarks
{
    public AttributeData? Sensitive { get; private init; }

    public AttributeData? Encrypted { get; private init; }

    public AttributeData? OrderingKey { get; private init; }

    public AttributeData? Header { get; private init; }

    /// <summary>Whether the value must not be seen outside of the message's body.</summary>
    public bool IsHidden => Sensitive is not null || Encrypted is not null;

    public static MemberMarks Of(ImmutableArray<AttributeData> attributes, KnownSymbols known)
    {
        var symbols = known.Validation;
        var marks = default(MemberMarks);
        foreach (var data in attributes)
        {
            marks = new MemberMarks
            {
                Sensitive = marks.Sensitive ?? Match(data, symbols.SensitiveAttribute),
                Encrypted = marks.Encrypted ?? Match(data, symbols.EncryptedAttribute),
                OrderingKey = marks.OrderingKey ?? Match(data, symbols.OrderingKeyAttribute),
                Header = marks.Header ?? Match(data, symbols.EventHeaderAttribute),
            };
        }

        return marks;
    }

    private static AttributeData? Match(AttributeData data, INamedTypeSymbol? attribute) =>
        SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute) ? data : null;
}
