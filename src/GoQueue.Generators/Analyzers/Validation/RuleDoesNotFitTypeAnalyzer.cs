using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4003: a rule cannot check its member's type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RuleDoesNotFitTypeAnalyzer() : EventAnalyzer(ValidationDiagnostics.RuleDoesNotFitType);
