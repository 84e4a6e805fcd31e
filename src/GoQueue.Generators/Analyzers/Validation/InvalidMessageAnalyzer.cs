using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4009: the text of a rule cannot be read or formatted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidMessageAnalyzer() : EventAnalyzer(ValidationDiagnostics.InvalidMessage);
