using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1022: an event's name is no identifier.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidNameAnalyzer() : EventAnalyzer(DeclarationDiagnostics.InvalidName);
