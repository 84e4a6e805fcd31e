using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1004: an action is missing, empty or too long.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidActionAnalyzer() : EventAnalyzer(DeclarationDiagnostics.InvalidAction);
