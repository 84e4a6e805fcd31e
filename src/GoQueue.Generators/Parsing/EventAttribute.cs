using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing;

/// <summary>A <c>[GoQueueEvent]</c> as written, and where its parts stand.</summary>
internal sealed class EventAttribute
{
    private static readonly string[] s_positional = ["topic", "action", "version"];
    private readonly AttributeData _data;

    private EventAttribute(AttributeData data)
    {
        _data = data;
        var constructor = data.AttributeConstructor?.Parameters;
        for (var i = 0; i < data.ConstructorArguments.Length && i < s_positional.Length; i++)
        {
            var value = data.ConstructorArguments[i].Kind == TypedConstantKind.Error ? null : data.ConstructorArguments[i].Value as string;
            switch (constructor?[i].Name ?? s_positional[i])
            {
                case "topic": Topic = value; break;
                case "action": Action = value; break;
                case "version": Version = value; break;
            }
        }

        foreach (var argument in data.NamedArguments)
        {
            var value = argument.Value.Kind is TypedConstantKind.Error or TypedConstantKind.Array ? null : argument.Value.Value;
            switch (argument.Key)
            {
                case nameof(Topic): Topic = value as string; break;
                case nameof(Action): Action = value as string; break;
                case nameof(Version): Version = value as string; break;
                case nameof(Name): Name = value as string; break;
                case nameof(JsonContext): JsonContext = value as INamedTypeSymbol; break;
                case nameof(Validate): Validate = value as bool? ?? true; break;
                case nameof(AllowEmptyWords): AllowEmptyWords = value as bool? ?? false; break;
                case nameof(AllowDotsInValues): AllowDotsInValues = value as bool? ?? false; break;
                case nameof(Priority): Priority = argument.Value; break;
            }
        }
    }

    public string? Topic { get; }

    public string? Action { get; }

    public string? Version { get; }

    public string? Name { get; }

    public INamedTypeSymbol? JsonContext { get; }

    public bool Validate { get; } = true;

    public bool AllowEmptyWords { get; }

    public bool AllowDotsInValues { get; }

    public TypedConstant Priority { get; }

    /// <summary>The attribute of <paramref name="type"/>, or null. A second one is the compiler's error; the first counts.</summary>
    public static EventAttribute? Of(INamedTypeSymbol type, KnownSymbols known)
    {
        if (known.GoQueueEventAttribute is null)
        {
            return null;
        }

        foreach (var data in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, known.GoQueueEventAttribute))
            {
                return new EventAttribute(data);
            }
        }

        return null;
    }

    /// <summary>Whether this attribute is written on <paramref name="declaration"/>, which may be one of several parts of its type.</summary>
    public bool IsWrittenOn(SyntaxNode declaration) =>
        _data.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == declaration.SyntaxTree
        && declaration.Span.Contains(reference.Span);

    /// <summary>Where the attribute stands.</summary>
    public Location? Location(CancellationToken cancellationToken) =>
        _data.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation();

    /// <summary>Where the name of the annotated type stands, in the part that has the attribute.</summary>
    public Location? NameOfType(CancellationToken cancellationToken) =>
        _data.ApplicationSyntaxReference?.GetSyntax(cancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation();

    /// <summary>Where the publish method's name comes from: the argument, or the type's own name.</summary>
    public Location? PlaceOfName(CancellationToken cancellationToken) =>
        Name is null ? NameOfType(cancellationToken) : LocationOf(nameof(Name), cancellationToken);

    /// <summary>Where the value of an argument stands, or the attribute where it is not given.</summary>
    /// <param name="property">The property's name; the constructor's parameter is called the same.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Location? LocationOf(string property, CancellationToken cancellationToken)
    {
        var syntax = _data.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        return ArgumentOf(syntax, property)?.Expression.GetLocation() ?? syntax?.GetLocation();
    }

    /// <summary>The argument that gives <paramref name="property"/> its value. A named one wins over a positional one.</summary>
    internal static AttributeArgumentSyntax? ArgumentOf(AttributeSyntax? syntax, string property)
    {
        if (syntax?.ArgumentList is not { } list)
        {
            return null;
        }

        AttributeArgumentSyntax? found = null;
        var position = 0;
        foreach (var argument in list.Arguments)
        {
            if (argument.NameEquals is { } named)
            {
                if (named.Name.Identifier.ValueText == property)
                {
                    return argument;
                }
            }
            else if (argument.NameColon is { } parameter)
            {
                if (string.Equals(parameter.Name.Identifier.ValueText, property, StringComparison.OrdinalIgnoreCase))
                {
                    found = argument;
                }
            }
            else
            {
                if (position < s_positional.Length && string.Equals(s_positional[position], property, StringComparison.OrdinalIgnoreCase))
                {
                    found = argument;
                }

                position++;
            }
        }

        return found;
    }
}
