using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3022: a value is not read back as it was written.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NotReadBackAnalyzer() : EventAnalyzer(JsonDiagnostics.NotReadBack);
