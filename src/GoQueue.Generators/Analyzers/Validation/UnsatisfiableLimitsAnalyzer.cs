using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4001: the limits of a rule leave no value.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnsatisfiableLimitsAnalyzer() : EventAnalyzer(ValidationDiagnostics.UnsatisfiableLimits);
