using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>The types of one compilation that validation speaks of, and the rules that were read from it.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="library">Our own assembly: asked of the whole compilation, an attribute of which another assembly has a copy would not be found.</param>
internal sealed class ValidationSymbols(Compilation compilation, IAssemblySymbol? library)
{
    public const string DataAnnotations = "System.ComponentModel.DataAnnotations";

    public Compilation Compilation { get; } = compilation;

    public INamedTypeSymbol? ValidationAttribute { get; } = compilation.GetTypeByMetadataName($"{DataAnnotations}.ValidationAttribute");

    public INamedTypeSymbol? ValidatableObject { get; } = compilation.GetTypeByMetadataName($"{DataAnnotations}.IValidatableObject");

    public INamedTypeSymbol? GeneratedRegexAttribute { get; } = compilation.GetTypeByMetadataName("System.Text.RegularExpressions.GeneratedRegexAttribute");

    public INamedTypeSymbol? JsonDerivedTypeAttribute { get; } = compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonDerivedTypeAttribute");

    public INamedTypeSymbol? SpanFormattable { get; } = compilation.GetTypeByMetadataName("System.ISpanFormattable");

    public INamedTypeSymbol? SensitiveAttribute { get; } = library?.GetTypeByMetadataName("GoQueue.SensitiveAttribute");

    public INamedTypeSymbol? EncryptedAttribute { get; } = library?.GetTypeByMetadataName("GoQueue.EncryptedAttribute");

    public INamedTypeSymbol? EventHeaderAttribute { get; } = library?.GetTypeByMetadataName("GoQueue.EventHeaderAttribute");

    public INamedTypeSymbol? OrderingKeyAttribute { get; } = library?.GetTypeByMetadataName("GoQueue.OrderingKeyAttribute");

    /// <summary>
    /// The rules of types, each read once in a compilation: a nested record that many events share would otherwise be read for each of them.
    /// What a type argument admits decides what is refused, so that <c>Page&lt;string&gt;</c> and <c>Page&lt;string?&gt;</c> are two types here.
    /// </summary>
    public ConcurrentDictionary<INamedTypeSymbol, TypeRules> Rules { get; } = new(SymbolEqualityComparer.IncludeNullability);
}
