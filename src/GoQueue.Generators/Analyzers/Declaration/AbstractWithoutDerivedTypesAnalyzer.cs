using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1021: an abstract event declares no derived types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AbstractWithoutDerivedTypesAnalyzer() : EventAnalyzer(DeclarationDiagnostics.AbstractWithoutDerivedTypes);
