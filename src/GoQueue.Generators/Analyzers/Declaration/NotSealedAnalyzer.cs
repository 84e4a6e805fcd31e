using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1017: an event is not sealed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NotSealedAnalyzer() : EventAnalyzer(DeclarationDiagnostics.NotSealed);
