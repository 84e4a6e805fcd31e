using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Chooses the constructor by which an object is read back, as System.Text.Json does.</summary>
internal static class JsonConstructorParser
{
    /// <summary>Chooses it, and marks the members that it sets.</summary>
    /// <param name="type">The object.</param>
    /// <param name="members">Its members.</param>
    /// <param name="graph">What is read.</param>
    /// <param name="accessors">Takes the accessors of what generated code cannot call.</param>
    /// <param name="chosen">The constructor; null for an abstract type, a struct without one, and where none can be chosen.</param>
    public static JsonConstructorModel Parse(INamedTypeSymbol type, List<JsonMemberDraft> members, JsonGraphParser graph, JsonAccessorList accessors, out IMethodSymbol? chosen)
    {
        var name = graph.NameOf(type);
        var isAmbiguous = false;
        chosen = type.IsAbstract ? null : Choose(type, graph, out isAmbiguous);
        if (type.IsAbstract || isAmbiguous)
        {
            CompleteSetters(members, accessors);
            return JsonConstructorModel.None;
        }

        var setsRequired = chosen is not null && RequiredMembers.HasAttribute(chosen);
        var hasRequired = !setsRequired && members.Exists(static member => member.Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
        if (setsRequired)
        {
            members.ForEach(static member => member.Model = member.Model with
            {
                IsRequired = member.Model.IsRequired && JsonAttributes.Find(member.Symbol, "JsonRequiredAttribute") is not null,
            });
        }

        if (chosen is null)
        {
            CompleteSetters(members, accessors);
            return new JsonConstructorModel { Call = $"default({name})", IsExpression = true, Parameters = EquatableArray<JsonParameterModel>.Empty };
        }

        var parameters = Bind(type, chosen, members, graph);
        CompleteSetters(members, accessors);

        // The compiler wants a variable for 'ref readonly' (CS9193); the accessor takes the value by 'in'.
        var isReachable = chosen.DeclaredAccessibility == Accessibility.Public
            && !hasRequired
            && !chosen.Parameters.Any(static parameter => parameter.RefKind == RefKind.RefReadOnlyParameter);
        return new JsonConstructorModel
        {
            Call = isReachable ? $"new {name}" : accessors.Constructor(chosen),
            IsExpression = false,
            Parameters = parameters.ToEquatableArray(),
        };
    }

    // Null without ambiguity: a struct, made as its default value.
    private static IMethodSymbol? Choose(INamedTypeSymbol type, JsonGraphParser graph, out bool isAmbiguous)
    {
        isAmbiguous = false;
        var constructors = type.InstanceConstructors;
        var marked = constructors.Where(static constructor => JsonAttributes.Find(constructor, "JsonConstructorAttribute") is not null).ToList();
        if (marked.Count > 1)
        {
            graph.Report(JsonDiagnostics.UnusableConstructor, type, null, type.Name, "has more than one constructor marked [JsonConstructor]");
            isAmbiguous = true;
            return null;
        }

        if (marked.Count == 1)
        {
            return marked[0];
        }

        var parameterless = constructors.FirstOrDefault(static constructor =>
            constructor is { Parameters.Length: 0, DeclaredAccessibility: Accessibility.Public } && !(constructor.ContainingType.IsValueType && constructor.IsImplicitlyDeclared));
        if (parameterless is not null || (type.IsValueType && !IsKeyValuePair(type)))
        {
            return parameterless;
        }

        var open = constructors.Where(static constructor =>
            constructor.DeclaredAccessibility == Accessibility.Public && !(constructor.ContainingType.IsValueType && constructor.IsImplicitlyDeclared)).ToList();
        if (open.Count == 1)
        {
            return open[0];
        }

        graph.Report(JsonDiagnostics.UnusableConstructor, type, null, type.Name, open.Count == 0 ? "has no public constructor" : "has several public constructors and none without parameters");
        isAmbiguous = true;
        return null;
    }

    private static List<JsonParameterModel> Bind(INamedTypeSymbol type, IMethodSymbol constructor, List<JsonMemberDraft> members, JsonGraphParser graph)
    {
        var parameters = new List<JsonParameterModel>();
        foreach (var parameter in constructor.Parameters)
        {
            var member = members.Find(candidate =>
                string.Equals(candidate.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(candidate.TypeSymbol, parameter.Type));
            if (member is null && JsonMemberParser.IsUnknown(parameter.Type))
            {
                graph.Break();
                continue;
            }

            if (member is null)
            {
                graph.Report(JsonDiagnostics.UnboundParameter, type, parameter.Locations.FirstOrDefault(), type.Name, parameter.Name, parameter.Type.ToDisplayString());
                continue;
            }

            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                graph.Report(JsonDiagnostics.UnusableConstructor, type, parameter.Locations.FirstOrDefault(), type.Name, $"has a constructor that takes '{parameter.Name}' by reference");
            }

            if (member.Model.Setter == JsonMemberAccess.Accessor)
            {
                member.Model = member.Model with { Setter = JsonMemberAccess.Constructor };
            }

            parameters.Add(new JsonParameterModel(
                parameter.Name,
                graph.NameOf(parameter.Type),
                JsonNullability.IsNullable(parameter),
                parameter.HasExplicitDefaultValue ? JsonDefaultValues.ExpressionOf(parameter) : null));
        }

        return parameters;
    }

    // Only now it is known which setters are needed: an accessor that nobody calls would be noise.
    private static void CompleteSetters(List<JsonMemberDraft> members, JsonAccessorList accessors)
    {
        foreach (var member in members)
        {
            if (member.Model.Setter == JsonMemberAccess.Accessor)
            {
                member.Model = member.Model with { SetterAccessor = accessors.Setter(member.Symbol) };
            }
        }
    }

    private static bool IsKeyValuePair(INamedTypeSymbol type) =>
        type is { Name: "KeyValuePair", Arity: 2 } && JsonScalars.IsIn(type, "System.Collections.Generic");
}
