using System.Text;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Collects the unsafe accessors that one type's generated code needs, and names them.</summary>
internal sealed class JsonAccessorList(KnownSymbols known)
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat;
    private readonly List<JsonAccessorModel> _accessors = [];
    private readonly Dictionary<INamedTypeSymbol, string> _genericClasses = new(SymbolEqualityComparer.Default);

    public string Getter(ISymbol member) => member is IFieldSymbol field
        ? Field(field)
        : Add(member.ContainingType, "Get" + member.Name, "Method", "get_" + member.Name, ((IPropertySymbol)member.OriginalDefinition).Type.ToDisplayString(s_format), "");

    public string Setter(ISymbol member) => member is IFieldSymbol field
        ? Field(field)
        : Add(member.ContainingType, "Set" + member.Name, "Method", "set_" + member.Name, "void", $", {((IPropertySymbol)member.OriginalDefinition).Type.ToDisplayString(s_format)} value");

    public string Constructor(IMethodSymbol constructor)
    {
        var parameters = constructor.OriginalDefinition.Parameters.Select(static (parameter, i) =>
            $"{(parameter.RefKind is RefKind.In or RefKind.RefReadOnlyParameter ? "in " : "")}{parameter.Type.ToDisplayString(s_format)} argument{i}");
        return Add(constructor.ContainingType, "New", "Constructor", null, constructor.ContainingType.OriginalDefinition.ToDisplayString(s_format), string.Join(", ", parameters));
    }

    public EquatableArray<JsonAccessorModel> ToEquatableArray() => _accessors.ToEquatableArray();

    private string Field(IFieldSymbol field) =>
        Add(field.ContainingType, "Field" + field.Name, "Field", field.Name, "ref " + field.OriginalDefinition.Type.ToDisplayString(s_format), "");

    private string Add(INamedTypeSymbol declaring, string name, string kind, string? target, string returns, string parameters)
    {
        var instance = declaring.OriginalDefinition.ToDisplayString(s_format);
        if (kind != "Constructor")
        {
            parameters = $"{(declaring.IsValueType ? "ref " : "")}{instance} instance{parameters}";
        }

        var owner = ClassOf(declaring, out var genericClass);
        name = Unique(name, parameters, out var isKnown);
        var call = owner + name;
        if (!isKnown)
        {
            _accessors.Add(new JsonAccessorModel
            {
                Call = call,
                Name = name,
                Kind = kind,
                Target = target,
                Modifiers = known.AccessorModifiers,
                Returns = returns,
                Parameters = parameters,
                GenericClass = genericClass,
            });
        }

        return call;
    }

    // A shadowed member has the name of the one that hides it; a field has one accessor for reading and setting.
    private string Unique(string name, string parameters, out bool isKnown)
    {
        var candidate = name;
        for (var i = 1; ; i++)
        {
            var taken = _accessors.Find(accessor => accessor.Name == candidate);
            isKnown = taken is not null && taken.Parameters == parameters;
            if (taken is null || isKnown)
            {
                return candidate;
            }

            candidate = name + i;
        }
    }

    private string ClassOf(INamedTypeSymbol declaring, out string? genericClass)
    {
        genericClass = null;
        var parameters = new List<ITypeParameterSymbol>();
        var arguments = new List<ITypeSymbol>();
        for (var current = declaring; current is not null; current = current.ContainingType)
        {
            parameters.InsertRange(0, current.TypeParameters);
            arguments.InsertRange(0, current.TypeArguments);
        }

        if (parameters.Count == 0)
        {
            return "";
        }

        if (!_genericClasses.TryGetValue(declaring, out var name))
        {
            name = "Accessors" + _genericClasses.Count;
            _genericClasses.Add(declaring, name);
        }

        var head = new StringBuilder($"{name}<{string.Join(", ", parameters.Select(static parameter => parameter.Name))}>");
        foreach (var parameter in parameters)
        {
            var constraints = ConstraintsOf(parameter);
            if (constraints.Length > 0)
            {
                head.Append($" where {parameter.Name} : {constraints}");
            }
        }

        genericClass = head.ToString();
        return $"{name}<{string.Join(", ", arguments.Select(static argument => argument.ToDisplayString(s_format)))}>.";
    }

    private static string ConstraintsOf(ITypeParameterSymbol parameter)
    {
        var constraints = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
        {
            constraints.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            constraints.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            constraints.Add("class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            constraints.Add("notnull");
        }

        constraints.AddRange(parameter.ConstraintTypes.Select(static type => type.ToDisplayString(s_format)));
        if (parameter.HasConstructorConstraint)
        {
            constraints.Add("new()");
        }

        if (parameter.AllowsRefLikeType)
        {
            constraints.Add("allows ref struct");
        }

        return string.Join(", ", constraints);
    }
}
