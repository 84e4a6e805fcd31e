using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4010: a listed value has another type than the member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ValueNeverEqualAnalyzer() : EventAnalyzer(ValidationDiagnostics.ValueNeverEqual);
