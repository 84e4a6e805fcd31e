using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4006: a property's initial value breaks its rules.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidInitialValueAnalyzer() : EventAnalyzer(ValidationDiagnostics.InvalidInitialValue);
