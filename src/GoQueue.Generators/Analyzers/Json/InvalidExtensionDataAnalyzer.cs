using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3009: extension data cannot be used.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidExtensionDataAnalyzer() : EventAnalyzer(JsonDiagnostics.InvalidExtensionData);
