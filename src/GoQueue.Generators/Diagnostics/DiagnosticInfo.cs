using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Diagnostics;

/// <summary>
/// Something the parser found. Lives on the analyzer's side only: it holds a real location (so that #pragma works) and must never enter
/// the generator's pipeline, where it would make every line shift a regeneration.
/// </summary>
internal readonly struct DiagnosticInfo(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    public Location Location { get; } = location ?? Location.None;

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, arguments);
}
