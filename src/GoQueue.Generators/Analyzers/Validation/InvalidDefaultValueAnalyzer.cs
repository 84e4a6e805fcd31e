using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4005: a parameter's default value breaks the member's rules.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidDefaultValueAnalyzer() : EventAnalyzer(ValidationDiagnostics.InvalidDefaultValue);
