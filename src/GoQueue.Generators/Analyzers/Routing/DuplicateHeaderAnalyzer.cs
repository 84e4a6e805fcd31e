using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4110: two members are sent as one header.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DuplicateHeaderAnalyzer() : EventAnalyzer(RoutingDiagnostics.DuplicateHeader);
