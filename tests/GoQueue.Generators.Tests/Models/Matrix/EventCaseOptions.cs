using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>How a case is compiled, where it differs from a usual library.</summary>
internal sealed record EventCaseOptions
{
    public static EventCaseOptions Default { get; } = new();

    public string AssemblyName { get; init; } = "Shop.Events";

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp14;

    /// <summary>
    /// Whether the assembly is marked <c>CLSCompliant(true)</c>: generated files must be silent then too.
    /// </summary>
    public bool IsClsCompliant { get; init; } = true;

    /// <summary>
    /// Whether the source is put into the namespace <c>Shop.Events</c>; otherwise it declares its own.
    /// </summary>
    public bool UsesNamespace { get; init; } = true;

    /// <summary>The compiler's feature switches, as <c>&lt;Features&gt;</c> sets them.</summary>
    public IReadOnlyDictionary<string, string> Features { get; init; } = new Dictionary<string, string>();

    /// <summary>Files beside the source of the case, as they are.</summary>
    public IReadOnlyList<string> MoreFiles { get; init; } = [];

    /// <summary>Assemblies beside the framework and the library.</summary>
    public IReadOnlyList<MetadataReference> References { get; init; } = [];
}
