using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4002: a regular expression cannot be built.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidRegularExpressionAnalyzer() : EventAnalyzer(ValidationDiagnostics.InvalidRegularExpression);
