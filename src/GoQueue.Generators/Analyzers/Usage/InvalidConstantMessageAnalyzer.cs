using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5002: an event is made with constants that break its rules, which is legal, but hardly meant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidConstantMessageAnalyzer() : ConstantMessageAnalyzer(UsageDiagnostics.InvalidConstantMessage, published: false);
