using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1005: an action contains a wildcard.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class WildcardInActionAnalyzer() : EventAnalyzer(DeclarationDiagnostics.WildcardInAction);
