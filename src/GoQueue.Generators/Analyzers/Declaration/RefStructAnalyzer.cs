using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1014: an event is a ref struct.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RefStructAnalyzer() : EventAnalyzer(DeclarationDiagnostics.RefStruct);
