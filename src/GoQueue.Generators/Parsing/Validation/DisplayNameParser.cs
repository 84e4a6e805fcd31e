using System.Collections.Immutable;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads <c>[Display]</c>: what messages call a member.</summary>
internal static class DisplayNameParser
{
    /// <returns>The C# expression, and the name as far as the compiler knows it.</returns>
    public static (string Expression, string Text) Parse(IPropertySymbol property, ImmutableArray<AttributeData> attributes, MemberContext member)
    {
        foreach (var data in attributes)
        {
            if (data.AttributeClass is { Name: "DisplayAttribute" } attribute
                && RuleParser.IsDataAnnotation(attribute)
                && data.Named<string>("Name") is { } name)
            {
                if (data.Named<INamedTypeSymbol>("ResourceType") is not { } resourceType)
                {
                    return (Literal.Of(name), name);
                }

                if (MessageParser.ResourceOf(resourceType, name, member) is { } resource)
                {
                    return (resource, property.Name);
                }

                member.Report(
                    ValidationDiagnostics.InvalidMessage, data, "names no static string property that this assembly can see; correct ResourceType and Name");
            }
        }

        return (Literal.Of(property.Name), property.Name);
    }
}
