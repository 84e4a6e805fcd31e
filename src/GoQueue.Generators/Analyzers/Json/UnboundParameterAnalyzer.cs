using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3005: a constructor parameter has no member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnboundParameterAnalyzer() : EventAnalyzer(JsonDiagnostics.UnboundParameter);
