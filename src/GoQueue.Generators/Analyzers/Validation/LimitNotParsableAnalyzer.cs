using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4011: a limit is no value of its type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LimitNotParsableAnalyzer() : EventAnalyzer(ValidationDiagnostics.LimitNotParsable);
