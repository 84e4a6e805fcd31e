using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4105: a hidden member is bound to something that everybody reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class HiddenMemberExposedAnalyzer() : EventAnalyzer(RoutingDiagnostics.HiddenMemberExposed);
