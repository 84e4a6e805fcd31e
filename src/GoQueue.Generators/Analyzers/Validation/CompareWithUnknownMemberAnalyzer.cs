using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Validation;

/// <summary>GQ4008: [Compare] names no member like its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CompareWithUnknownMemberAnalyzer() : EventAnalyzer(ValidationDiagnostics.CompareWithUnknownMember);
