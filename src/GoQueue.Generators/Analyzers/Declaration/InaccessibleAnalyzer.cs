using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1015: an event is private or protected.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InaccessibleAnalyzer() : EventAnalyzer(DeclarationDiagnostics.Inaccessible);
