using System.Globalization;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Routing;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>Collects the enums of one event that are written by name.</summary>
internal sealed class EnumTexts
{
    private readonly List<EnumTextModel> _enums = [];

    public EquatableArray<EnumTextModel> ToModel() => _enums.ToEquatableArray();

    /// <summary>The C# call that writes a value of the enum, with {0} for the value.</summary>
    public string CallFor(INamedTypeSymbol type)
    {
        var name = type.FullName();
        if (_enums.Find(e => e.FullName == name) is not { } model)
        {
            var method = "TextOf" + type.Name;
            for (var suffix = 2; _enums.Exists(e => e.Method == method); suffix++)
            {
                method = $"TextOf{type.Name}{suffix.ToString(CultureInfo.InvariantCulture)}";
            }

            model = new EnumTextModel(name, method, type.EnumUnderlyingType!.FullName(), NamesOf(type));
            _enums.Add(model);
        }

        return model.Method + "({0})";
    }

    private static EquatableArray<EnumNameModel> NamesOf(INamedTypeSymbol type)
    {
        var names = new List<EnumNameModel>();
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field
                && ConstantLiteral.Of(field.ConstantValue) is var value
                && !names.Exists(n => n.Value == value))
            {
                names.Add(new EnumNameModel(value, NameOf(field)));
            }
        }

        return names.ToEquatableArray();
    }

    // The name that JSON shows, so that body and routing key of one message do not disagree.
    private static string NameOf(IFieldSymbol field)
    {
        foreach (var data in field.GetAttributes())
        {
            if (data.AttributeClass is { Name: "JsonStringEnumMemberNameAttribute" } && data.Positional<string>(0) is { } name)
            {
                return name;
            }
        }

        return field.Name;
    }
}
