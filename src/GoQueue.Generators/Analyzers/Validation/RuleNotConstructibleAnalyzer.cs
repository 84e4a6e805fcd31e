using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4013: generated code cannot make an attribute.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RuleNotConstructibleAnalyzer() : EventAnalyzer(ValidationDiagnostics.RuleNotConstructible);
