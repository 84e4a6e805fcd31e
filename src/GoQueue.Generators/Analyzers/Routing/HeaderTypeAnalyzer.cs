using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4107: a header cannot carry its member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class HeaderTypeAnalyzer() : EventAnalyzer(RoutingDiagnostics.HeaderType);
