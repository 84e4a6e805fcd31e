using System.Collections.Immutable;
using GoQueue.Generated.Routing.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Routing;
using GoQueue.Generators.Models.Validation;
using GoQueue.Generators.Parsing.Validation;
using GoQueue.Generators.Parsing.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>Reads what the event's members do outside of its body: action template, ordering key, headers, encryption.</summary>
internal static class RoutingParser
{
    public static RoutingModel? Parse(
        INamedTypeSymbol type, EventAttribute attribute, MarkedTypes marked, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var members = TypeRulesParser.Of(type, known, cancellationToken).Marks;
        var enums = new EnumTexts();
        var template = TemplateOf(type, attribute, members, known, enums, sink, cancellationToken);
        var orderingKey = OrderingKeyOf(members, known, enums, sink, cancellationToken);
        var headers = HeadersOf(members, known, enums, sink, cancellationToken);
        foreach (var reached in ReachedTypes.Of(type, known, cancellationToken))
        {
            IneffectiveAttributeParser.Check(reached, isEvent: SymbolEqualityComparer.Default.Equals(reached.Type, type), sink, cancellationToken);
        }

        return template.IsEmpty && orderingKey is null && headers.IsEmpty && !marked.HasEncrypted ? null : new RoutingModel
        {
            Template = template,
            OrderingKey = orderingKey,
            Headers = headers,
            Enums = enums.ToModel(),
            RequiresEncryption = marked.HasEncrypted,
        };
    }

    private static EquatableArray<TemplatePartModel> TemplateOf(
        INamedTypeSymbol type,
        EventAttribute attribute,
        ImmutableArray<(IPropertySymbol Property, LibraryAttributes Marks)> members,
        KnownSymbols known,
        EnumTexts enums,
        DiagnosticSink sink,
        CancellationToken cancellationToken)
    {
        if (attribute.Action is not { } action || action.IndexOfAny(['{', '}']) < 0)
        {
            return EquatableArray<TemplatePartModel>.Empty;
        }

        var place = attribute.LocationOf(nameof(attribute.Action), cancellationToken);
        var template = ActionTemplate.Parse(action);
        if (template.FaultAt is { } fault)
        {
            sink.Report(RoutingDiagnostics.TemplateSyntax, PartOf(place, action, fault, 1), type.Name);
            return EquatableArray<TemplatePartModel>.Empty;
        }

        var parts = new List<TemplatePartModel>();
        foreach (var (text, start, isMember) in template.Parts)
        {
            if (!isMember)
            {
                parts.Add(new TemplatePartModel(text, IsMember: false));
                continue;
            }

            var where = PartOf(place, action, start, text.Length + 2);
            var (property, marks) = members.FirstOrDefault(m => m.Property.Name == text);
            if (property is null)
            {
                var near = members.FirstOrDefault(m => string.Equals(m.Property.Name, text, StringComparison.OrdinalIgnoreCase)).Property;
                sink.Report(RoutingDiagnostics.TemplateUnknownMember, where, type.Name, text, near is null ? "name one of its public properties" : $"write {{{near.Name}}}");
                continue;
            }

            if (!MemberText.IsKey(property, known))
            {
                sink.Report(RoutingDiagnostics.TemplateMemberType, where, type.Name, text, property.Type.ShortName());
                Suggest(property, known, where, "the routing key", sink);
                continue;
            }

            if (marks.IsHidden)
            {
                sink.Report(RoutingDiagnostics.HiddenMemberExposed, where, text, marks.Sensitive is null ? "encrypted" : "sensitive", "the routing key");
            }
            else if (MemberText.CanBeNull(property))
            {
                sink.Report(RoutingDiagnostics.TemplateMemberCanBeNull, where, type.Name, text);
            }

            DefaultValueParser.CheckKey(property, type, attribute, known, sink, cancellationToken);
            parts.Add(new TemplatePartModel(MemberText.HoleOf(property, known, enums), IsMember: true));
        }

        return parts.ToEquatableArray();
    }

