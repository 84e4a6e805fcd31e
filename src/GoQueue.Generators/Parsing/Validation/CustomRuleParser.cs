using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads attributes derived from ValidationAttribute: generated code makes them once, as they are written.</summary>
internal static class CustomRuleParser
{
    /// <summary>Whether a type is a validation attribute.</summary>
    public static bool IsValidation(INamedTypeSymbol attribute, KnownSymbols known)
    {
        for (var current = attribute.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, known.Validation.ValidationAttribute))
            {
                return true;
            }
        }

        return false;
    }

    public static CustomRuleModel? Parse(AttributeData data, MemberContext member)
    {
        if (CreationOf(data, member.Known) is { } creation)
        {
            return Model(data, creation, MessageParser.Parse(data, member, nameof(RuleMessages.Invalid), RuleMessages.Invalid));
        }

        member.Report(ValidationDiagnostics.RuleNotConstructible, data);
        return null;
    }

    /// <summary>An attribute on the type itself.</summary>
    public static CustomRuleModel? Parse(AttributeData data, INamedTypeSymbol type, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (CreationOf(data, known) is { } creation)
        {
            return Model(data, creation, new MessageModel { Format = "", Text = RuleMessages.Invalid, Arguments = EquatableArray<string>.Empty, ArgumentTexts = EquatableArray<string>.Empty });
        }

        if (data.LocationOf(cancellationToken) is { } location)
        {
            sink.Report(ValidationDiagnostics.RuleNotConstructible, location, RuleName.Of(data), type.Name);
        }

        return null;
    }

    private static CustomRuleModel Model(AttributeData data, string creation, MessageModel message) =>
        new(creation, data.AttributeClass!.FullName(), NeedsContext(data.AttributeClass!)) { Name = RuleName.Of(data), Message = message };

    private static string? CreationOf(AttributeData data, KnownSymbols known)
    {
        var assembly = known.Compilation.Assembly;
        if (data.AttributeConstructor is not { } constructor || !known.Compilation.IsSymbolAccessibleWithin(constructor, assembly)
            || !known.Compilation.IsSymbolAccessibleWithin(data.AttributeClass!, assembly))
        {
            return null;
        }

        var arguments = new List<string>();
        foreach (var argument in data.ConstructorArguments)
        {
            if (ConstantLiteral.Of(argument) is not { } text)
            {
                return null;
            }

            arguments.Add(text);
        }

        var properties = new List<string>();
        foreach (var argument in data.NamedArguments)
        {
            if (ConstantLiteral.Of(argument.Value) is not { } text)
            {
                return null;
            }

            properties.Add($"{TypeNames.Escaped(argument.Key)} = {text}");
        }

        var initializer = properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
        return $"new {data.AttributeClass!.FullName()}({string.Join(", ", arguments)}){initializer}";
    }

    // An attribute that overrides only IsValid(object) says all it knows with the value alone: no context, and no allocation.
    private static bool NeedsContext(INamedTypeSymbol attribute)
    {
        for (var current = attribute; current is not null && current.Name != "ValidationAttribute"; current = current.BaseType)
        {
            var overridesValue = false;
            foreach (var member in current.GetMembers("IsValid"))
            {
                if (member is IMethodSymbol { IsOverride: true } method)
                {
                    if (method.Parameters.Length != 1)
                    {
                        return true;
                    }

                    overridesValue = true;
                }
            }

            if (overridesValue)
            {
                return false;
            }
        }

        return true;
    }
}
