using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3012: a JSON context cannot be used.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidContextAnalyzer() : EventAnalyzer(JsonDiagnostics.InvalidContext);
