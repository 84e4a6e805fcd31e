using GoQueue.Generators.CSharp;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Contracts;

/// <summary>
/// Makes an event's contract of what <see cref="EventParser"/> has read: the drafts of its JSON, and the rules and marks of its types. Runs only if
/// the project has contracts.
/// </summary>
internal sealed class ContractParser
{
    private readonly Dictionary<ITypeSymbol, JsonTypeDraft> _drafts = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, string> _written = new(SymbolEqualityComparer.IncludeNullability);
    private readonly KnownSymbols _known;
    private readonly bool _validates;
    private readonly IDictionary<string, ISymbol>? _places;
    private readonly CancellationToken _cancellationToken;

    private ContractParser(KnownSymbols known, bool validates, IDictionary<string, ISymbol>? places, CancellationToken cancellationToken)
    {
        _known = known;
        _validates = validates;
        _places = places;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The contract of an event; null if the event has an error.</summary>
    /// <param name="type">The event.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="parsed">What the parser has read of it.</param>
    /// <param name="known">The types of the compilation.</param>
    /// <param name="places">Takes the member of each path, so that a finding can be reported there; null if it is not needed.</param>
    /// <param name="cancellationToken">Ends the parse.</param>
    public static ContractBlock? Parse(
        INamedTypeSymbol type, EventAttribute attribute, EventParseResult parsed, KnownSymbols known, IDictionary<string, ISymbol>? places, CancellationToken cancellationToken)
    {
        if (parsed.Model is not { Health: EventHealth.Sound, Action: { } action } model || !EventVersion.TryParse(model.Version, out var version))
        {
            return null;
        }

        var shape = new ContractShape { IsEncrypted = model.Routing?.RequiresEncryption == true };
        var parser = new ContractParser(known, model.Validates, places, cancellationToken);
        if (parsed.Json is { } root)
        {
            parser.Collect(root);
            parser.ReadValue(shape.Root, type, ".");
        }
        else
        {
            shape.Root.Type = ContractTypes.Opaque;
        }

        var name = ContractRoutingParser.Parse(type, model, action, parsed.Json, shape, known, cancellationToken);
        return new ContractBlock { Name = name, Version = version, VersionText = model.Version!, Lines = ContractWriter.LinesOf(shape) };
    }

    private void Collect(JsonTypeDraft draft)
    {
        if (!_drafts.ContainsKey(draft.Type))
        {
            _drafts.Add(draft.Type, draft);
            foreach (var next in draft.Reached)
            {
                Collect(next);
            }
        }
    }

    private void ReadValue(ContractNode node, ITypeSymbol declared, string path, int numberHandling = 0)
    {
        var type = declared is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : declared;
        if (!_drafts.TryGetValue(type, out var draft) || draft.HasConverter || draft.Form == JsonTypeForm.Converted)
        {
            node.Type = ContractTypes.Opaque;
        }
        else if (type.TypeKind == TypeKind.Enum)
        {
            ContractEnumParser.Read(node, (INamedTypeSymbol)type, isNumber: draft.Form == JsonTypeForm.EnumNumber);
        }
        else if (draft.Inner is { } inner)
        {
            // The one value in it.
            ReadValue(node, inner.Type, path, numberHandling);
        }
        else if (draft.Scalar is { } scalar)
        {
            node.Type = ContractScalars.TypeOf(scalar, numberHandling);
        }
        else if (draft.IsCollection)
        {
            ReadCollection(node, type, path, numberHandling);
        }
        else if (draft.Members is { } members && type is INamedTypeSymbol named)
        {
            ReadObject(node, named, members, path);
        }
        else
        {
            node.Type = ContractTypes.Opaque;
        }
    }

    private void ReadCollection(ContractNode node, ITypeSymbol type, string path, int numberHandling)
    {
        var shape = JsonCollectionParser.Match(type);
        if (shape?.Element is not { } element)
        {
            node.Type = ContractTypes.Opaque;
            return;
        }

        numberHandling = ContractScalars.HandlingOf(type) ?? numberHandling;
        node.Type = !shape.IsDictionary ? ContractTypes.Array
            : shape.Key is { SpecialType: not SpecialType.System_String } key ? $"{ContractTypes.Map}:{KeyTypeOf(key)}"
            : ContractTypes.Map;
        if (shape is { IsDictionary: true, Key: INamedTypeSymbol { TypeKind: TypeKind.Enum } names } && node.Type == ContractTypes.EnumMap)
        {
            node.Values = ContractEnumParser.ValuesOf(names, withNumbers: false);
        }

        var child = new ContractNode(shape.IsDictionary ? "{}" : "[]") { IsNullable = IsNullableElement(element) };
        node.Children.Add(child.Key, child);
        ReadValue(child, element, Below(path, child.Key), numberHandling);
    }

    private string KeyTypeOf(ITypeSymbol key) => _drafts.TryGetValue(key, out var value) && value.Inner is { } inner ? KeyTypeOf(inner.Type) : _drafts.TryGetValue(key, out var draft) && draft is { HasConverter: false, Scalar: { } scalar } && key.TypeKind != TypeKind.Enum
        ? ContractScalars.TypeOf(scalar, 0)
        : key.TypeKind == TypeKind.Enum ? ContractTypes.Enum : ContractTypes.Opaque;

    private static bool IsNullableElement(ITypeSymbol element) =>
        element.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || (element.IsReferenceType && element.NullableAnnotation != NullableAnnotation.NotAnnotated);

    private void ReadObject(ContractNode node, INamedTypeSymbol type, List<JsonMemberDraft> members, string path)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        node.Type = ContractTypes.Object;
        if (_written.TryGetValue(type.Unannotated(), out var first))
        {
            node.Alias = first;
            return;
        }

        _written.Add(type.Unannotated(), path);
        var derived = ContractDerivedTypes.Read(node, type);
        if (!type.IsAbstract)
        {
            ReadMembers(node, type, members, path);
        }

        foreach (var (value, next) in derived)
        {
            // The type itself may be among them: its members stand at the place already.
            if (!SymbolEqualityComparer.Default.Equals(next, type) && _drafts.TryGetValue(next, out var draft) && draft.Members is { } own)
            {
                var child = new ContractNode(ContractPath.Derived(value));
                node.Children.Add(child.Key, child);
                ReadMembers(child, next, own, Below(path, child.Key));
            }
        }
    }

