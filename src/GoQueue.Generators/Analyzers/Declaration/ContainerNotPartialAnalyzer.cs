using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1002: a type around an event is not partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ContainerNotPartialAnalyzer() : EventAnalyzer(DeclarationDiagnostics.ContainerNotPartial);
