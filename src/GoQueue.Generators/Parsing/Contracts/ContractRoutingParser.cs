using System.Text;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Models;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Parsing.Routing;
using GoQueue.Generators.Parsing.Validation;
using GoQueue.Generators.Parsing.Values;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Contracts;

/// <summary>Reads what travels beside an event's JSON: routing key, ordering key, headers, priority.</summary>
internal static class ContractRoutingParser
{
    /// <summary>Notes the facts in a shape.</summary>
    /// <returns>The event's name, in which a bound member has its JSON path.</returns>
    public static string Parse(
        INamedTypeSymbol type, EventModel model, string action, JsonTypeDraft? json, ContractShape shape, KnownSymbols known, CancellationToken cancellationToken)
    {
        shape.Priority = model.Priority is "Unspecified" ? null : model.Priority.ToLowerInvariant();
        if (model.Routing is null)
        {
            return ContractIdentity.NameOf(model.Topic, action);
        }

        foreach (var (property, marks) in TypeRulesParser.Of(type, known, cancellationToken).Marks)
        {
            if (marks.OrderingKey is not null)
            {
                shape.OrderingKey = PathOf(property.Name, json);
            }

            if (marks.Header?.Positional<string>(0) is { } name && TypeOf(MemberValue.Of(property, known).Type, out var values) is { } header && !shape.Headers.ContainsKey(name))
            {
                shape.Headers.Add(name, new ContractHeader(name, header, MemberText.CanBeNull(property), values));
            }
        }

        return ContractIdentity.NameOf(model.Topic, NameOf(action, json));
    }

    private static string NameOf(string action, JsonTypeDraft? json)
    {
        if (action.IndexOf('{') < 0)
        {
            return action;
        }

        var name = new StringBuilder();
        foreach (var (text, _, isMember) in ActionTemplate.Parse(action).Parts)
        {
            name.Append(isMember ? $"{{{PathOf(text, json)}}}" : text);
        }

        return name.ToString();
    }

    // A member that is not in the JSON has only its name in C#.
    private static string PathOf(string member, JsonTypeDraft? json) =>
        json?.Members?.Find(found => found.IsWritten && found.Symbol.Name == member) is { } written ? ContractPath.Member(written.Model.JsonName) : "@" + member;

    private static string? TypeOf(ITypeSymbol inner, out string values)
    {
        values = "";
        if (inner is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            values = string.Join("|", ContractEnumParser.ValuesOf(enumeration, withNumbers: false));
            return ContractTypes.Enum;
        }

        return JsonScalars.Of(inner) is { } scalar ? ContractScalars.TypeOf(scalar, 0) : MemberText.IsTexts(inner) ? "strings" : null;
    }
}