    private void ReadMembers(ContractNode node, INamedTypeSymbol type, List<JsonMemberDraft> members, string path)
    {
        var rules = TypeRulesParser.Of(type, _known, _cancellationToken);
        var typeHandling = ContractScalars.HandlingOf(type) ?? 0;

        // In the order of their names: which of two places of one type is written out must not depend on the order of the declarations.
        foreach (var (key, member) in members.Where(static member => member.IsWritten).Select(static member => (KeyOf(member), member)).OrderBy(static pair => pair.Item1, StringComparer.Ordinal))
        {
            var place = Below(path, key);
            var child = new ContractNode(key) { IsOptional = member.Model.Omission != JsonOmission.Never || member.Model.IsExtensionData };
            if (node.Children.ContainsKey(key))
            {
                continue;
            }

            node.Children.Add(key, child);
            _places?.Add(place, member.Symbol);
            child.IsNullable = member.Model.Omission != JsonOmission.Null && JsonNullability.CanBeNull(member.TypeSymbol) && !member.Model.GetterNeverNull && !member.Model.IsExtensionData;
            if (member.Model.Converter is not null)
            {
                ContractEnumParser.ReadConverted(child, member);
            }
            else if (member.Model.IsExtensionData)
            {
                child.Type = ContractTypes.Opaque;
            }
            else
            {
                ReadValue(child, member.TypeSymbol, place, ContractScalars.HandlingOf(member.Symbol) ?? typeHandling);
            }

            ContractRuleParser.Read(child, member, rules, _validates);
        }
    }

    private static string KeyOf(JsonMemberDraft member) => member.Model.IsExtensionData ? ContractPath.Extension : ContractPath.Member(member.Model.JsonName);

    private static string Below(string path, string key) => path == "." ? key : path + key;
}
