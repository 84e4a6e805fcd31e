using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4103: an action binds a member that is no word.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TemplateMemberTypeAnalyzer() : EventAnalyzer(RoutingDiagnostics.TemplateMemberType);
