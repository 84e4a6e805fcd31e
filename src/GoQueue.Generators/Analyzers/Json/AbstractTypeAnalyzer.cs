using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3007: an abstract type names no derived types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AbstractTypeAnalyzer() : EventAnalyzer(JsonDiagnostics.AbstractType);
