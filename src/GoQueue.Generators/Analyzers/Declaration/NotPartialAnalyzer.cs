using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1001: an event is not partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NotPartialAnalyzer() : EventAnalyzer(DeclarationDiagnostics.NotPartial);
