using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1012: an event is local to its file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FileLocalAnalyzer() : EventAnalyzer(DeclarationDiagnostics.FileLocal);
