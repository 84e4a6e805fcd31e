using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads the arguments of attributes.</summary>
internal static class AttributeArguments
{
    /// <summary>A property that is set by name; the default where it is not.</summary>
    public static T? Named<T>(this AttributeData data, string name, T? otherwise = default)
    {
        foreach (var argument in data.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind is not (TypedConstantKind.Error or TypedConstantKind.Array))
            {
                return argument.Value.Value is T value ? value : otherwise;
            }
        }

        return otherwise;
    }

    /// <summary>A positional argument; the default where it is missing or wrong.</summary>
    public static T? Positional<T>(this AttributeData data, int index, T? otherwise = default) =>
        index < data.ConstructorArguments.Length
        && data.ConstructorArguments[index] is { Kind: not (TypedConstantKind.Error or TypedConstantKind.Array), Value: T value }
            ? value
            : otherwise;

    /// <summary>Where the attribute stands; null in metadata.</summary>
    public static Location? LocationOf(this AttributeData data, CancellationToken cancellationToken) =>
        data.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation();
}
