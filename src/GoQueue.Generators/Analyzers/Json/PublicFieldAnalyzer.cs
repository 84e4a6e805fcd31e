using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3003: a public field would not be published.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PublicFieldAnalyzer() : EventAnalyzer(JsonDiagnostics.PublicField);
