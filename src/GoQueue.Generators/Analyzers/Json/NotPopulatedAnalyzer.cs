using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3018: a member cannot be populated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NotPopulatedAnalyzer() : EventAnalyzer(JsonDiagnostics.NotPopulated);
