using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4102: an action binds what is no member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TemplateUnknownMemberAnalyzer() : EventAnalyzer(RoutingDiagnostics.TemplateUnknownMember);
