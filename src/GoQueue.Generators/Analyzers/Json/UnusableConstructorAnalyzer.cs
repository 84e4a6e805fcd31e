using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3006: no constructor can be chosen.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnusableConstructorAnalyzer() : EventAnalyzer(JsonDiagnostics.UnusableConstructor);
