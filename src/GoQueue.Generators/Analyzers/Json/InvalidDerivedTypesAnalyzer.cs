using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3020: derived types contradict each other.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidDerivedTypesAnalyzer() : EventAnalyzer(JsonDiagnostics.InvalidDerivedTypes);
