using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3017: a value would be lost when the event is read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LostValueAnalyzer() : EventAnalyzer(JsonDiagnostics.LostValue);
