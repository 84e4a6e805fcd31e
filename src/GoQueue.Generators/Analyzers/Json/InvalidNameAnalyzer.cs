using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3015: a JSON name is no text.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidNameAnalyzer() : EventAnalyzer(JsonDiagnostics.InvalidName);
