using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4007: a regular expression is built at run time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RegexWithoutGeneratedRegexAnalyzer() : EventAnalyzer(ValidationDiagnostics.RegexWithoutGeneratedRegex);
