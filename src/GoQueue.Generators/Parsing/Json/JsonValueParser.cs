using System.Globalization;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads types that are written as the one value in them, as a converter written by hand would write them.</summary>
internal static class JsonValueParser
{
    /// <summary>Classifies a type that is written as its value, or is marked as such in vain.</summary>
    /// <returns>Whether it is.</returns>
    public static bool TryClassify(JsonTypeDraft draft, JsonGraphParser graph)
    {
        var (form, fault, _) = graph.Known.ValueOf(draft.Type);
        if (fault is not (null or ""))
        {
            draft.Refusal = $"is marked with [GoQueueValue] and {fault}";
            return true;
        }

        if (form is null)
        {
            return false;
        }

        var inner = graph.Visit(form.Inner);
        draft.Form = JsonTypeForm.Value;
        draft.Inner = inner;
        draft.InnerMember = form.Property;
        draft.IsDirect = true;
        draft.Parts.Add(inner);
        draft.Complete = () => new JsonConverterModel
        {
            Reference = draft.Reference,
            MetadataName = JsonTypeNames.MetadataNameOf(draft.Type),
            GeneratedNamespace = graph.GeneratedNamespace,
            IsPublic = JsonAccess.IsPublic(draft.Type),
            RaisedDiagnostics = new RaisedIds(graph.Known).AddConstructors((INamedTypeSymbol)draft.Type).ToEquatableArray(),
            Converter = $"GeneratedJson.ValueConverter(JsonMetadataServices.{inner.Scalar!.Converter}Converter, "
                + $"static ({draft.Name} value) => value.{form.Property}, static value => {string.Format(CultureInfo.InvariantCulture, form.Creation, "value")})",
        };
        return true;
    }
}
