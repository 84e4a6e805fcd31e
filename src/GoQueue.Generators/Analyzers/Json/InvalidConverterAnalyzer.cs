using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3002: a converter cannot be used.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidConverterAnalyzer() : EventAnalyzer(JsonDiagnostics.InvalidConverter);
