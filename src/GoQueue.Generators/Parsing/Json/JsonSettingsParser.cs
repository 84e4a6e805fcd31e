using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads <c>[assembly: GoQueueJson(…)]</c>.</summary>
internal static class JsonSettingsParser
{
    private static readonly string[] s_policies = ["Unspecified", "CamelCase", "SnakeCaseLower", "SnakeCaseUpper", "KebabCaseLower", "KebabCaseUpper"];

    public static JsonSettingsModel Parse(IAssemblySymbol assembly)
    {
        var settings = JsonSettingsModel.Default;
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: "GoQueueJsonAttribute", ContainingNamespace: { Name: "GoQueue", ContainingNamespace.IsGlobalNamespace: true } })
            {
                continue;
            }

            foreach (var argument in attribute.NamedArguments)
            {
                settings = With(settings, argument.Key, argument.Value.Kind is TypedConstantKind.Array ? null : argument.Value.Value);
            }
        }

        return settings;
    }

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
