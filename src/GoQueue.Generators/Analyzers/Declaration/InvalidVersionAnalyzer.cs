using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1007: a version is missing or malformed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidVersionAnalyzer() : EventAnalyzer(DeclarationDiagnostics.InvalidVersion);
