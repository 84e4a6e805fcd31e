using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3010: a condition cannot apply.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidIgnoreConditionAnalyzer() : EventAnalyzer(JsonDiagnostics.InvalidIgnoreCondition);
