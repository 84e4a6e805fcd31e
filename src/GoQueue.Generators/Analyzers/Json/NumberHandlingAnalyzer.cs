using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3019: [JsonNumberHandling] stands on a member without numbers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NumberHandlingAnalyzer() : EventAnalyzer(JsonDiagnostics.NumberHandling);
