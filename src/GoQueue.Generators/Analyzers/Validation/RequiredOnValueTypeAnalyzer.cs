using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4004: [Required] on a value that is always there.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RequiredOnValueTypeAnalyzer() : EventAnalyzer(ValidationDiagnostics.RequiredOnValueType);
