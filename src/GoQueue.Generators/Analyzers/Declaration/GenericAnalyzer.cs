using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1013: an event is generic or stands in a generic type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class GenericAnalyzer() : EventAnalyzer(DeclarationDiagnostics.Generic);
