using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4012: integer limits on a fractional member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RangeRoundsAnalyzer() : EventAnalyzer(ValidationDiagnostics.RangeRounds);
