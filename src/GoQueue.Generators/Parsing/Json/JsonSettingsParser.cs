using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads <c>[assembly: GoQueueJson(…)]</c>.</summary>
internal static class JsonSettingsParser
{
    private static readonly string[] s_policies = ["Unspecified", "CamelCase", "SnakeCaseLower", "SnakeCaseUpper", "KebabCaseLower", "KebabCaseUpper"];

    public static JsonSettingsModel Parse(IAssemblySymbol assembly)
    {
        var settings = JsonSettingsModel.Default;
        if (Find(assembly) is { } attribute)
        {
            foreach (var argument in attribute.NamedArguments)
            {
                settings = With(settings, argument.Key, ValueOf(argument.Value));
            }
        }

        return settings;
    }

    /// <summary>What of the attribute means nothing, and where it stands.</summary>
    public static IEnumerable<(Location? Location, string Fault)> FaultsOf(IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        if (Find(assembly) is not { } attribute)
        {
            yield break;
        }

        foreach (var argument in attribute.NamedArguments)
        {
            var fault = (argument.Key, ValueOf(argument.Value)) switch
            {
                ("NamingPolicy", int policy) when policy < 0 || policy >= s_policies.Length => $"there is no naming policy {policy}; name a member of JsonKnownNamingPolicy",
                ("DefaultIgnoreCondition", int condition) when condition is not (0 or 2 or 3) =>
                    "only a single member can have this condition; use Never, WhenWritingNull or WhenWritingDefault",
                _ => null,
            };
            if (fault is not null)
            {
                var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
                yield return (EventAttribute.ArgumentOf(syntax, argument.Key)?.Expression.GetLocation() ?? syntax?.GetLocation(), fault);
            }
        }
    }

    private static AttributeData? Find(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "GoQueueJsonAttribute" } type && JsonScalars.IsIn(type, "GoQueue"))
            {
                return attribute;
            }
        }

        return null;
    }

    private static object? ValueOf(TypedConstant constant) => constant.Kind is TypedConstantKind.Array ? null : constant.Value;

    private static JsonSettingsModel With(JsonSettingsModel settings, string name, object? value) => (name, value) switch
    {
        ("NamingPolicy", int policy) when policy >= 0 && policy < s_policies.Length => settings with { NamingPolicy = s_policies[policy] },
        ("EnumsAsStrings", bool asStrings) => settings with { EnumsAsStrings = asStrings },
        ("RespectNullableAnnotations", bool respect) => settings with { RespectNullableAnnotations = respect },

        // Of System.Text.Json's conditions only these three can be a default; the others are refused where the attribute stands.
        ("DefaultIgnoreCondition", int condition) => settings with
        {
            DefaultIgnoreCondition = condition switch { 2 => "WhenWritingDefault", 3 => "WhenWritingNull", _ => "Never" },
        },
        _ => settings,
    };
}
