using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1018: a member of an event can be changed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MutableAnalyzer() : EventAnalyzer(DeclarationDiagnostics.Mutable);
