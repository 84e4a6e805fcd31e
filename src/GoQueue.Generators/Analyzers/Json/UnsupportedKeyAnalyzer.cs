using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3011: a dictionary's keys have no text.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnsupportedKeyAnalyzer() : EventAnalyzer(JsonDiagnostics.UnsupportedKey);
