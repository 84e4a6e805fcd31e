using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4104: an action binds a member that may be null.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TemplateMemberCanBeNullAnalyzer() : EventAnalyzer(RoutingDiagnostics.TemplateMemberCanBeNull);
