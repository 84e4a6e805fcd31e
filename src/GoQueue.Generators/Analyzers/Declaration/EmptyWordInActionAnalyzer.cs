using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1006: an action has an empty word.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class EmptyWordInActionAnalyzer() : EventAnalyzer(DeclarationDiagnostics.EmptyWordInAction);
