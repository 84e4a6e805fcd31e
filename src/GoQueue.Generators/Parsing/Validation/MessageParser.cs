using System.Globalization;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads the text of a rule: ErrorMessage, a resource, or the attribute's own.</summary>
internal static class MessageParser
{
    private const string Messages = "global::GoQueue.Generated.Validation.Rules.RuleMessages.";

    /// <summary>Whether the user gave a text of his own.</summary>
    public static bool IsCustom(AttributeData data) =>
        !string.IsNullOrEmpty(data.Named<string>("ErrorMessage")) || !string.IsNullOrEmpty(data.Named<string>("ErrorMessageResourceName"));

    /// <param name="data">The attribute.</param>
    /// <param name="member">Its member.</param>
    /// <param name="constant">The constant of RuleMessages that is the attribute's own text.</param>
    /// <param name="text">That text.</param>
    /// <param name="arguments">{1} and {2}: as C# expression and as the compiler writes it.</param>
    public static MessageModel Parse(
        AttributeData data, MemberContext member, string constant, string text, params (string Expression, string Text)[] arguments)
    {
        var format = Messages + constant;
        var given = data.Named<string>("ErrorMessage");
        var resource = data.Named<string>("ErrorMessageResourceName");
        var resourceType = data.Named<INamedTypeSymbol>("ErrorMessageResourceType");
        if (!string.IsNullOrEmpty(given))
        {
            if (!string.IsNullOrEmpty(resource) || resourceType is not null)
            {
                member.Report(ValidationDiagnostics.InvalidMessage, data, "has both a text and a resource; remove one of them");
            }
            else if (!CanBeFormatted(given!, arguments.Length + 1))
            {
                member.Report(
                    ValidationDiagnostics.InvalidMessage,
                    data,
                    $"is no format with {{0}}{(arguments.Length > 0 ? $" to {{{arguments.Length.ToString(CultureInfo.InvariantCulture)}}}" : "")}; correct its braces");
            }

            format = Literal.Of(given);
            text = given!;
        }
        else if (!string.IsNullOrEmpty(resource) || resourceType is not null)
        {
            format = ResourceOf(resourceType, resource, member) ?? format;
            if (format == Messages + constant)
            {
                member.Report(
                    ValidationDiagnostics.InvalidMessage,
                    data,
                    "names no static string property that this assembly can see; correct ErrorMessageResourceType and ErrorMessageResourceName");
            }
        }

        return new MessageModel
        {
            Format = format,
            Text = text,
            Arguments = arguments.Select(static a => a.Expression).ToEquatableArray(),
            ArgumentTexts = arguments.Select(static a => a.Text).ToEquatableArray(),
        };
    }

    /// <summary>The C# expression of a resource, or null where it cannot be read.</summary>
    public static string? ResourceOf(INamedTypeSymbol? type, string? name, MemberContext member)
    {
        if (type is null || string.IsNullOrEmpty(name))
        {
            return null;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var candidate in current.GetMembers(name!))
            {
                if (candidate is IPropertySymbol { IsStatic: true, GetMethod: not null, Type.SpecialType: SpecialType.System_String } property
                    && member.Known.Compilation.IsSymbolAccessibleWithin(property, member.Known.Compilation.Assembly))
                {
                    return $"{current.FullName()}.{TypeNames.Escaped(name!)}";
                }
            }
        }

        return null;
    }

    private static bool CanBeFormatted(string format, int arguments)
    {
        try
        {
            _ = string.Format(CultureInfo.InvariantCulture, format, new object[arguments]);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