    private static string? OrderingKeyOf(
        ImmutableArray<(IPropertySymbol Property, LibraryAttributes Marks)> members, KnownSymbols known, EnumTexts enums, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        IPropertySymbol? first = null;
        foreach (var (property, marks) in members)
        {
            if (marks.OrderingKey is not { } data)
            {
                continue;
            }

            var place = data.LocationOf(cancellationToken);
            if (first is not null)
            {
                sink.Report(RoutingDiagnostics.SeveralOrderingKeys, place, property.Name, first.Name);
            }
            else if (!MemberText.IsKey(property, known))
            {
                sink.Report(RoutingDiagnostics.OrderingKeyType, place, property.Name, property.Type.ShortName());
                Suggest(property, known, place, "the ordering key", sink);
            }
            else if (marks.IsHidden)
            {
                sink.Report(RoutingDiagnostics.HiddenMemberExposed, place, property.Name, marks.Sensitive is null ? "encrypted" : "sensitive", "the ordering key");
            }

            first ??= property;
        }

        return first is null || !MemberText.IsKey(first, known) ? null : MemberText.KeyOf(first, known, enums);
    }

    private static EquatableArray<HeaderModel> HeadersOf(
        ImmutableArray<(IPropertySymbol Property, LibraryAttributes Marks)> members, KnownSymbols known, EnumTexts enums, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var headers = new List<HeaderModel>();
        foreach (var (property, marks) in members)
        {
            if (marks.Header is not { } data)
            {
                continue;
            }

            var place = data.LocationOf(cancellationToken);
            var name = data.Positional<string>(0) ?? "";
            if (HeaderNameRule.Check(name) is not HeaderNameFault.None and var fault)
            {
                sink.Report(RoutingDiagnostics.HeaderName, place, property.Name, SymbolDisplay.FormatLiteral(name, quote: false), HeaderNameRule.Describe(fault));
                continue;
            }

            if (headers.Exists(h => h.Name == name))
            {
                sink.Report(RoutingDiagnostics.DuplicateHeader, place, property.Name, name);
                continue;
            }

            if (marks.IsHidden)
            {
                sink.Report(RoutingDiagnostics.HiddenMemberExposed, place, property.Name, marks.Sensitive is null ? "encrypted" : "sensitive", $"the header '{name}'");
                continue;
            }

            // A broker closes the channel over CC and BCC that are no lists of strings.
            var isCopy = name is "CC" or "BCC";
            var (expression, inner, nullness, _) = MemberValue.Of(property, known);
            if ((isCopy && !MemberText.IsTexts(property.Type)) || MemberText.HeaderOf(inner, enums) is not { } value)
            {
                Suggest(property, known, place, $"the header '{name}'", sink);
                sink.Report(
                    RoutingDiagnostics.HeaderType,
                    place,
                    property.Name,
                    property.Type.ShortName(),
                    name,
                    isCopy ? "a list of strings" : "a string, a number, a bool, a date, a time, a Guid, an enum, a Uri, bytes or a list of strings");
                continue;
            }

            headers.Add(new HeaderModel(name, expression, nullness is Nullness.Reference or Nullness.NullableValue, value));
        }

        return headers.ToEquatableArray();
    }

    // A type that would fit if it were marked: the error beside this says what is wrong, and this what to do.
    private static void Suggest(IPropertySymbol property, KnownSymbols known, Location? place, string use, DiagnosticSink sink)
    {
        var type = MemberRulesParser.NullnessOf(property.Type).Type;
        if (place is not null && known.ValueOf(type).IsCandidate)
        {
            sink.Report(DeclarationDiagnostics.ValueSuggested, place, type.ShortName(), property.Name, use);
        }
    }

    // Inside of a literal without escapes, the very place can be named; elsewhere the whole argument.
    private static Location? PartOf(Location? place, string text, int start, int length) =>
        place is { SourceTree: { } tree } && place.SourceSpan.Length == text.Length + 2
            ? Location.Create(tree, new TextSpan(place.SourceSpan.Start + 1 + start, length))
            : place;
}
